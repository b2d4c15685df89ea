package io.rookery.predictor.rule;

import io.rookery.predictor.Decision;
import io.rookery.predictor.Help;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Paused;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.SearchState;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pauses every network after its first point, and whenever a slot is free and no new network waits
 * for it continues the paused one that is expected to improve most on the k-th best measured
 * fitness, for half as many epochs again. The race is over when all that is paused together is
 * expected to improve on it by less than a stated regret, or the epochs of the budget are spent;
 * then only those are continued that would be named among the best k, until they are measured.
 *
 * <p>After Swersky, Snoek and Adams, "Freeze-Thaw Bayesian Optimization", 2014, arXiv:1406.3896,
 * with expected improvement in place of entropy search. Asynchronous: no network waits for another.
 * It keeps nothing but what follows from the points observed, so that a search that is interrupted
 * goes on as it would have. A prediction without uncertainty pauses nothing.
 */
public final class FreezeThaw implements StoppingRule {

  static final String NAME = "freeze-thaw";

  /** A network continues for half as many epochs again. */
  private static final double GROWTH = 1.5;

  private static final double ROUNDING = 1e-9;

  /**
   * What to spend, and for what.
   *
   * @param budget epochs to spend at most, as a share of those that full trainings of all networks
   *     would take, in (0, 1]; what is needed to measure the best k comes on top
   * @param k the best few to find, 1 or more
   * @param regret expected improvement on the k-th best measured fitness, in units of the fitness
   *     and of all paused networks together, below which no more is spent; above 0
   */
  public record Settings(
      @Help(
              "epochs to spend at most, as a share of full trainings of all networks; in (0, 1];"
                  + " measuring the best k comes on top")
          double budget,
      @Help("the best few to find, which are measured in any case; 1 or more") int k,
      @Help(
              "the race ends when all paused networks together are expected to improve on the k-th"
                  + " best by less, in units of the fitness; above 0")
          double regret) {

    public Settings {
      if (!(budget > 0 && budget <= 1)) {
        throw new IllegalArgumentException("budget must lie in (0, 1]: " + budget);
      }
      if (k < 1) {
        throw new IllegalArgumentException("k must be at least 1: " + k);
      }
      if (!(regret > 0) || Double.isInfinite(regret)) {
        throw new IllegalArgumentException("regret must be finite and greater than 0: " + regret);
      }
    }
  }

  private final Settings settings;
  private final Metric metric;

  /** Of each network: where it stands, and at which epoch it pauses next. */
  private final Map<String, Standing> standings = new HashMap<>();

  private final Map<String, Claim> claims = new HashMap<>();
  private double spent;

  /** A rule for one search on {@code metric}. */
  public FreezeThaw(Settings settings, Metric metric) {
    this.settings = settings;
    this.metric = metric;
  }

  private record Standing(double epoch, double pauseAt, double value, boolean measured) {}

  /**
   * An expected improvement on a mark, of a prediction; asked for again only when either is new.
   */
  private record Claim(Prediction prediction, double mark, double improvement) {}

  @Override
  public void observe(Situation situation) {
    String id = situation.trial().id();
    double epoch = situation.curve().last().epoch();
    boolean measured = epoch >= situation.trial().horizon();
    Standing before = standings.get(id);
    spent += epoch - (before == null ? 0 : Math.min(epoch, before.epoch()));
    standings.put(
        id,
        new Standing(
            epoch,
            before == null ? 0 : before.pauseAt(),
            measured
                ? situation.curve().last().fitness()
                : value(situation.prediction(), situation.curve()),
            measured));
  }

  @Override
  public Decision decide(Situation situation) {
    Optional<Prediction> prediction = situation.prediction();
    if (prediction.isEmpty() || !Double.isFinite(prediction.get().standardDeviation())) {
      return Decision.CONTINUE;
    }
    String id = situation.trial().id();
    Standing standing = standings.get(id);
    if (standing == null || standing.epoch() < standing.pauseAt() - ROUNDING) {
      return Decision.CONTINUE;
    }
    double next = Math.max(standing.epoch() + 1, Math.ceil(standing.epoch() * GROWTH - ROUNDING));
    standings.put(id, new Standing(standing.epoch(), next, standing.value(), standing.measured()));
    return new Decision.Pause(prediction, reason(prediction.get(), standing.epoch()));
  }

  @Override
  public Optional<String> resume(List<Paused> paused, boolean newcomer, SearchState search) {
    if (newcomer || paused.isEmpty()) {
      return Optional.empty();
    }
    paused.forEach(this::learn);
    double mark = mark(search);
    double sum = 0;
    double most = -1;
    Paused best = paused.get(0);
    for (Paused network : paused) {
      double claim = claim(network, mark);
      sum += claim;
      if (claim > most) {
        most = claim;
        best = network;
      }
    }
    double affordable = settings.budget() * search.begun() * best.trial().horizon();
    return sum >= settings.regret() && spent < affordable
        ? Optional.of(best.trial().id())
        : named(paused);
  }

  /** What is predicted of a paused network may have changed since it paused. */
  private void learn(Paused paused) {
    standings.computeIfPresent(
        paused.trial().id(),
        (id, standing) ->
            new Standing(
                standing.epoch(),
                standing.pauseAt(),
                value(paused.prediction(), paused.curve()),
                false));
  }

  /** The k-th best measured fitness; while none is measured, the k-th best predicted one. */
  private double mark(SearchState search) {
    int finished = search.finished();
    return finished > 0
        ? search.kthBest(Math.min(settings.k(), finished)).orElseThrow()
        : ranked().get(Math.min(settings.k(), standings.size()) - 1).getValue().value();
  }

  private double claim(Paused network, double mark) {
    if (network.prediction().isEmpty()) {
      return 0;
    }
    Prediction prediction = network.prediction().get();
    String id = network.trial().id();
    Claim known = claims.get(id);
    if (known == null || known.prediction() != prediction || known.mark() != mark) {
      known = new Claim(prediction, mark, prediction.belief().improvement(metric, mark));
      claims.put(id, known);
    }
    return known.improvement();
  }

  /** The first of the best k that is paused. */
  private Optional<String> named(List<Paused> paused) {
    Set<String> waiting =
        paused.stream().map(network -> network.trial().id()).collect(Collectors.toSet());
    return ranked().stream()
        .limit(settings.k())
        .map(Map.Entry::getKey)
        .filter(waiting::contains)
        .findFirst();
  }

  /**
   * All networks by measured, else predicted fitness; the best first, of equal ones the measured.
   */
  private List<Map.Entry<String, Standing>> ranked() {
    Comparator<Map.Entry<String, Standing>> worseFirst =
        Comparator.comparingDouble(entry -> entry.getValue().value());
    return standings.entrySet().stream()
        .sorted(
            (metric == Metric.ACCURACY ? worseFirst.reversed() : worseFirst)
                .thenComparing(entry -> !entry.getValue().measured())
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  private double value(Optional<Prediction> prediction, LearningCurve curve) {
    return prediction.map(Prediction::mean).map(metric::clip).orElse(curve.last().fitness());
  }

  private static Reason reason(Prediction prediction, double epoch) {
    String text =
        String.format(
            Locale.ROOT,
            "paused at epoch %.4g, predicted %.4g ± %.3g; it goes on if of all paused networks it"
                + " is expected to improve most on the best measured",
            epoch,
            prediction.mean(),
            prediction.standardDeviation());
    return new Reason(
        NAME,
        text,
        Map.of(
            "epoch", epoch,
            "predicted", prediction.mean(),
            "deviation", prediction.standardDeviation()));
  }
}

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
import io.rookery.predictor.Trial;
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

  /**
   * Part of the greatest claim among the networks in the race that another must have to join them.
   * Without it many slots continue what the next epoch of the favourite would have ruled out.
   */
  private static final double SHARE = 0.1;

  private static final double ROUNDING = 1e-9;

  /**
   * What to spend, and for what.
   *
   * @param budget epochs to spend at most, as a share of those that full trainings of all networks
   *     would take, in (0, 1]; what is needed to measure the best k comes on top
   * @param k the best few to find, 1 or more
   * @param regret the race ends when all paused networks together are expected to improve on the
   *     k-th best measured fitness by less than k times this, in units of the fitness; above 0
   */
  public record Settings(
      @Help(
              "epochs to spend at most, as a share of full trainings of all networks; in (0, 1];"
                  + " measuring the best k comes on top")
          double budget,
      @Help("the best few to find, which are measured in any case; 1 or more") int k,
      @Help(
              "the race ends when all paused networks together are expected to improve on the k-th"
                  + " best by less than k times this, in units of the fitness; above 0")
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
  private final Map<String, Standing> standings = new HashMap<>();
  private double spent;

  /** A rule for one search on {@code metric}. */
  public FreezeThaw(Settings settings, Metric metric) {
    this.settings = settings;
    this.metric = metric;
  }

  @Override
  public void observe(Situation situation) {
    LearningCurve curve = situation.curve();
    double epoch = curve.last().epoch();
    Standing standing = standings.computeIfAbsent(situation.trial().id(), Standing::new);
    spent += epoch - Math.min(epoch, standing.epoch);
    standing.epoch = epoch;
    standing.state =
        epoch >= situation.trial().horizon() ? Standing.State.MEASURED : Standing.State.TRAINING;
    standing.learn(curve, situation.prediction(), metric);
  }

  @Override
  public Decision decide(Situation situation) {
    Optional<Prediction> prediction = situation.prediction();
    if (prediction.isEmpty() || !Double.isFinite(prediction.get().standardDeviation())) {
      return Decision.CONTINUE;
    }
    Standing standing = standings.computeIfAbsent(situation.trial().id(), Standing::new);
    if (standing.epoch < standing.pauseAt - ROUNDING) {
      return Decision.CONTINUE;
    }
    standing.state = Standing.State.PAUSED;
    standing.pauseAt = Math.max(standing.epoch + 1, Math.ceil(standing.epoch * GROWTH - ROUNDING));
    return new Decision.Pause(prediction, reason(prediction.get(), standing.epoch));
  }

  /** What another rule stopped is no longer in the race. */
  @Override
  public void ended(Situation situation) {
    Standing standing = standings.get(situation.trial().id());
    if (standing != null && standing.state == Standing.State.TRAINING) {
      standing.state = Standing.State.STOPPED;
    }
  }

  @Override
  public void failed(Trial trial) {
    standings.remove(trial.id());
  }

  @Override
  public Optional<String> resume(List<Paused> paused, boolean newcomer, SearchState search) {
    if (newcomer || paused.isEmpty()) {
      return Optional.empty();
    }
    paused.forEach(this::learn);
    double mark = mark(search);
    double sum = 0;
    Standing best = standing(paused.get(0));
    for (Paused network : paused) {
      Standing standing = standing(network);
      double claim = standing.claim(mark, metric);
      sum += claim;
      best = claim > best.claim(mark, metric) ? standing : best;
    }
    double affordable = settings.budget() * search.begun() * paused.get(0).trial().horizon();
    if (sum < settings.k() * settings.regret() || spent >= affordable) {
      return named(paused);
    }
    double claim = best.claim(mark, metric);
    if (claim < SHARE * strongestRacing(paused, mark)) {
      return Optional.empty(); // what is about to be known may well settle it
    }
    return Optional.of(best.id);
  }

  private Standing standing(Paused network) {
    return standings.computeIfAbsent(network.trial().id(), Standing::new);
  }

  /** What is predicted of a paused network may have changed since it paused. */
  private void learn(Paused network) {
    Standing standing = standing(network);
    standing.state = Standing.State.PAUSED;
    standing.learn(network.curve(), network.prediction(), metric);
  }

  /** The greatest claim among the networks that were continued and train. */
  private double strongestRacing(List<Paused> paused, double mark) {
    Set<String> waiting = ids(paused);
    return standings.values().stream()
        .filter(standing -> standing.races(waiting))
        .mapToDouble(standing -> standing.claim(mark, metric))
        .max()
        .orElse(0);
  }

  /** The k-th best measured fitness; while none is measured, the k-th best predicted one. */
  private double mark(SearchState search) {
    int finished = search.finished();
    return finished > 0
        ? search.kthBest(Math.min(settings.k(), finished)).orElseThrow()
        : ranked().get(Math.min(settings.k(), standings.size()) - 1).value;
  }

  /** The first of the best k that is paused. */
  private Optional<String> named(List<Paused> paused) {
    Set<String> waiting = ids(paused);
    return ranked().stream()
        .limit(settings.k())
        .map(standing -> standing.id)
        .filter(waiting::contains)
        .findFirst();
  }

  private static Set<String> ids(List<Paused> paused) {
    return paused.stream().map(network -> network.trial().id()).collect(Collectors.toSet());
  }

  /**
   * All networks by measured, else predicted fitness; the best first, of equal ones the measured.
   */
  private List<Standing> ranked() {
    Comparator<Standing> worseFirst = Comparator.comparingDouble(standing -> standing.value);
    return standings.values().stream()
        .sorted(
            (metric == Metric.ACCURACY ? worseFirst.reversed() : worseFirst)
                .thenComparing(standing -> standing.state != Standing.State.MEASURED)
                .thenComparing(standing -> standing.id))
        .toList();
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

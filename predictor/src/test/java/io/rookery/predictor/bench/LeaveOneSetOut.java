package io.rookery.predictor.bench;

import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.preset.Preset;
import io.rookery.predictor.replay.CsvCurves;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.Replay;
import io.rookery.predictor.replay.ReplayResult;
import io.rookery.predictor.replay.Subject;
import io.rookery.predictor.rule.TargetError;
import io.rookery.predictor.rule.Underperforming;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Which of a few settings has the best trade on all sets but one, and what it is worth on that one.
 * Best: of those whose mean regret keeps within the limit on every set that is looked at, the one
 * with the greatest geometric mean X; where none does, the one with the least regret.
 *
 * <p>Arguments: the CSV files, comma-separated; orders; slots; the limit of the regret, in points.
 */
public final class LeaveOneSetOut {

  private record Candidate(String name, Subject subject) {}

  private static final Guards LEARNING = Preset.DEFAULT.guards();

  private LeaveOneSetOut() {}

  /** Replays every candidate on every set, chooses, and prints. */
  public static void main(String[] arguments) throws IOException {
    int orders = Integer.parseInt(arguments[1]);
    int slots = Integer.parseInt(arguments[2]);
    double limit = Double.parseDouble(arguments[3]);
    Map<String, Map<String, ReplayResult>> results = new LinkedHashMap<>();
    for (String file : arguments[0].split(",", -1)) {
      CurveSet set = CsvCurves.read(Path.of(file), Metric.ACCURACY);
      for (Candidate candidate : candidates()) {
        Replay replay =
            new Replay(
                new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), slots, orders, 1));
        ReplayResult result = replay.run(set, candidate.subject());
        results
            .computeIfAbsent(candidate.name(), name -> new LinkedHashMap<>())
            .put(set.name(), result);
        print(set.name(), candidate.name(), result);
      }
    }
    List<String> sets = List.copyOf(results.values().iterator().next().keySet());
    for (String out : sets) {
      List<String> others = sets.stream().filter(set -> !set.equals(out)).toList();
      String best = best(results, others, limit);
      System.out.print("without " + out + ": ");
      print(out, best, results.get(best).get(out));
    }
    System.out.println("of all sets: " + best(results, sets, limit));
  }

  private static String best(
      Map<String, Map<String, ReplayResult>> results, List<String> sets, double limit) {
    Comparator<String> byTrade =
        Comparator.comparingDouble(
            name -> {
              double worst = 0;
              double logs = 0;
              for (String set : sets) {
                ReplayResult result = results.get(name).get(set);
                worst = Math.max(worst, result.ranking().regretMean());
                logs += Math.log(result.cost().x());
              }
              return worst <= limit ? logs : -1e3 - worst;
            });
    return results.keySet().stream().max(byTrade).orElseThrow();
  }

  private static void print(String set, String name, ReplayResult r) {
    System.out.printf(
        Locale.ROOT,
        "%s, %s: X %.2f, error %.2f, regret %.3f (worst order %.3f), top 5 %.2f%n",
        set,
        name,
        r.cost().x(),
        r.errors().mae(),
        r.ranking().regretMean(),
        r.ranking().regretMax(),
        r.ranking().t5());
  }

  private static List<Candidate> candidates() {
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(of("last-value", "prediction-converged", Guards.NONE));
    candidates.add(of("last-value", "successive-halving", Guards.NONE));
    candidates.add(of("last-value", "median", Guards.NONE));
    candidates.add(of("parametric", "prediction-converged", Guards.NONE));
    candidates.add(of("empirical-bayes", "interval-narrow", LEARNING));
    candidates.add(of("empirical-bayes", "freeze-thaw", LEARNING));
    for (double tau : new double[] {0.5, 1, 2}) {
      candidates.add(
          bayes(
              "target-error " + tau,
              () -> List.of(new TargetError(new TargetError.Settings(tau)))));
    }
    for (double delta : new double[] {0.01, 0.05}) {
      candidates.add(bayes("underperforming " + delta, () -> List.of(underperforming(delta))));
      candidates.add(
          bayes(
              "underperforming " + delta + " + target-error 1",
              () -> List.of(underperforming(delta), new TargetError(new TargetError.Settings(1)))));
    }
    return candidates;
  }

  private static StoppingRule underperforming(double delta) {
    return new Underperforming(new Underperforming.Settings(5, delta), Metric.ACCURACY);
  }

  private static Candidate bayes(String name, Supplier<List<StoppingRule>> rules) {
    return candidate("empirical-bayes + " + name, "empirical-bayes", rules, LEARNING);
  }

  private static Candidate of(String predictor, String rule, Guards guards) {
    return candidate(
        predictor + " + " + rule,
        predictor,
        () -> List.of(Providers.rule(rule).create(Metric.ACCURACY)),
        guards);
  }

  private static Candidate candidate(
      String name, String predictor, Supplier<List<StoppingRule>> rules, Guards guards) {
    return new Candidate(
        name,
        new Subject(
            name,
            predictor,
            () -> Providers.predictor(predictor).create(Metric.ACCURACY),
            rules,
            guards));
  }
}

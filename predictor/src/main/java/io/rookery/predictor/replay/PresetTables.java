package io.rookery.predictor.replay;

import io.rookery.predictor.Metric;
import io.rookery.predictor.preset.Preset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Prints what every preset is worth on recorded curves, in ten orders of arrival, one slot and
 * sixteen: the tables of docs/engine.md. The arguments are curve files.
 */
public final class PresetTables {

  private static final int[] SLOTS = {1, 16};
  private static final int ORDERS = 10;
  private static final long SEED = 1;

  private PresetTables() {}

  /** Runs it. */
  public static void main(String[] files) throws IOException {
    List<CurveSet> sets = new ArrayList<>();
    for (String file : files) {
      sets.add(CsvCurves.read(Path.of(file), Metric.ACCURACY));
    }
    List<ReplayResult> all = new ArrayList<>();
    StringBuilder means =
        new StringBuilder(
            """
            | preset | slots | gX | wall clock | mean MAE | worst MAE | worst mean regret | mean t5 | coverage of 90 % |
            |---|---|---|---|---|---|---|---|---|
            """);
    for (Preset preset : Preset.values()) {
      for (int slots : SLOTS) {
        List<ReplayResult> results = replay(preset, slots, sets);
        all.addAll(results);
        means.append(means(preset, slots, results));
      }
    }
    System.out.println(means);
    System.out.print(ReplayTable.of(all));
  }

  private static List<ReplayResult> replay(Preset preset, int slots, List<CurveSet> sets) {
    Subject subject = Subject.of(preset, Metric.ACCURACY);
    Replay replay =
        new Replay(
            new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), slots, ORDERS, SEED));
    return sets.stream().map(set -> replay.run(set, subject)).toList();
  }

  private static String means(Preset preset, int slots, List<ReplayResult> results) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.3f | %.2f | %.0f to %.0f %% |%n",
        preset.id(),
        slots,
        Math.exp(mean(results, r -> Math.log(r.cost().x()))),
        Math.exp(mean(results, r -> Math.log(r.cost().wallClockGain()))),
        mean(results, r -> r.errors().mae()),
        most(results, r -> r.errors().mae()),
        most(results, PresetTables::regret),
        mean(results, PresetTables::found),
        -100 * most(results, r -> -r.errors().coverage90()),
        100 * most(results, r -> r.errors().coverage90()));
  }

  /** Of the best network that was trained to its end, where any was. */
  private static double regret(ReplayResult result) {
    return result.ranking().regretFinishedMean();
  }

  private static double found(ReplayResult result) {
    return result.ranking().t5Finished();
  }

  private static double mean(List<ReplayResult> results, ToDoubleFunction<ReplayResult> value) {
    return results.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double most(List<ReplayResult> results, ToDoubleFunction<ReplayResult> value) {
    return results.stream().mapToDouble(value).max().orElseThrow();
  }
}

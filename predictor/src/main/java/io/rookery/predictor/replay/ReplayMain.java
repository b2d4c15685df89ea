package io.rookery.predictor.replay;

import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.StoppingRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Replays curve files from the command line, with every setting of the predictor and the rules at
 * its default: {@code --curves FILE[,FILE…] [--predictor P] [--rules R,…] [--horizon H] [--slots N]
 * [--orders K] [--seed S] [--warm-up W] [--audit-rate A]}.
 */
public final class ReplayMain {

  private ReplayMain() {}

  /** Prints one line a file. */
  public static void main(String[] arguments) throws IOException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      options.put(arguments[i], arguments[i + 1]);
    }
    Replay replay = new Replay(settings(options));
    Subject subject = subject(options);
    List<ReplayResult> results = new ArrayList<>();
    for (String file : options.getOrDefault("--curves", "").split(",", -1)) {
      results.add(replay.run(CsvCurves.read(Path.of(file), Metric.ACCURACY), subject));
    }
    System.out.print(ReplayTable.of(results));
  }

  private static Replay.Settings settings(Map<String, String> options) {
    String horizon = options.get("--horizon");
    return new Replay.Settings(
        Metric.ACCURACY,
        horizon == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(horizon)),
        Integer.parseInt(options.getOrDefault("--slots", "1")),
        Integer.parseInt(options.getOrDefault("--orders", "10")),
        Long.parseLong(options.getOrDefault("--seed", "1")));
  }

  private static Subject subject(Map<String, String> options) {
    String predictor = options.getOrDefault("--predictor", "last-value");
    List<String> rules = List.of(options.getOrDefault("--rules", "underperforming").split(","));
    Guards guards =
        new Guards(
            1,
            Integer.parseInt(options.getOrDefault("--warm-up", "6")),
            Double.parseDouble(options.getOrDefault("--audit-rate", "0.5")));
    return new Subject(
        predictor + " + " + String.join(" + ", rules),
        predictor,
        () -> Providers.predictor(predictor).create(Metric.ACCURACY),
        () -> rules.stream().map(ReplayMain::rule).toList(),
        guards);
  }

  private static StoppingRule rule(String name) {
    return Providers.rule(name).create(Metric.ACCURACY);
  }
}

package io.rookery.predictor.bench;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Metric;
import io.rookery.predictor.StoppingRule;
import io.rookery.predictor.preset.Preset;
import io.rookery.predictor.replay.CsvCurves;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.RecordedCurve;
import io.rookery.predictor.replay.Replay;
import io.rookery.predictor.replay.ReplayResult;
import io.rookery.predictor.replay.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which setting is to be the product's default: chosen on all sets but one, and judged on that one.
 * By either {@link Trade}: of the settings that are fit on the sets that are looked at, with one
 * slot and with sixteen, the one with the greatest geometric mean X; where none is fit, the one
 * that strains its worst limit least. Prints the tables of docs/decisions/0011.
 *
 * <p>Arguments: the CSV files, comma-separated; orders of arrival.
 */
public final class LeaveOneSetOut {

  private static final int[] SLOTS = {1, 16};

  /** Setting, then set, then what it is worth there by slots. */
  private final Map<String, Map<String, List<Worth>>> worths = new LinkedHashMap<>();

  private LeaveOneSetOut() {}

  /** Replays every contender on every set, chooses, and prints. */
  public static void main(String[] arguments) throws IOException {
    int orders = Integer.parseInt(arguments[1]);
    LeaveOneSetOut choice = new LeaveOneSetOut();
    List<String> sets = new ArrayList<>();
    for (String file : arguments[0].split(",", -1)) {
      CurveSet set = CsvCurves.read(Path.of(file), Metric.ACCURACY);
      sets.add(set.name());
      List<Subject> contenders = Contenders.all();
      List<List<Worth>> worths =
          contenders.parallelStream().map(contender -> worth(set, contender, orders)).toList();
      for (int i = 0; i < contenders.size(); i++) {
        choice
            .worths
            .computeIfAbsent(contenders.get(i).name(), name -> new LinkedHashMap<>())
            .put(set.name(), worths.get(i));
      }
      System.err.println(set.name());
    }
    choice.printSettings(sets);
    for (Trade trade : Trade.values()) {
      choice.printChoices(trade, sets);
    }
  }

  private static List<Worth> worth(CurveSet set, Subject contender, int orders) {
    Map<String, Double> actual =
        set.curves().stream()
            .collect(Collectors.toMap(RecordedCurve::id, curve -> curve.points().last().fitness()));
    FitnessPredictor alone = new Remembered(contender.predictor().get());
    boolean learns = contender.predictorName().equals(Preset.DEFAULT.predictor());
    List<Worth> worths = new ArrayList<>();
    for (int slots : SLOTS) {
      Breeding.Losses losses = new Breeding.Losses();
      Subject watched =
          new Subject(
              contender.name(),
              contender.predictorName(),
              learns ? contender.predictor() : () -> alone,
              () -> {
                List<StoppingRule> rules = new ArrayList<>(contender.rules().get());
                rules.add(new Breeding(actual, losses));
                return rules;
              },
              contender.guards());
      ReplayResult result =
          new Replay(new Replay.Settings(Metric.ACCURACY, OptionalDouble.empty(), slots, orders, 1))
              .run(set, watched);
      worths.add(Worth.of(result, losses.mean()));
    }
    return worths;
  }

  private String chosen(Trade trade, List<String> sets) {
    return worths.keySet().stream()
        .max(
            Comparator.comparingDouble(
                    (String name) -> -Math.max(1, trade.strain(worths(name, sets))))
                .thenComparingDouble(name -> x(name, sets)))
        .orElseThrow();
  }

  private List<Worth> worths(String setting, List<String> sets) {
    return sets.stream().flatMap(set -> worths.get(setting).get(set).stream()).toList();
  }

  private double worst(String setting, List<String> sets, ToDoubleFunction<Worth> figure) {
    return worths(setting, sets).stream().mapToDouble(figure).max().orElseThrow();
  }

  private double x(String setting, List<String> sets) {
    return Math.exp(
        worths(setting, sets).stream()
            .mapToDouble(worth -> Math.log(worth.x()))
            .average()
            .orElseThrow());
  }

  private void printSettings(List<String> sets) {
    System.out.println(
        "| setting | gX | winner | parents | intervals that miss | mean error | worst error | knows every network | loses little |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (String name : worths.keySet()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.3f | %.2f | %.0f %% | %.2f | %.2f | %s | %s |%n",
          name,
          x(name, sets),
          worst(name, sets, Worth::winner),
          worst(name, sets, Worth::parents),
          100 * worst(name, sets, Worth::misses),
          worths(name, sets).stream().mapToDouble(Worth::error).average().orElseThrow(),
          worst(name, sets, Worth::error),
          fit(Trade.KNOWS_EVERY_NETWORK, name, sets),
          fit(Trade.LOSES_LITTLE, name, sets));
    }
  }

  private String fit(Trade trade, String setting, List<String> sets) {
    return trade.strain(worths(setting, sets)) <= 1 ? "yes" : "no";
  }

  private void printChoices(Trade trade, List<String> sets) {
    System.out.printf("%n%s: chosen on all sets %s%n%n", trade, chosen(trade, sets));
    System.out.println(
        "| left out | chosen on the others | slots | X | winner | parents | intervals that miss | error |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (String out : sets) {
      String best = chosen(trade, sets.stream().filter(set -> !set.equals(out)).toList());
      for (int i = 0; i < SLOTS.length; i++) {
        Worth worth = worths.get(best).get(out).get(i);
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %d | %.2f | %.3f | %.2f | %.0f %% | %.2f |%n",
            out,
            best,
            SLOTS[i],
            worth.x(),
            worth.winner(),
            worth.parents(),
            100 * worth.misses(),
            worth.error());
      }
    }
  }
}

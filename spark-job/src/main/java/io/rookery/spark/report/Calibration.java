package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.PredictionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was predicted held against what was measured, of networks that have both.
 *
 * <p>Two kinds of pairs, told apart because the first is a choice of the best: <i>stopped</i>
 * networks that were trained to their end afterwards, with what was predicted when they were
 * stopped; and <i>untouched</i> ones, which no rule ended (warm-up and audits), with what was
 * predicted at the median epoch at which this search stopped the others.
 */
final class Calibration {

  private record Pair(String id, String kind, PredictionRow prediction, double measured) {

    double error() {
      return prediction.mean() - measured;
    }

    boolean hasInterval() {
      return Double.isFinite(prediction.standardDeviation());
    }

    boolean inside() {
      return prediction.lower() <= measured && measured <= prediction.upper();
    }
  }

  private final List<TrialView> trials;
  private final double stopEpoch;

  private Calibration(List<TrialView> trials) {
    this.trials = trials.stream().filter(trial -> !trial.duplicate()).toList();
    this.stopEpoch = medianStop();
  }

  static ObjectNode of(List<TrialView> trials) {
    Calibration calibration = new Calibration(trials);
    List<Pair> pairs = calibration.trials.stream().flatMap(calibration::pair).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("stopEpoch", Rounded.of(calibration.stopEpoch));
    ArrayNode written = json.putArray("pairs");
    pairs.forEach(pair -> written.add(json(pair)));
    for (String kind : List.of("stopped", "untouched")) {
      json.set(kind, scores(pairs.stream().filter(pair -> pair.kind().equals(kind)).toList()));
    }
    json.set("byEpoch", calibration.byEpoch());
    return json;
  }

  /** Median epoch at which networks were ended early; NaN where none was. */
  private double medianStop() {
    double[] stops =
        trials.stream()
            .flatMap(trial -> trial.predicted().stream())
            .mapToDouble(EvaluationRow::epochsRun)
            .filter(epoch -> epoch > 0)
            .sorted()
            .toArray();
    return stops.length == 0 ? Double.NaN : stops[stops.length / 2];
  }

  private Stream<Pair> pair(TrialView trial) {
    Optional<EvaluationRow> measured = trial.measured();
    if (measured.isEmpty() || trial.epochs().isEmpty()) {
      return Stream.empty();
    }
    double end = Optional.ofNullable(measured.get().measuredFitness()).orElse(Double.NaN);
    Optional<EvaluationRow> stop = trial.predicted();
    double at = stop.map(EvaluationRow::epochsRun).orElse(stopEpoch);
    return trial
        .forecastAt(at)
        .map(row -> new Pair(trial.id(), stop.isPresent() ? "stopped" : "untouched", row, end))
        .stream();
  }

  /** Every prediction of every measured network before its end, grouped by its epoch. */
  private ArrayNode byEpoch() {
    Map<Double, List<Pair>> byEpoch = new TreeMap<>();
    for (TrialView trial : trials) {
      double end = trial.measured().map(EvaluationRow::measuredFitness).orElse(Double.NaN);
      for (PredictionRow row : trial.forecasts()) {
        if (Double.isFinite(end) && row.epoch() < row.horizon()) {
          byEpoch
              .computeIfAbsent(row.epoch(), epoch -> new ArrayList<>())
              .add(new Pair(trial.id(), "any", row, end));
        }
      }
    }
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    byEpoch.forEach((epoch, pairs) -> json.add(scores(pairs).set("epoch", Rounded.of(epoch))));
    return json;
  }

  private static ObjectNode scores(List<Pair> pairs) {
    List<Pair> intervals = pairs.stream().filter(Pair::hasInterval).toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("n", pairs.size());
    json.set(
        "mae",
        Rounded.of(
            pairs.stream().mapToDouble(p -> Math.abs(p.error())).average().orElse(Double.NaN)));
    json.set(
        "bias", Rounded.of(pairs.stream().mapToDouble(Pair::error).average().orElse(Double.NaN)));
    json.put("intervals", intervals.size());
    json.put("inside", intervals.stream().filter(Pair::inside).count());
    json.put(
        "above",
        intervals.stream().filter(pair -> pair.measured() > pair.prediction().upper()).count());
    return json;
  }

  private static ObjectNode json(Pair pair) {
    ObjectNode json =
        JsonNodeFactory.instance.objectNode().put("id", pair.id()).put("kind", pair.kind());
    json.set("epoch", Rounded.of(pair.prediction().epoch()));
    json.set("predicted", Rounded.of(pair.prediction().mean()));
    if (pair.hasInterval()) {
      json.set("lower", Rounded.of(pair.prediction().lower()));
      json.set("upper", Rounded.of(pair.prediction().upper()));
    }
    json.set("measured", Rounded.of(pair.measured()));
    return json;
  }
}

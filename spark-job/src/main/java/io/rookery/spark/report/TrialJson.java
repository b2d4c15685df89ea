package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.PredictionRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One trial for the page; a key is absent where nothing is known. */
final class TrialJson {

  private final ArchitectureTable architectures;
  private final Instant start;
  private final boolean live;
  private final Extrapolation extrapolation = new Extrapolation();

  TrialJson(ArchitectureTable architectures, Instant start, boolean live) {
    this.architectures = architectures;
    this.start = start;
    this.live = live;
  }

  ObjectNode of(TrialView trial) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", trial.id())
        .put("state", trial.state(live).name().toLowerCase(Locale.ROOT))
        .put("genome", trial.candidate().genome());
    asked(trial, json);
    trained(trial, json);
    ended(trial, json);
    predicted(trial, json);
    return json;
  }

  private void asked(TrialView trial, ObjectNode json) {
    json.set("asked", Rounded.seconds(BestSoFar.seconds(start, trial.candidate().askedAt())));
    if (!trial.candidate().parents().isEmpty()) {
      ArrayNode parents = json.putArray("parents");
      trial.candidate().parents().forEach(parents::add);
    }
    if (trial.candidate().architecture() != null) {
      Integer network = architectures.add(trial.candidate().architecture());
      if (network != null) {
        json.put("network", network);
      }
    }
    if (trial.candidate().parameters() != null) {
      json.put("parameters", trial.candidate().parameters());
    }
    if (trial.candidate().multiplyAdds() != null) {
      json.put("multiplyAdds", trial.candidate().multiplyAdds());
    }
  }

  private static void trained(TrialView trial, ObjectNode json) {
    List<EpochRow> curve = trial.curve();
    if (curve.isEmpty()) {
      return;
    }
    ArrayNode points = json.putArray("curve");
    curve.forEach(row -> points.add(Rounded.of(row.epoch())).add(Rounded.of(row.fitness())));
    EpochRow last = curve.get(curve.size() - 1);
    json.set("seconds", Rounded.seconds(trial.seconds()));
    json.set("epochs", Rounded.of(trial.epochsRun()));
    json.put("executor", last.executor()).put("device", last.device());
  }

  private void ended(TrialView trial, ObjectNode json) {
    if (trial.horizon() > 0) {
      json.set("budget", Rounded.of(trial.horizon()));
    }
    trial.measured().ifPresent(row -> json.set("measured", Rounded.of(row.measuredFitness())));
    trial
        .predicted()
        .ifPresent(
            row -> {
              json.set("predicted", Rounded.of(row.predictedFitness()));
              json.set("stop", Rounded.of(row.epochsRun()));
            });
    Optional<EvaluationRow> said = trial.predicted().or(trial::last);
    said.ifPresent(
        row -> {
          if (row.rule() != null) {
            json.put("rule", row.rule());
          }
          if (row.reason() != null) {
            json.put("reason", row.reason());
          }
        });
    trial
        .last()
        .ifPresent(
            row -> {
              json.set("ended", Rounded.seconds(BestSoFar.seconds(start, row.toldAt())));
              if (row.attempts() > 1) {
                json.put("attempts", row.attempts());
              }
              if (row.errorKind() != null) {
                json.put("errorKind", row.errorKind()).put("error", row.error());
              }
            });
  }

  private void predicted(TrialView trial, ObjectNode json) {
    List<EpochRow> curve = trial.curve();
    List<PredictionRow> forecasts = trial.forecasts();
    if (forecasts.isEmpty() || curve.isEmpty()) {
      return;
    }
    double until = trial.predicted().map(EvaluationRow::epochsRun).orElse(Double.MAX_VALUE);
    Optional<PredictionRow> shown =
        trial.forecastAt(until).filter(row -> row.epoch() < row.horizon());
    shown.ifPresent(row -> forecast(row, curve, json));
  }

  private void forecast(PredictionRow row, List<EpochRow> curve, ObjectNode json) {
    Optional<EpochRow> observed =
        curve.stream().filter(point -> point.epoch() == row.epoch()).findFirst();
    if (observed.isEmpty() || !Double.isFinite(row.mean())) {
      return;
    }
    ObjectNode forecast = json.putObject("forecast");
    forecast.put("model", row.model());
    forecast.set("mean", Rounded.of(row.mean()));
    if (Double.isFinite(row.standardDeviation())) {
      forecast.set("lower", Rounded.of(row.lower()));
      forecast.set("upper", Rounded.of(row.upper()));
    }
    forecast.set("line", extrapolation.of(row, observed.get().fitness(), curve.get(0).epoch()));
  }
}

package io.rookery.predictor.curve;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Providers;
import io.rookery.predictor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the authors' engine recorded, epoch by epoch, while it ran in their workflow. */
class A4nnGoldenTest {

  private static final double HORIZON = 25;

  @ParameterizedTest
  @ValueSource(strings = {"a4nn_1e14.csv.gz", "a4nn_1e15.csv.gz"})
  void everyStopAndNearlyEveryPredictionAgree(String file) {
    List<String> stops = new ArrayList<>();
    List<String> predictions = new ArrayList<>();
    int[] asked = new int[1];
    RecordedRows.shared(file)
        .forEach(
            (id, rows) -> {
              Replayed replayed = replay(id, rows);
              stops.addAll(replayed.stops());
              predictions.addAll(replayed.predictions());
              asked[0] += rows.size();
            });
    assertThat(asked[0]).isEqualTo(2500);
    assertThat(stops).as("stop epochs that differ").isEmpty();
    assertThat(predictions.size()).as("%s", predictions).isLessThanOrEqualTo(asked[0] / 200);
  }

  private record Replayed(List<String> stops, List<String> predictions) {}

  /** Trains every network to the end, as the recording did, and lists what differs. */
  private static Replayed replay(String id, List<Map<String, String>> rows) {
    PredictionEngine engine =
        new PredictionEngine(
            Metric.ACCURACY,
            "a4nn",
            Providers.predictor("a4nn").create(Metric.ACCURACY),
            List.of(Providers.rule("prediction-converged").create(Metric.ACCURACY)),
            Guards.NONE);
    engine.begin(id, HORIZON, Map.of());
    Replayed differ = new Replayed(new ArrayList<>(), new ArrayList<>());
    for (Map<String, String> row : rows) {
      double epoch = Double.parseDouble(row.get("epoch"));
      Verdict verdict =
          engine.observe(id, CurvePoint.of(epoch, Double.parseDouble(row.get("fitness"))));
      String recorded = row.get("recorded_prediction");
      boolean same =
          verdict.prediction().isEmpty()
              ? recorded.isEmpty()
              : !recorded.isEmpty()
                  && Math.abs(verdict.prediction().get().mean() - Double.parseDouble(recorded))
                      <= 0.01;
      if (!same) {
        differ.predictions().add(id + "@" + epoch + ": " + verdict.prediction() + " " + recorded);
      }
      boolean converged = verdict.decision() instanceof Decision.Converged;
      if (epoch < HORIZON && converged != Boolean.parseBoolean(row.get("recorded_converged"))) {
        differ.stops().add(id + "@" + epoch + ": " + verdict.decision());
      }
    }
    return differ;
  }
}

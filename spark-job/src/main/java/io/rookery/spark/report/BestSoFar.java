package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How the best fitness grew: one step each time it did, as {@code [wall seconds, candidates ended,
 * device seconds, fitness, candidate]}. Measured and predicted steps are two lists.
 */
final class BestSoFar {

  private BestSoFar() {}

  static ObjectNode of(Snapshot snapshot, Instant start) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode measured = json.putArray("measured");
    ArrayNode predicted = json.putArray("predicted");
    List<EpochRow> epochs =
        snapshot.epochs().stream().sorted(Comparator.comparing(EpochRow::reportedAt)).toList();
    List<EvaluationRow> told =
        snapshot.evaluations().stream()
            .filter(row -> row.outcome() != Outcome.PAUSED)
            .sorted(Comparator.comparing(EvaluationRow::toldAt))
            .toList();
    Set<String> ended = new HashSet<>();
    Steps measuredSteps = new Steps(measured);
    Steps predictedSteps = new Steps(predicted);
    double device = 0;
    int next = 0;
    Point last = new Point(0, 0, 0);
    for (EvaluationRow row : told) {
      while (next < epochs.size() && !epochs.get(next).reportedAt().isAfter(row.toldAt())) {
        device += epochs.get(next++).seconds();
      }
      ended.add(row.candidateId());
      last = new Point(seconds(start, row.toldAt()), ended.size(), device);
      if (row.outcome() == Outcome.MEASURED) {
        measuredSteps.offer(last, row.measuredFitness(), row.candidateId());
      } else if (row.outcome() == Outcome.PREDICTED) {
        predictedSteps.offer(last, row.predictedFitness(), row.candidateId());
      }
    }
    json.set("end", last.json());
    return json;
  }

  static double seconds(Instant start, Instant at) {
    return Duration.between(start, at).toMillis() / 1e3;
  }

  private record Point(double wall, int ended, double device) {
    ArrayNode json() {
      return JsonNodeFactory.instance
          .arrayNode()
          .add(Rounded.seconds(wall))
          .add(ended)
          .add(Rounded.seconds(device));
    }
  }

  private static final class Steps {
    private final ArrayNode into;
    private double best = Double.NEGATIVE_INFINITY;

    Steps(ArrayNode into) {
      this.into = into;
    }

    void offer(Point at, @org.jspecify.annotations.Nullable Double fitness, String id) {
      if (fitness != null && fitness > best) {
        best = fitness;
        into.add(at.json().add(Rounded.of(fitness)).add(id));
      }
    }
  }
}

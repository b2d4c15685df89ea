package io.rookery.spark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ExitCode;
import io.rookery.spark.cluster.Slots;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a search came to.
 *
 * @param searchId the search
 * @param output folder of its tables
 * @param end why it ended
 * @param status its last counts
 * @param slots trainings that could run at once
 * @param best the best measured network; null where none was measured
 * @param exitCode of a process that ran it
 */
public record SearchResult(
    String searchId,
    String output,
    SearchEnd end,
    SearchStatus status,
    Slots slots,
    @Nullable Winner best,
    ExitCode exitCode) {

  /**
   * The best measured network.
   *
   * @param candidateId its id
   * @param fitness on the validation split at the horizon, in percent
   * @param testFitness on the test split, measured once, in percent
   * @param parameters trainable ones
   * @param multiplyAdds of one image
   * @param genome in its space's text form
   */
  public record Winner(
      String candidateId,
      double fitness,
      double testFitness,
      long parameters,
      long multiplyAdds,
      String genome) {}

  /** Epochs that were not trained; where it was stopped, none that may still be. */
  public double epochsSaved() {
    return end == SearchEnd.STOPPED ? status.epochsSpared() : status.epochsSaved();
  }

  /** One JSON object, on one line. */
  public String json() {
    return tree().toString();
  }

  ObjectNode tree() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("searchId", searchId)
        .put("output", output)
        .put("state", state())
        .put("exitCode", exitCode.code())
        .put("stopReason", end.sentence())
        .put("candidates", status.asked())
        .put("measured", status.measured())
        .put("predicted", status.predicted())
        .put("failed", status.failed())
        .put("epochsRun", status.epochsRun())
        .put("epochsBudget", status.epochsBudget())
        .put("epochsSaved", epochsSaved())
        .put("wallSeconds", status.elapsed().toMillis() / 1e3)
        .put("slots", slots.count());
    if (best == null) {
      json.putNull("best");
    } else {
      json.putObject("best")
          .put("candidateId", best.candidateId())
          .put("fitness", best.fitness())
          .put("testFitness", best.testFitness())
          .put("parameters", best.parameters())
          .put("multiplyAdds", best.multiplyAdds())
          .put("genome", best.genome());
    }
    return json;
  }

  /** The winner that {@code _STATUS.json} names; empty where it names none. */
  static Optional<Winner> winner(JsonNode best) {
    return best.isObject()
        ? Optional.of(
            new Winner(
                best.path("candidateId").asText(),
                best.path("fitness").asDouble(),
                best.path("testFitness").asDouble(),
                best.path("parameters").asLong(),
                best.path("multiplyAdds").asLong(),
                best.path("genome").asText()))
        : Optional.empty();
  }

  private String state() {
    return end == SearchEnd.STOPPED ? "stopped" : exitCode == ExitCode.DONE ? "done" : "failed";
  }
}

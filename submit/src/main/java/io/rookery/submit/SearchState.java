package io.rookery.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A search as its _STATUS.json tells of it.
 *
 * @param status the file; null where there is none yet
 * @param now when it was read
 */
record SearchState(@Nullable JsonNode status, Instant now) {

  /** A running search shows itself every ten seconds. */
  private static final Duration SILENT = Duration.ofSeconds(60);

  /** Whether it came to an end, whatever that was. */
  boolean over() {
    return !state().equals("running");
  }

  /** Whether it should run and does not show itself any more: its driver died, most likely. */
  boolean silent() {
    return !over() && silence().compareTo(SILENT) > 0;
  }

  /** The exit code of the process that ran it; while it runs 0, and 1 if it died. */
  int exitCode() {
    if (!over()) {
      return (silent() ? ExitCode.UNEXPECTED : ExitCode.DONE).code();
    }
    return status == null
        ? ExitCode.UNEXPECTED.code()
        : status.path("exitCode").asInt(ExitCode.UNEXPECTED.code());
  }

  /** One JSON object: the file, and whether the search shows itself. */
  String json() {
    if (status instanceof ObjectNode object) {
      return object.deepCopy().put("silent", silent()).toString();
    }
    return "{\"state\":\"running\",\"silent\":false}";
  }

  /** A few lines for a person. */
  String text(String folder) {
    StringBuilder text = new StringBuilder();
    text.append(
        "search %s: %s%n"
            .formatted(status == null ? "?" : status.path("searchId").asText("?"), headline()));
    if (status != null && status.has("candidates")) {
      text.append(counts(status));
      text.append(best(status));
    }
    if (status != null) {
      status
          .path("notices")
          .forEach(notice -> text.append("notice: %s%n".formatted(notice.asText())));
    }
    if (silent() || state().equals("stopped") || state().equals("failed")) {
      text.append("next: submit/bin/rookery run --resume %s%n".formatted(folder));
    } else if (over()) {
      text.append("next: submit/bin/rookery report %s%n".formatted(folder));
    }
    return text.toString().stripTrailing();
  }

  private String headline() {
    if (silent()) {
      return "no sign of life for %d s; its driver has most likely died"
          .formatted(silence().toSeconds());
    }
    String reason = status == null ? "" : status.path("stopReason").asText("");
    return over()
        ? "%s (exit code %d)%s"
            .formatted(state(), exitCode(), reason.isEmpty() ? "" : ", " + reason)
        : "running";
  }

  private static String counts(JsonNode status) {
    return "candidates: %d asked, %d measured, %d predicted, %d failed; epochs: %.0f trained of %.0f%n"
        .formatted(
            status.path("candidates").asInt(),
            status.path("measured").asInt(),
            status.path("predicted").asInt(),
            status.path("failed").asInt(),
            status.path("epochsRun").asDouble(),
            status.path("epochsBudget").asDouble());
  }

  /** While it runs the best is known by its id; at the end with its score on the test split. */
  private static String best(JsonNode status) {
    JsonNode winner = status.path("best");
    if (winner.isObject()) {
      return String.format(
          Locale.ROOT,
          "best measured: %s, validation %.2f %%, test %.2f %%%n",
          winner.path("candidateId").asText(),
          winner.path("fitness").asDouble(),
          winner.path("testFitness").asDouble());
    }
    return status.path("bestMeasured").isNumber()
        ? String.format(
            Locale.ROOT,
            "best measured: %s, validation %.2f %%%n",
            status.path("bestId").asText(),
            status.path("bestMeasured").asDouble())
        : "";
  }

  /** A search without a file is one that begins. */
  private String state() {
    return status == null ? "running" : status.path("state").asText("running");
  }

  private Duration silence() {
    try {
      String at = status == null ? "" : status.path("updatedAt").asText("");
      return at.isEmpty() ? Duration.ZERO : Duration.between(Instant.parse(at), now);
    } catch (DateTimeParseException e) {
      return Duration.ZERO; // a file that somebody else wrote
    }
  }
}

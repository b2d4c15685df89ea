package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.submit.drill.Fate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Networks that cannot be trained, half of all, two trainings an executor. */
@Tag("faults")
@Timeout(400)
class CandidatesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(380);

  /** How each fate is told in the tables. */
  private static final Map<Fate, String> KINDS =
      Map.of(
          Fate.OUT_OF_MEMORY, "out-of-memory",
          Fate.NO_LIBRARY, "native-error",
          Fate.NAN, "diverged",
          Fate.EXCEPTION, "exception",
          Fate.ENDLESS, "timeout",
          Fate.CRASH, "executor-lost");

  @TempDir private Path folder;

  @Test
  void eachFailsWithItsKindAndNoNeighbourWithIt() throws Exception {
    search(
        new Scene(folder)
            .drill(50, Fate.OUT_OF_MEMORY, Fate.NO_LIBRARY, Fate.NAN, Fate.EXCEPTION, Fate.ENDLESS)
            .set("rookery.training.epochTimeout", "2s"),
        60);
  }

  /** Each takes its executor down again and again, with the network beside it. */
  @Test
  void onesThatCrashTheirExecutorFailAndTheirNeighboursDoNot() throws Exception {
    search(new Scene(folder).drill(400, Fate.CRASH), 6);
  }

  private static void search(Scene scene, int candidates) throws Exception {
    scene.set("rookery.search.candidates", candidates);
    // The first ones are never ended early, so that every fate strikes.
    scene.conf("spark.executor.cores", 2).conf("spark.cores.max", 4);
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
      scene.cluster.awaitIdle();
    }
    ExecutorsIT.requireWhole(scene, candidates);
    Map<String, Fate> fates =
        scene.ledger().candidates().rows().stream()
            .collect(
                Collectors.toMap(CandidateRow::candidateId, row -> scene.drill().fate(row.seed())));
    for (EvaluationRow row : scene.ledger().evaluations().rows()) {
      Fate fate = fates.get(row.candidateId());
      if (row.outcome() == Outcome.FAILED) {
        assertThat(row.errorKind())
            .as("%s, %s", row.candidateId(), fate)
            .isEqualTo(KINDS.get(fate));
        assertThat(row.error()).isNotBlank();
      } else if (row.outcome() == Outcome.MEASURED) {
        assertThat(fate).as("%s was trained to its end", row.candidateId()).isEqualTo(Fate.NONE);
      }
    }
    Map<String, Long> failed =
        scene.ledger().evaluations().rows().stream()
            .filter(row -> row.outcome() == Outcome.FAILED)
            .collect(Collectors.groupingBy(EvaluationRow::errorKind, Collectors.counting()));
    assertThat(failed.keySet())
        .containsExactlyInAnyOrderElementsOf(
            scene.drill().fates().stream().map(KINDS::get).toList());
    long crashes = scene.log().stream().map(line -> line.process()).distinct().count() - 2;
    Report.print(
        "failed networks by kind %s, executors that died %d, results lost 0"
            .formatted(failed, crashes));
  }
}

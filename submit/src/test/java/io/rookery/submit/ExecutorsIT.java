package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.submit.drill.Fate;
import io.rookery.submit.drill.Logbook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that die, hang, are taken away, or are held by a training that does not leave. */
@Tag("faults")
@Timeout(300)
class ExecutorsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final int CANDIDATES = 16;

  @TempDir private Path folder;

  @Test
  void killedInMidEpoch() throws Exception {
    Scene scene = scene().drill(300);
    lose(scene, "KILL", "an executor was killed with -9");
  }

  @Test
  void stoppedSoThatItHangs() throws Exception {
    Scene scene = scene().drill(300).conf("spark.network.timeout", "15s");
    scene.conf("spark.network.timeoutInterval", "5s");
    lose(scene, "STOP", "an executor was stopped with SIGSTOP, spark.network.timeout 15 s");
  }

  @Test
  void decommissioned() throws Exception {
    Scene scene = scene().drill(100).conf("spark.decommission.enabled", true);
    lose(scene, "PWR", "an executor was decommissioned with SIGPWR");
  }

  @Test
  void speculationTrainsNothingTwiceAtOnce() throws Exception {
    Scene scene = scene().drill(100).conf("spark.speculation", true);
    scene.conf("spark.speculation.multiplier", 1.01).conf("spark.speculation.quantile", 0.1);
    scene.conf("spark.speculation.interval", "50ms").conf("spark.decommission.enabled", true);
    scene.conf("spark.executor.decommission.killInterval", "1s");
    lose(scene, "PWR", "speculation on, an executor decommissioned");
  }

  @Test
  void dynamicAllocationShrinksAndGrows() throws Exception {
    Scene scene = scene().drill(300).conf("spark.dynamicAllocation.enabled", true);
    scene.conf("spark.dynamicAllocation.shuffleTracking.enabled", true);
    scene.conf("spark.dynamicAllocation.maxExecutors", 2);
    scene.conf("spark.dynamicAllocation.executorIdleTimeout", "1s");
    scene.conf("spark.dynamicAllocation.schedulerBacklogTimeout", "1s");
    // One network is measured at the end: the other executor has nothing to do.
    scene.set("rookery.search.finishTop", 1).set("rookery.training.epochs", 24);
    try (Submission submission = scene.start()) {
      Awaitility.await("two executors")
          .atMost(PATIENCE)
          .until(() -> scene.cluster.executors().size() == 2);
      Awaitility.await("one executor")
          .atMost(PATIENCE)
          .until(() -> scene.cluster.executors().size() == 1);
      assertThat(submission.isAlive()).as("the search goes on on one").isTrue();
      finish(scene, submission);
      Report.print("dynamic allocation shrank to one executor: results lost 0");
    }
  }

  @Test
  void heldByATrainingThatIgnoresItsCancellation() throws Exception {
    Scene scene = scene().drill(50, Fate.DEAF).set("rookery.training.epochTimeout", "2s");
    scene.set("rookery.cluster.replaceAfter", "18s").set("rookery.search.candidates", 8);
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
      List<EvaluationRow> deaf =
          scene.ledger().evaluations().rows().stream()
              .filter(row -> row.errorKind() != null)
              .toList();
      assertThat(deaf).isNotEmpty().extracting(EvaluationRow::errorKind).containsOnly("timeout");
      assertThat(submission.text())
          .contains("ignores its cancellation and holds its slot; the executor is replaced")
          .contains("is replaced; what else trained there goes on from its checkpoint");
      requireWhole(scene, 8);
      Report.print(
          "%d trainings ignored their cancellation: reported, executors replaced, results lost 0"
              .formatted(deaf.size()));
    }
  }

  private Scene scene() {
    return new Scene(folder).set("rookery.search.candidates", CANDIDATES);
  }

  /** Loses one of two executors while both train, and shows that nothing else was lost. */
  private void lose(Scene scene, String signal, String what) throws Exception {
    try (Submission submission = scene.start()) {
      submission.awaitText("done", PATIENCE);
      ProcessHandle victim = scene.cluster.executors().get(0);
      long pid = victim.pid();
      Awaitility.await("the victim trains").atMost(PATIENCE).until(() -> trainedLast(scene, pid));
      long struck = System.nanoTime();
      long before = scene.log().stream().filter(line -> line.process() == pid).count();
      TestCluster.signal(signal, victim);
      Awaitility.await("another executor in its place")
          .atMost(PATIENCE)
          .until(() -> !submission.isAlive() || replaced(scene, pid));
      double seconds = (System.nanoTime() - struck) / 1e9;
      finish(scene, submission);
      assertThat(before).isPositive();
      requireProcesses(scene, 3);
      Report.print(
          "%s: a third process trained after %.1f s, results lost 0, doubled 0"
              .formatted(what, seconds));
    }
  }

  private static boolean trainedLast(Scene scene, long pid) {
    List<Logbook.Line> its = scene.log().stream().filter(line -> line.process() == pid).toList();
    return !its.isEmpty()
        && its.get(its.size() - 1).event() == Logbook.Event.EPOCH
        && its.get(its.size() - 1).epoch() >= 2;
  }

  private static boolean replaced(Scene scene, long pid) {
    return scene.log().stream().map(Logbook.Line::process).distinct().count() > 2
        && scene.cluster.executors().stream().noneMatch(process -> process.pid() == pid);
  }

  private static void requireProcesses(Scene scene, int count) {
    assertThat(scene.log().stream().map(Logbook.Line::process).distinct())
        .as("no slot was lost: another executor came in its place")
        .hasSize(count);
  }

  private static void finish(Scene scene, Submission submission) throws Exception {
    assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    scene.cluster.awaitIdle();
    requireWhole(scene, CANDIDATES);
  }

  /**
   * Every candidate has its outcome, no epoch was counted twice, no network trained twice at once.
   */
  static void requireWhole(Scene scene, int candidates) {
    assertThat(scene.ledger().problems()).isEmpty();
    assertThat(
            scene.ledger().evaluations().rows().stream().map(EvaluationRow::candidateId).distinct())
        .hasSize(candidates);
    Map<String, Long> rows =
        scene.ledger().epochs().rows().stream()
            .collect(Collectors.groupingBy(ExecutorsIT::key, Collectors.counting()));
    assertThat(rows.values()).allMatch(count -> count == 1);
    assertThat(Sessions.of(scene.log()).overlaps()).as("networks trained twice at once").isEmpty();
  }

  private static String key(EpochRow row) {
    return row.candidateId() + "/" + row.attempt() + "/" + row.epoch();
  }
}

package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.submit.drill.Logbook;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * GPUs as Spark's scheduler hands them out, on workers with made-up addresses. Trainings are
 * cancelled all along, for the engine ends most of them early, and an executor is killed.
 */
@Tag("faults")
@Timeout(300)
class GpuIT {

  private static final Duration PATIENCE = Duration.ofSeconds(200);
  private static final int ALL = TestCluster.WORKERS * TestCluster.GPUS;

  @TempDir private Path folder;

  @Test
  void aTrainingHasAGpuOfItsOwnAlsoAfterCancellationsAndALostExecutor() throws Exception {
    Scene scene = new Scene(folder).drill(60).set("rookery.search.candidates", 60);
    scene.conf("spark.cores.max", ALL).conf("spark.executor.resource.gpu.amount", 1);
    Search search = search(scene);
    assertThat(search.text)
        .contains("4 slots: 4 GPUs, 4 cores, 1 core a task, 4 executors, results in");
    assertThat(search.most).containsOnlyKeys("gpu:0", "gpu:1", "gpu:2", "gpu:3");
    assertThat(search.most.values()).containsOnly(1);
  }

  @Test
  void aHalfOfAGpuIsSharedByTwoAndNeverByThree() throws Exception {
    Scene scene = new Scene(folder).drill(60).set("rookery.search.candidates", 60);
    scene.conf("spark.executor.cores", 2).conf("spark.cores.max", ALL);
    scene.conf("spark.executor.resource.gpu.amount", 1);
    scene.conf("spark.task.resource.gpu.amount", 0.5);
    Search search = search(scene);
    assertThat(search.text)
        .contains("4 slots: 2 GPUs, 4 cores, 0.5 GPUs and 1 core a task, 2 executors");
    assertThat(search.most.values()).containsOnly(2);
  }

  /** As where Spark's own configuration is fixed, as in a notebook. */
  @Test
  void aSearchMayAskForOtherAmountsThanTheApplication() throws Exception {
    Scene scene = new Scene(folder).drill(60).set("rookery.search.candidates", 40);
    scene.conf("spark.executor.cores", 2).conf("spark.cores.max", ALL);
    scene.conf("spark.executor.resource.gpu.amount", 2);
    scene.conf("spark.task.resource.gpu.amount", 2);
    scene.set("rookery.cluster.trainingGpus", 1).set("rookery.cluster.trainingCores", 1);
    Search search = search(scene);
    assertThat(search.text).contains("4 slots: 4 GPUs, 4 cores, 1 core a task, 2 executors");
    assertThat(search.most.values()).containsOnly(1);
  }

  /** What a search printed, and the most trainings that were on each address at once. */
  private record Search(String text, Map<String, Integer> most) {}

  private static Search search(Scene scene) throws Exception {
    try (Submission submission = scene.start()) {
      submission.awaitText("done", PATIENCE);
      ProcessHandle victim = scene.cluster.executors().get(0);
      TestCluster.signal("KILL", victim);
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
      scene.cluster.awaitIdle();
      List<Logbook.Line> log = scene.log();
      Sessions sessions = Sessions.of(log);
      assertThat(scene.status().path("predicted").asInt()).as("cancelled ones").isPositive();
      assertThat(sessions.overlaps()).as("networks trained twice at once").isEmpty();
      Report.print(
          "%s trainings on %s, one executor killed: most at once on an address %s"
              .formatted(sessions.all().size(), slots(submission), sessions.mostAtOnce()));
      return new Search(submission.text(), sessions.mostAtOnce());
    }
  }

  /** The slots and why, as the search printed them. */
  private static String slots(Submission submission) {
    return submission
        .text()
        .lines()
        .filter(line -> line.startsWith("search "))
        .map(line -> line.replaceAll("^search [^,]+, |, results in.*$", ""))
        .findFirst()
        .orElse("");
  }
}

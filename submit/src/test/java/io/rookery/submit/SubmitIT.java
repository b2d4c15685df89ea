package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.EpochRow;
import java.nio.file.Files;
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

/** The job jar through the real spark-submit, on the standalone cluster. */
@Timeout(300)
class SubmitIT {

  private static final Duration PATIENCE = Duration.ofSeconds(240);

  @TempDir private Path folder;

  /** Real networks on real images, with Spark's own authentication and encryption. */
  @Test
  void realTrainingsInClientMode() throws Exception {
    Scene scene = new Scene(folder).natives().set("rookery.trainer", "djl");
    scene.set("rookery.training.epochs", 1).set("rookery.search.candidates", 2);
    scene.conf("spark.executor.memory", "1g");
    String secret = TestCluster.SECURITY.get("spark.authenticate.secret");
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
      assertThat(submission.text())
          .doesNotContain(secret)
          .contains("2 slots: 2 cores, 1 core a task, 2 executors")
          .contains("best measured");
    }
    assertThat(Files.readString(scene.output().resolve("search.json"))).doesNotContain(secret);
    ExecutorsIT.requireWhole(scene, 2);
    Map<String, List<EpochRow>> curves =
        scene.ledger().epochs().rows().stream()
            .collect(Collectors.groupingBy(EpochRow::candidateId));
    assertThat(curves).hasSize(2);
    assertThat(curves.values())
        .allSatisfy(
            curve ->
                assertThat(curve.get(curve.size() - 1).fitness()).as("learnt").isGreaterThan(20));
    assertThat(scene.output().resolve("winner")).isDirectoryContaining("glob:**.safetensors");
    scene.cluster.awaitIdle();
  }

  /** Where spark-submit's exit code says nothing: _STATUS.json does. */
  @Test
  @Tag("faults")
  void clusterMode() throws Exception {
    Scene scene = new Scene(folder).set("rookery.search.candidates", 8);
    try (Submission submission = scene.startInCluster()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    Awaitility.await("the end")
        .atMost(PATIENCE)
        .until(() -> scene.holdsSearch() && scene.status().path("state").asText().equals("done"));
    assertThat(scene.status().path("exitCode").asInt(-1)).isZero();
    ExecutorsIT.requireWhole(scene, 8);
    scene.cluster.awaitIdle();
  }
}

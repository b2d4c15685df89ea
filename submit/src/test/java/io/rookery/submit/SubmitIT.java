package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.engine.PtEngine;
import ai.djl.repository.zoo.Criteria;
import com.google.gson.Gson;
import com.sun.jna.Native;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.EpochRow;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

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
    Path winner = scene.output().resolve("winner");
    assertThat(winner).isDirectoryContaining("glob:**.safetensors");
    assertThat(accuracyInPlainDjl(winner))
        .isCloseTo(scene.status().path("best").path("testFitness").asDouble(), within(1e-6));
    scene.cluster.awaitIdle();
  }

  /** Of the sample's test images, in a JVM that has neither Spark nor the rest of Rookery. */
  private double accuracyInPlainDjl(Path winner) throws Exception {
    List<String> classPath = new ArrayList<>();
    classPath.add(TestCluster.property("rookery.test.classes"));
    classPath.add(TestCluster.property("rookery.model.jar"));
    classPath.add(TestCluster.property("rookery.natives") + "/*");
    for (Class<?> type :
        List.of(Criteria.class, PtEngine.class, Gson.class, Native.class, Logger.class)) {
      URI jar = type.getProtectionDomain().getCodeSource().getLocation().toURI();
      classPath.add(Path.of(jar).toString());
    }
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            String.join(File.pathSeparator, classPath),
            PlainDjl.class.getName(),
            winner.toString(),
            testImages().toString());
    java.environment().putAll(Map.of("DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true"));
    Process process = java.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    Matcher accuracy = Pattern.compile("accuracy (\\S+)").matcher(text);
    assertThat(accuracy.find()).as(text).isTrue();
    return Double.parseDouble(accuracy.group(1));
  }

  private Path testImages() throws IOException {
    ImageSet sample = ImageSets.load(new Configuration(), "");
    Path file = folder.resolve("test-images");
    int pixels = sample.shape().height() * sample.shape().width();
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      out.writeUTF(String.join(",", sample.classes()));
      out.writeInt(sample.test().size());
      out.writeInt(sample.shape().height());
      out.writeInt(sample.shape().width());
      for (int i = 0; i < sample.test().size(); i++) {
        out.writeByte(sample.test().labels()[i]);
        out.write(sample.test().pixels(), i * pixels, pixels);
      }
    }
    return file;
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

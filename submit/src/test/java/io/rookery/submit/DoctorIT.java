package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code rookery doctor} on executors of their own, through the real spark-submit. */
@Tag("faults")
@Timeout(300)
class DoctorIT {

  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final int PREFLIGHT = 3;

  private final TestCluster cluster = TestCluster.shared();

  @TempDir private Path folder;

  /** The cluster schedules GPUs that are made up: the doctor sees through it. */
  @Test
  void gpusThatAreNoneAreFoundOnEachExecutor() throws Exception {
    Path output = folder.resolve("results");
    Map<String, JsonNode> checks =
        examine(PREFLIGHT, output, "spark.executor.resource.gpu.amount=1");
    assertThat(checks.get("tasks").path("found").asText()).isEqualTo("2 of 2");
    assertThat(level(checks, "gpu.count")).isEqualTo("ok");
    assertThat(level(checks, "gpu.addresses")).isEqualTo("ok");
    assertThat(level(checks, "engine")).isEqualTo("fail");
    assertThat(checks.get("engine").path("found").asText())
        .contains("there is no GPU")
        .contains("on executors 0 (", "1 (");
    assertThat(checks.get("engine.driver").path("found").asText()).contains("no NVIDIA driver");
    assertThat(level(checks, "output.executors")).isEqualTo("ok");
    assertThat(output).as("it leaves nothing behind").doesNotExist();
    Report.print("doctor, made-up GPUs: exit 3, engine found wanting on both executors");
  }

  @Test
  void aFitClusterEndsWithZero() throws Exception {
    Map<String, JsonNode> checks = examine(0, folder.resolve("results"), "spark.task.cpus=1");
    assertThat(checks.values()).noneMatch(check -> check.path("level").asText().equals("fail"));
    assertThat(checks.get("engine").path("found").asText()).startsWith("PyTorch");
    Report.print("doctor, two executors on CPUs: exit 0, engine " + checks.get("engine"));
  }

  @Test
  void anOutputThatNobodyCanWriteIsFound() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Map<String, JsonNode> checks = examine(PREFLIGHT, file.resolve("below"), "spark.task.cpus=1");
    assertThat(level(checks, "output.driver")).isEqualTo("fail");
    assertThat(level(checks, "output.executors")).isEqualTo("fail");
    Report.print("doctor, an output below a file: exit 3, found from driver and executors");
  }

  private static String level(Map<String, JsonNode> checks, String name) {
    assertThat(checks).containsKey(name);
    return checks.get(name).path("level").asText();
  }

  private Map<String, JsonNode> examine(int code, Path output, String property) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("--master", cluster.url(), "--class", Rookery.class.getName()));
    command.addAll(List.of("--driver-memory", "512m", "--jars", natives()));
    TestCluster.SECURITY.forEach((k, v) -> command.addAll(List.of("--conf", k + "=" + v)));
    for (String each :
        List.of(
            "spark.executor.memory=512m",
            "spark.executor.cores=1",
            "spark.cores.max=2",
            "spark.ui.enabled=false",
            property)) {
      command.addAll(List.of("--conf", each));
    }
    command.add(TestCluster.property("rookery.job.jar"));
    command.addAll(List.of("doctor", "--json", "--output", output.toString()));
    Path text = folder.resolve("doctor.txt");
    try (Submission doctor = Submission.start(cluster, text, new String[0], command)) {
      assertThat(doctor.await(PATIENCE)).as(doctor.text()).isEqualTo(code);
      cluster.awaitIdle();
      return checks(doctor.text());
    }
  }

  private static Map<String, JsonNode> checks(String text) throws Exception {
    String json = text.lines().filter(line -> line.startsWith("{\"ok\"")).findFirst().orElseThrow();
    Map<String, JsonNode> checks = new HashMap<>();
    for (JsonNode check : new ObjectMapper().readTree(json).path("checks")) {
      checks.put(check.path("check").asText(), check);
    }
    return checks;
  }

  private static String natives() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(TestCluster.property("rookery.natives")))) {
      return String.join(",", files.map(Path::toString).toList());
    }
  }
}

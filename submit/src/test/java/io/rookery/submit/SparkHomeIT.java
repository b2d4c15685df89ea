package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Spark distribution of one's own, as {@code SPARK_HOME} names it: its jars, its scripts, its
 * configuration. Skipped without one; {@code pip install pyspark==4.1.0} brings one.
 */
@Tag("faults")
@Timeout(900)
class SparkHomeIT {

  private static final int PREFLIGHT = 3;
  private static final long PATIENCE_SECONDS = 400;

  private final Path home = Path.of("..").toAbsolutePath().normalize();
  private final String spark = System.getenv().getOrDefault("SPARK_HOME", "");

  @TempDir private Path folder;

  @BeforeEach
  void aDistribution() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of(spark, "bin", "spark-submit")),
        "SPARK_HOME names no Spark distribution: '" + spark + "'");
    // Where secrets belong; the cluster takes nobody without this one.
    Files.write(
        folder.resolve("spark-defaults.conf"),
        TestCluster.SECURITY.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .toList());
    Files.copy(home.resolve("submit/conf/log4j2.properties"), folder.resolve("log4j2.properties"));
  }

  @AfterEach
  void stop() throws Exception {
    if (Files.exists(folder.resolve("cluster"))) {
      rookery("cluster", "stop", "--directory", folder.resolve("cluster").toString());
    }
  }

  @Test
  void itsJarsScriptsAndConfigurationAreUsed() throws Exception {
    String directory = folder.resolve("cluster").toString();
    String secret = folder.resolve("spark-defaults.conf").toString();
    List<String> start = new ArrayList<>(List.of("cluster", "start", "--directory", directory));
    start.addAll(List.of("--workers", "1", "--cores", "2", "--memory", "2048"));
    start.addAll(List.of("--port", "0", "--properties-file", secret));
    assertThat(rookery(start.toArray(String[]::new))).as(log()).isZero();
    String url = log().lines().filter(line -> line.matches("spark://[\\d.:]+")).findFirst().get();
    assertThat(Daemon.running(folder.resolve("cluster")))
        .hasSize(2)
        .allSatisfy(
            daemon ->
                assertThat(TestCluster.commandLine(daemon.handle())).contains(spark + "/jars/*"));
    assertThat(rookery("cluster", "status", "--directory", directory)).as(log()).isZero();
    String[] search = search(folder.resolve("by-rookery"), "--master", url);
    assertThat(rookery(search)).as(log()).isZero();
    assertThat(sparkSubmit(url, search(folder.resolve("by-spark-submit")))).as(log()).isZero();
    assertThat(rookery("cluster", "stop", "--directory", directory)).isZero();
    assertThat(rookery("cluster", "status", "--directory", directory)).isEqualTo(PREFLIGHT);
    Report.print(
        "SPARK_HOME of %s: cluster started, a search by rookery run and one by its spark-submit ended with 0, with the secret of its spark-defaults.conf; cluster stopped"
            .formatted(Path.of(spark).getFileName()));
  }

  /** One real network, one epoch. */
  private static String[] search(Path output, String... more) {
    List<String> words = new ArrayList<>(List.of("run", "--output", output.toString()));
    words.addAll(List.of("--set", "rookery.search.candidates=1"));
    words.addAll(List.of("--set", "rookery.training.epochs=1"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private int sparkSubmit(String url, String... arguments) throws Exception {
    String natives;
    try (var files = Files.list(Path.of(TestCluster.property("rookery.natives")))) {
      natives = String.join(",", files.map(Path::toString).toList());
    }
    List<String> command = new ArrayList<>(List.of(spark + "/bin/spark-submit"));
    command.addAll(List.of("--master", url, "--class", Rookery.class.getName()));
    command.addAll(List.of("--jars", natives, TestCluster.property("rookery.job.jar")));
    command.addAll(List.of(arguments));
    return end(command);
  }

  private int rookery(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home + "/submit/bin/rookery"));
    command.addAll(List.of(arguments));
    return end(command);
  }

  private int end(List<String> command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .redirectInput(new File("/dev/null"));
    builder.environment().put("SPARK_CONF_DIR", folder.toString());
    Process process = builder.start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as(log()).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String log() throws IOException {
    Path log = folder.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}

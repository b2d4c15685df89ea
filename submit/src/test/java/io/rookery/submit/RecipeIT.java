package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipe that can be run here, submit/standalone/submit.sh, as a user runs it: with real
 * trainings, in both deploy modes, its exit codes looked at.
 */
@Tag("faults")
@Timeout(600)
class RecipeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(240);
  private static final Configuration HADOOP = new Configuration();
  private static final int USAGE = 2;
  private static final int STOPPED = 130;

  private final TestCluster cluster = TestCluster.shared();

  @TempDir private Path folder;

  @Test
  void clientModeHandsTheExitCodeOn() throws Exception {
    assertThat(end(submit("client", "--set", "rookery.search.candidate=2"))).isEqualTo(USAGE);
    assertThat(log()).contains("rookery.search.candidate");
    assertThat(output()).doesNotExist();

    Process search = submit("client", "--set", "rookery.search.candidates=10");
    awaitFirstResult();
    assertThat(end(rookery("stop"))).as(log()).isZero();
    assertThat(end(search)).as(log()).isEqualTo(STOPPED);
    assertThat(end(rookery("status", "--exit-code"))).isEqualTo(STOPPED);

    assertThat(end(submit("client", "--set", "rookery.search.candidates=10"))).as(log()).isZero();
    assertThat(end(rookery("status", "--exit-code"))).isZero();
    assertThat(log()).contains("best measured");
    cluster.awaitIdle();
    Report.print("standalone recipe, client mode: exit 2, 130 and, resumed, 0");
  }

  /** The driver runs on a worker, out of sight: its folder tells. */
  @Test
  void clusterModeLeavesTheExitCodeInTheFolder() throws Exception {
    assertThat(end(submit("cluster", "--set", "rookery.search.candidates=10"))).as(log()).isZero();
    awaitFirstResult();
    assertThat(end(rookery("stop"))).as(log()).isZero();
    assertThat(end(rookery("status", "--wait", "--exit-code"))).as(log()).isEqualTo(STOPPED);
    cluster.awaitIdle();

    assertThat(end(submit("cluster", "--set", "rookery.search.candidates=10"))).as(log()).isZero();
    awaitState("done");
    assertThat(end(rookery("status", "--wait", "--exit-code"))).as(log()).isZero();
    cluster.awaitIdle();
    Report.print("standalone recipe, cluster mode: exit 130 and, resumed, 0 in _STATUS.json");
  }

  private Process submit(String mode, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(cluster.home + "/submit/standalone/submit.sh");
    command.addAll(List.of("--set", "rookery.training.epochs=2"));
    command.addAll(List.of(arguments));
    return start(
        command,
        Map.of(
            "MASTER",
            cluster.url(),
            "OUTPUT",
            output().toString(),
            "EXECUTORS",
            "2",
            "GPUS",
            "0",
            "MEMORY",
            "1g",
            "DEPLOY_MODE",
            mode,
            "SPARK_LOCAL_IP",
            Shipping.LOOPBACK,
            "SPARK_CONF_DIR",
            secrets().toString(),
            "ROOKERY_TARGET",
            cluster.spark.getParent().toString()));
  }

  private Process rookery(String verb, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(cluster.home + "/submit/bin/rookery", verb, output().toString()));
    command.addAll(List.of(options));
    return start(command, Map.of());
  }

  private Process start(List<String> command, Map<String, String> variables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .redirectInput(new File("/dev/null"));
    builder.environment().remove("SPARK_HOME");
    builder.environment().putAll(variables);
    return builder.start();
  }

  private int end(Process process) throws Exception {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as(log()).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private void awaitFirstResult() {
    Awaitility.await("a first result")
        .atMost(PATIENCE)
        .until(() -> holdsSearch() && !ledger().evaluations().rows().isEmpty());
  }

  /** A driver that was started again first finds a state that another one left. */
  private void awaitState(String state) {
    Awaitility.await(state)
        .atMost(PATIENCE)
        .until(() -> state.equals(LedgerReader.status(HADOOP, hadoop()).path("state").asText()));
  }

  private boolean holdsSearch() throws LedgerException {
    return LedgerReader.holdsSearch(HADOOP, hadoop());
  }

  private LedgerContents ledger() throws LedgerException {
    return LedgerReader.read(HADOOP, hadoop());
  }

  private org.apache.hadoop.fs.Path hadoop() {
    return new org.apache.hadoop.fs.Path(output().toUri());
  }

  private Path output() {
    return folder.resolve("results");
  }

  /** Where secrets belong. */
  private Path secrets() throws IOException {
    Path conf = folder.resolve("conf");
    if (Files.exists(conf)) {
      return conf;
    }
    Files.createDirectories(conf);
    Path log = Path.of("log4j2.properties");
    Files.copy(cluster.home.resolve("submit/conf").resolve(log), conf.resolve(log));
    Files.write(
        conf.resolve("spark-defaults.conf"),
        TestCluster.SECURITY.entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .toList());
    return conf;
  }

  private String log() throws IOException {
    Path log = folder.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }
}

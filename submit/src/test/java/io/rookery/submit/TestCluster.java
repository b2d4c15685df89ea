package io.rookery.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A standalone cluster of real processes out of Maven's jars: a Master and two Workers, each with
 * two cores and two made-up GPU addresses, with Spark's authentication and encryption. The
 * integration tests of a JVM share it, one after another.
 */
final class TestCluster {

  static final int WORKERS = 2;
  static final int CORES = 2;
  static final int GPUS = 2;
  private static final int MEMORY = 3_072;

  /** What everybody who speaks to the cluster must have. */
  static final Map<String, String> SECURITY =
      Map.of(
          "spark.authenticate", "true",
          "spark.authenticate.secret", UUID.randomUUID().toString(),
          "spark.network.crypto.enabled", "true");

  private static @Nullable TestCluster shared;

  final Path home = Path.of("..").toAbsolutePath().normalize();
  final Path spark = Path.of(property("rookery.spark.home"));
  private final Path folder = Path.of(property("rookery.job.jar")).resolveSibling("test-cluster");
  private final LocalCluster cluster = new LocalCluster(home, spark, folder);
  private final String url;

  private TestCluster() throws IOException, InterruptedException {
    cluster.stop(); // what a test run left that was killed
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    Path properties = Files.createDirectories(folder).resolve("secret.conf");
    Files.write(
        properties,
        SECURITY.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    url = cluster.start(new LocalCluster.Plan(WORKERS, CORES, MEMORY, GPUS, 0, properties)).url();
  }

  static synchronized TestCluster shared() {
    try {
      if (shared == null) {
        shared = new TestCluster();
      }
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String property(String name) {
    @Nullable String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("run by mvn verify: no system property " + name);
    }
    return value;
  }

  String url() {
    return url;
  }

  /** Processes of executors that run now. */
  List<ProcessHandle> executors() {
    return processes("CoarseGrainedExecutorBackend");
  }

  /** Processes of drivers in cluster mode that run now. */
  List<ProcessHandle> drivers() {
    return processes("DriverWrapper");
  }

  private List<ProcessHandle> processes(String main) {
    try {
      return Daemon.running(folder).stream()
          .flatMap(daemon -> daemon.handle().descendants())
          .filter(process -> commandLine(process).contains(main))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until no application holds anything here. */
  void awaitIdle() {
    Awaitility.await("executors to end")
        .atMost(Duration.ofSeconds(60))
        .until(() -> executors().isEmpty() && drivers().isEmpty());
  }

  /** The JDK's own cuts long ones. */
  static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended
    }
  }

  /** Sends a signal; the process may have ended. */
  static void signal(String signal, ProcessHandle process) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stop() {
    try {
      cluster.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

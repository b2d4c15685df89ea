package io.rookery.submit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A running spark-submit: the class that Spark's script calls, in a process of its own. */
final class Submission implements AutoCloseable {

  private final Process process;
  private final Path output;

  private Submission(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * @param output where what it prints goes
   * @param options of its JVM, which in local mode trains too
   */
  static Submission start(
      TestCluster cluster, Path output, String[] options, List<String> arguments) {
    Path conf = cluster.home.resolve("submit/conf");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions().split(" ")));
    command.addAll(List.of("-cp", conf + ":" + cluster.spark.resolve("jars") + "/*"));
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(new File("/dev/null"))
            .directory(output.getParent().toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME", cluster.spark.toString(),
                "SPARK_CONF_DIR", conf.toString(),
                "SPARK_LOCAL_IP", Shipping.LOOPBACK,
                "SPARK_SCALA_VERSION", LocalCluster.scala()));
    try {
      return new Submission(builder.start(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its exit code; what it printed where it does not end in time. */
  int await(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("spark-submit runs after " + patience + ":\n" + text());
    }
    return process.exitValue();
  }

  /** Whether it ends by itself within this time. */
  boolean end(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** What it printed so far. */
  String text() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it has printed this. */
  void awaitText(String text, Duration patience) {
    Awaitility.await(text)
        .atMost(patience)
        .until(() -> text().contains(text) || !process.isAlive());
    if (!text().contains(text)) {
      throw new AssertionError("spark-submit ended without '%s':%n%s".formatted(text, text()));
    }
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}

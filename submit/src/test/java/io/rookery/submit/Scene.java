package io.rookery.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.submit.drill.Drill;
import io.rookery.submit.drill.Fate;
import io.rookery.submit.drill.Logbook;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * One search on the {@link TestCluster}, through the real spark-submit: what it is given, and what
 * it left. By default it trains {@link io.rookery.submit.drill drills} on two executors of one
 * core.
 */
final class Scene {

  final TestCluster cluster = TestCluster.shared();
  private final Path folder;
  private final Map<String, String> conf = new LinkedHashMap<>();
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Path> jars = new ArrayList<>();
  private String master;
  private Path output;
  private @Nullable Store store;
  private Drill drill;
  private int submissions;

  Scene(Path folder) {
    this.folder = folder;
    master = cluster.url();
    output = folder.resolve("results");
    drill = new Drill(folder, 100, 0, List.of());
    conf("spark.executor.cores", 1).conf("spark.cores.max", 2);
    conf("spark.executor.memory", "512m").conf("spark.ui.enabled", false);
    set("rookery.trainer", "drill").set("rookery.training.epochs", 8);
    jars.add(drillJar());
    TestCluster.SECURITY.forEach(this::conf);
  }

  Scene conf(String key, Object value) {
    conf.put(key, value.toString());
    return this;
  }

  Scene set(String key, Object value) {
    settings.put(key, value.toString());
    return this;
  }

  /** Another place than the cluster. */
  Scene master(String elsewhere) {
    master = elsewhere;
    return this;
  }

  Scene output(Path elsewhere) {
    output = elsewhere;
    return this;
  }

  /** With its output there, and what Spark needs to reach it. */
  Scene store(Store there) {
    store = there;
    jars.addAll(there.jars());
    there.properties().forEach((key, value) -> conf("spark.hadoop." + key, value));
    return this;
  }

  /** With the native code, as for real trainings. */
  Scene natives() {
    try (Stream<Path> files = Files.list(Path.of(TestCluster.property("rookery.natives")))) {
      files.filter(file -> file.toString().endsWith(".jar")).forEach(jars::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Scene drill(long epochMillis, Fate... fates) {
    drill = new Drill(folder, epochMillis, drill.checkpointBytes(), List.of(fates));
    return this;
  }

  Scene checkpointBytes(int bytes) {
    drill = new Drill(folder, drill.epochMillis(), bytes, drill.fates());
    return this;
  }

  Drill drill() {
    return drill;
  }

  Path output() {
    return output;
  }

  /** Starts spark-submit in client mode: the process is the driver. */
  Submission start() {
    return submit(List.of());
  }

  /** Starts spark-submit in cluster mode: a Worker starts the driver, and again where it dies. */
  Submission startInCluster(String... options) {
    List<String> all = new ArrayList<>(List.of("--deploy-mode", "cluster"));
    all.addAll(List.of(options));
    return submit(all);
  }

  private Submission submit(List<String> options) {
    List<String> command = new ArrayList<>(options);
    command.addAll(List.of("--master", master, "--class", Rookery.class.getName()));
    command.addAll(List.of("--driver-memory", "512m"));
    command.addAll(List.of("--jars", String.join(",", jars.stream().map(Path::toString).toList())));
    Map<String, String> all = new LinkedHashMap<>(conf);
    all.merge(
        "spark.executor.extraJavaOptions",
        drill.javaOptions() + " -XX:+UseSerialGC -XX:TieredStopAtLevel=1",
        (said, ours) -> said + " " + ours);
    all.forEach((key, value) -> command.addAll(List.of("--conf", key + "=" + value)));
    command.add(TestCluster.property("rookery.job.jar"));
    command.addAll(
        List.of("run", "--output", store == null ? output.toString() : place().toString()));
    settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    Path text = folder.resolve("submission-%d.txt".formatted(++submissions));
    return Submission.start(cluster, text, drill.javaOptions().split(" "), command);
  }

  LedgerContents ledger() {
    try {
      return LedgerReader.read(hadoop(), place());
    } catch (LedgerException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean holdsSearch() {
    try {
      return LedgerReader.holdsSearch(hadoop(), place());
    } catch (LedgerException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its _STATUS.json; missing where it has written none yet. */
  JsonNode status() {
    try {
      return Objects.requireNonNullElse(
          LedgerReader.status(hadoop(), place()), MissingNode.getInstance());
    } catch (LedgerException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Logbook.Line> log() {
    return Logbook.read(folder);
  }

  /** How to reach the output. */
  Configuration hadoop() {
    Configuration configuration = new Configuration();
    if (store != null) {
      store.properties().forEach(configuration::set);
    }
    return configuration;
  }

  /** The output, with its file system. */
  org.apache.hadoop.fs.Path place() {
    return store == null
        ? new org.apache.hadoop.fs.Path(output.toUri())
        : new org.apache.hadoop.fs.Path(store.root() + "/" + folder.getFileName());
  }

  /** The drill's classes and its service file, from where they were compiled. */
  private Path drillJar() {
    Path jar = folder.resolve("drill.jar");
    Path classes = Path.of(TestCluster.property("rookery.test.classes"));
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(file).toString();
        if (name.startsWith("META-INF/services/") || name.contains("/drill/")) {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(file, entries);
        }
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

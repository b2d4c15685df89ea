package io.rookery.submit;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;

/**
 * How executors in other processes come by Rookery's classes, the native code, their options and
 * their environment.
 *
 * <p>On this machine they take them where they lie; elsewhere Spark copies them there.
 */
final class Shipping {

  static final String LOOPBACK = "127.0.0.1";

  private static final String JARS = "spark.jars";
  private static final String CLASS_PATH = "spark.executor.extraClassPath";
  private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String NATIVES = "ROOKERY_NATIVES";
  private static final String THREADS = "ai.djl.pytorch.num_threads";

  /** Idle OpenMP threads must not spin, and the engine asks no server for anything. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("OMP_WAIT_POLICY", "passive", "OPT_OUT_TRACKING", "true", "DJL_OFFLINE", "true");

  private Shipping() {}

  /** Whether executors are processes of their own. */
  static boolean hasExecutors(SparkConf conf) {
    String master = conf.get("spark.master");
    return !master.startsWith("local") || master.startsWith("local-cluster");
  }

  /** Whether they may be on other machines. */
  static boolean isRemote(SparkConf conf) {
    return hasExecutors(conf)
        && !conf.get("spark.master").matches("local-cluster.*|spark://(127\\.|localhost:).*");
  }

  /** Adds what executors need. */
  static void complete(SparkConf conf) {
    ENVIRONMENT.forEach((name, value) -> conf.setIfMissing("spark.executorEnv." + name, value));
    String options = conf.get(JAVA_OPTIONS, "");
    if (!options.contains(THREADS)) {
      conf.set(
          JAVA_OPTIONS,
          "-D%s=%s -Dai.djl.pytorch.num_interop_threads=1 %s"
              .formatted(THREADS, conf.get("spark.task.cpus", "1"), options)
              .strip());
    }
    if (isRemote(conf)) {
      ship(conf);
    } else {
      point(conf);
    }
  }

  private static void ship(SparkConf conf) {
    Set<String> jars = new LinkedHashSet<>();
    Arrays.stream(conf.get(JARS, "").split(",")).filter(jar -> !jar.isBlank()).forEach(jars::add);
    ownJars().stream().map(Path::toUri).forEach(uri -> jars.add(uri.toString()));
    if (!jars.isEmpty()) {
      conf.set(JARS, String.join(",", jars));
    }
  }

  private static void point(SparkConf conf) {
    List<String> entries = new ArrayList<>();
    String said = conf.get(CLASS_PATH, "");
    if (!said.isEmpty()) {
      entries.add(said);
    }
    ownJars().forEach(jar -> entries.add(jar.toString()));
    if (!entries.isEmpty()) {
      conf.set(CLASS_PATH, String.join(java.io.File.pathSeparator, entries));
    }
  }

  /**
   * The job jar, the native code of the checkout or of ROOKERY_NATIVES, and what ROOKERY_CLASSPATH
   * adds.
   */
  private static List<Path> ownJars() {
    List<Path> jars = new ArrayList<>();
    String home = System.getProperty("rookery.home");
    if (home == null) {
      return jars; // started by spark-submit, which was told all jars
    }
    jars.add(jobJar());
    String built = Path.of(home, "submit", "target", "natives").toString();
    jars.addAll(natives(Path.of(System.getenv().getOrDefault(NATIVES, built))));
    String more = System.getenv().getOrDefault("ROOKERY_CLASSPATH", "");
    Arrays.stream(more.split(java.io.File.pathSeparator))
        .filter(entry -> !entry.isBlank())
        .forEach(entry -> jars.add(Path.of(entry).toAbsolutePath()));
    return jars;
  }

  /**
   * The jars of a folder of native code.
   *
   * @throws Refusal if there is none
   */
  static List<Path> natives(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().endsWith(".jar"))
              .map(Path::toAbsolutePath)
              .sorted()
              .toList();
      if (!jars.isEmpty()) {
        return jars;
      }
    } catch (IOException e) {
      throw noNatives(folder, "cannot be listed (%s)".formatted(e));
    }
    throw noNatives(folder, "holds no jar");
  }

  private static Refusal noNatives(Path folder, String why) {
    return Refusal.preflight(
        "the folder of the native code, %s, %s: build again with mvn package, or let %s name another"
            .formatted(folder, why, NATIVES));
  }

  private static Path jobJar() {
    CodeSource source = Rookery.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the job jar has no file name: " + source, e);
    }
  }
}

package io.rookery.submit;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A Spark standalone cluster on this machine: a Master and Workers, processes of their own, bound
 * to the loopback address and to no other. Its folder holds their pid files, logs and work.
 */
final class LocalCluster {

  /**
   * What to start.
   *
   * @param workers at least 1
   * @param cores of each worker
   * @param memory of each worker, in MiB
   * @param gpus made-up addresses of each worker; 0 for none
   * @param port of the Master
   * @param properties file of Spark properties for Master and Workers, as for an authentication
   *     secret, which must not stand on a command line
   */
  record Plan(int workers, int cores, int memory, int gpus, int port, @Nullable Path properties) {}

  /**
   * A running cluster.
   *
   * @param url for {@code --master}
   * @param page of the Master, for people
   * @param view what it has
   */
  record Running(String url, String page, MasterPage.View view) {}

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String MASTER = "org.apache.spark.deploy.master.Master";
  private static final String WORKER = "org.apache.spark.deploy.worker.Worker";
  private static final String STATE = "cluster.properties";
  private static final int PAGE_PORT = 8080;

  private final Path home;
  private final Path spark;
  private final Path folder;

  /**
   * @param home of this checkout
   * @param spark home of Spark
   * @param folder of the cluster's files
   */
  LocalCluster(Path home, Path spark, Path folder) {
    this.home = home;
    this.spark = spark;
    this.folder = folder.toAbsolutePath();
  }

  Running start(Plan plan) throws IOException, InterruptedException {
    Optional<Running> already = running();
    if (already.isPresent()) {
      throw Refusal.usage(
          "a cluster runs already at %s: use it, or end it with rookery cluster stop"
              .formatted(already.get().url()));
    }
    int port = free(plan.port());
    int page = free(PAGE_PORT);
    String url = "spark://%s:%d".formatted(Shipping.LOOPBACK, port);
    prepare(url, page);
    Daemon.start(folder, "master", master(plan, port, page), environment(Map.of()));
    for (int i = 0; i < plan.workers(); i++) {
      Daemon.start(folder, "worker-" + (i + 1), worker(plan, i, url), environment(gpus(plan, i)));
    }
    return await(plan.workers(), url, page);
  }

  /** What runs now; empty if the Master does not answer. */
  Optional<Running> running() throws IOException, InterruptedException {
    Path state = folder.resolve(STATE);
    if (Daemon.running(folder).isEmpty() || !Files.exists(state)) {
      return Optional.empty();
    }
    Properties remembered = new Properties();
    try (var reader = Files.newBufferedReader(state)) {
      remembered.load(reader);
    }
    int page = Integer.parseInt(remembered.getProperty("page"));
    return new MasterPage(page)
        .view()
        .map(view -> new Running(remembered.getProperty("url"), pageUrl(page), view));
  }

  /** Ends all processes of the cluster, workers first; how many there were. */
  int stop() throws IOException, InterruptedException {
    List<Daemon> daemons = new ArrayList<>(Daemon.running(folder));
    java.util.Collections.reverse(daemons);
    for (Daemon daemon : daemons) {
      daemon.stop(folder);
    }
    Files.deleteIfExists(folder.resolve(STATE));
    return daemons.size();
  }

  private void prepare(String url, int page) throws InterruptedException {
    try {
      stop(); // what an earlier one left
      Files.createDirectories(folder);
      remember(url, page);
    } catch (IOException e) {
      throw Refusal.storage(
          "the cluster's folder %s cannot be written (%s): give another with --directory"
              .formatted(folder, e));
    }
  }

  private Running await(int workers, String url, int page)
      throws IOException, InterruptedException {
    MasterPage master = new MasterPage(page);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end && Daemon.running(folder).size() == workers + 1) {
      Optional<MasterPage.View> view = master.view();
      if (view.isPresent() && view.get().workers() == workers) {
        return new Running(url, pageUrl(page), view.get());
      }
      Thread.sleep(100); // a Master tells nobody that a Worker came: its page is asked again
    }
    int alive = stop();
    throw Refusal.preflight(
        "the cluster did not start: %d of its %d processes lived, and were given %d s at most; its logs are %s/*.log"
            .formatted(alive, workers + 1, PATIENCE.toSeconds(), folder));
  }

  private List<String> master(Plan plan, int port, int page) {
    List<String> command =
        java(
            MASTER,
            // A port that asks for no secret is not opened; executors that are killed on purpose
            // do not end the application.
            List.of("-Dspark.master.rest.enabled=false", "-Dspark.deploy.maxExecutorRetries=-1"));
    command.addAll(List.of("--host", Shipping.LOOPBACK, "--port", Integer.toString(port)));
    command.addAll(List.of("--webui-port", Integer.toString(page)));
    addProperties(command, plan);
    return command;
  }

  private List<String> worker(Plan plan, int index, String url) {
    List<String> options = new ArrayList<>();
    if (plan.gpus() > 0) {
      options.add("-Dspark.worker.resource.gpu.amount=" + plan.gpus());
      options.add(
          "-Dspark.worker.resource.gpu.discoveryScript="
              + home.resolve("submit/bin/discover-gpus"));
    }
    List<String> command = java(WORKER, options);
    command.addAll(List.of("--host", Shipping.LOOPBACK, "--webui-port", "0"));
    command.addAll(List.of("--cores", Integer.toString(plan.cores())));
    command.addAll(List.of("--memory", plan.memory() + "M"));
    command.addAll(List.of("--work-dir", folder.resolve("work-" + (index + 1)).toString()));
    addProperties(command, plan);
    command.add(url);
    return command;
  }

  private static void addProperties(List<String> command, Plan plan) {
    if (plan.properties() != null) {
      command.addAll(List.of("--properties-file", plan.properties().toAbsolutePath().toString()));
    }
  }

  /** Addresses of one worker; no two workers of a machine have the same. */
  private static Map<String, String> gpus(Plan plan, int worker) {
    String addresses =
        IntStream.range(worker * plan.gpus(), (worker + 1) * plan.gpus())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    return plan.gpus() == 0 ? Map.of() : Map.of("ROOKERY_GPUS", addresses);
  }

  private List<String> java(String main, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC"));
    command.addAll(
        List.of(org.apache.spark.launcher.JavaModuleOptions.defaultModuleOptions().split(" ")));
    command.addAll(options);
    command.addAll(List.of("-cp", configuration() + ":" + spark.resolve("jars") + "/*", main));
    return command;
  }

  private Map<String, String> environment(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put("SPARK_HOME", spark.toString());
    variables.put("SPARK_CONF_DIR", configuration().toString());
    variables.put("SPARK_LOCAL_IP", Shipping.LOOPBACK); // the web pages listen there too
    variables.put("SPARK_SCALA_VERSION", scala());
    return variables;
  }

  /** A real SPARK_HOME has its own; ours is quiet. */
  private Path configuration() {
    Path own = spark.resolve("conf");
    return Files.isDirectory(own) ? own : home.resolve("submit/conf");
  }

  static String scala() {
    String version = scala.util.Properties.versionNumberString();
    return version.substring(0, version.lastIndexOf('.'));
  }

  private void remember(String url, int page) throws IOException {
    Properties state = new Properties();
    state.setProperty("url", url);
    state.setProperty("page", Integer.toString(page));
    try (var writer = Files.newBufferedWriter(folder.resolve(STATE))) {
      state.store(writer, null);
    }
  }

  private static String pageUrl(int page) {
    return "http://%s:%d".formatted(Shipping.LOOPBACK, page);
  }

  /** This port, or any free one where it is taken. */
  private static int free(int wanted) throws IOException {
    InetAddress loopback = InetAddress.getByName(Shipping.LOOPBACK);
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback, wanted));
      return socket.getLocalPort();
    } catch (java.net.BindException e) {
      try (ServerSocket socket = new ServerSocket(0, 1, loopback)) {
        return socket.getLocalPort();
      }
    }
  }
}

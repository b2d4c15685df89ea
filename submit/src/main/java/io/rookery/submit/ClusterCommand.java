package io.rookery.submit;

import com.sun.management.OperatingSystemMXBean;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery cluster}: a Spark standalone cluster on this machine, to try things on. */
@Command(
    name = "cluster",
    description = "Starts and stops a Spark standalone cluster on this machine, on loopback only.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ClusterCommand.Start.class,
      ClusterCommand.Stop.class,
      ClusterCommand.Status.class
    })
final class ClusterCommand {

  /** Which cluster. */
  static final class Place {

    @Option(
        names = "--directory",
        paramLabel = "DIR",
        description = "pid files, logs and work; default submit/target/cluster")
    private @Nullable Path directory;

    LocalCluster cluster() {
      String home = System.getProperty("rookery.home");
      String spark = System.getenv("SPARK_HOME");
      if (home == null || spark == null) {
        throw Refusal.usage("rookery cluster runs from a checkout: submit/bin/rookery cluster …");
      }
      Path folder = directory == null ? Path.of(home, "submit", "target", "cluster") : directory;
      return new LocalCluster(Path.of(home), Path.of(spark), folder);
    }
  }

  @Command(
      name = "start",
      description = "Starts a Master and Workers, and prints the master's URL.",
      mixinStandardHelpOptions = true)
  static final class Start implements Callable<Integer> {

    private static final int MEBI = 1 << 20;
    private static final int MOST_PORTS = 65_535;

    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Option(
        names = "--workers",
        paramLabel = "N",
        defaultValue = "2",
        description = "Workers (${DEFAULT-VALUE})")
    private int workers;

    @Option(
        names = "--gpus",
        paramLabel = "N",
        defaultValue = "0",
        description =
            "GPU addresses of each Worker (${DEFAULT-VALUE}): 0, 1, … over all Workers; made up, whether or not there is such a GPU")
    private int gpus;

    @Option(
        names = "--cores",
        paramLabel = "N",
        defaultValue = "0",
        description = "cores of each Worker; default: the machine's, shared, one a GPU at least")
    private int cores;

    @Option(
        names = "--memory",
        paramLabel = "MIB",
        defaultValue = "0",
        description = "memory of each Worker for executors; default: the machine's, shared")
    private int memory;

    @Option(
        names = "--port",
        paramLabel = "N",
        defaultValue = "7077",
        description = "of the Master (${DEFAULT-VALUE}); another where it is taken")
    private int port;

    @Option(
        names = "--properties-file",
        paramLabel = "FILE",
        description = "Spark properties of Master and Workers, such as an authentication secret")
    private @Nullable Path properties;

    @Override
    public Integer call() throws Exception {
      check();
      LocalCluster.Plan plan =
          new LocalCluster.Plan(workers, cores(), memory(), gpus, port, properties);
      LocalCluster.Running running = place.cluster().start(plan);
      PrintWriter out = spec.commandLine().getOut();
      out.println(running.url());
      out.flush();
      PrintWriter err = spec.commandLine().getErr();
      if (port > 0 && !running.url().endsWith(":" + port)) {
        err.println("port %d is taken, so the Master has another".formatted(port));
      }
      err.println(describe(running));
      err.println("next: submit/bin/rookery run --master " + running.url());
      err.flush();
      return ExitCode.DONE.code();
    }

    private void check() {
      within("--workers", workers, 1, Integer.MAX_VALUE);
      within("--gpus", gpus, 0, Integer.MAX_VALUE);
      within("--cores", cores, 0, Integer.MAX_VALUE);
      within("--memory", memory, 0, Integer.MAX_VALUE);
      within("--port", port, 0, MOST_PORTS);
      if (properties != null && !Files.isReadable(properties)) {
        throw Refusal.usage(
            "--properties-file %s: no such file, or not yours to read".formatted(properties));
      }
    }

    private static void within(String option, int found, int least, int most) {
      if (found < least || found > most) {
        throw Refusal.usage(
            most == Integer.MAX_VALUE
                ? "%s takes %d or more, found %d".formatted(option, least, found)
                : "%s takes %d to %d, found %d".formatted(option, least, most, found));
      }
    }

    private int cores() {
      int share = Runtime.getRuntime().availableProcessors() / workers;
      return cores > 0 ? cores : Math.max(1, Math.max(gpus, share));
    }

    private int memory() {
      OperatingSystemMXBean machine =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long share = machine.getTotalMemorySize() / MEBI / workers;
      return memory > 0 ? memory : (int) Math.max(1024, Math.min(share, Integer.MAX_VALUE));
    }
  }

  @Command(
      name = "stop",
      description = "Ends the Master, the Workers and their executors.",
      mixinStandardHelpOptions = true)
  static final class Stop implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws Exception {
      int ended = place.cluster().stop();
      PrintWriter out = spec.commandLine().getOut();
      out.println(ended == 0 ? "no cluster runs" : "ended " + ended + " processes");
      out.flush();
      return ExitCode.DONE.code();
    }
  }

  @Command(
      name = "status",
      description = "Says what runs; exit code 3 where nothing does.",
      mixinStandardHelpOptions = true)
  static final class Status implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private Place place = new Place();

    @Override
    public Integer call() throws Exception {
      Optional<LocalCluster.Running> running = place.cluster().running();
      PrintWriter out = spec.commandLine().getOut();
      out.println(running.map(ClusterCommand::describe).orElse("no cluster runs"));
      out.flush();
      return (running.isPresent() ? ExitCode.DONE : ExitCode.PREFLIGHT).code();
    }
  }

  private static String describe(LocalCluster.Running running) {
    MasterPage.View view = running.view();
    return "%s: %d workers, %d cores (%d in use), %d GPUs, %d applications; %s"
        .formatted(
            running.url(),
            view.workers(),
            view.cores(),
            view.coresUsed(),
            view.gpus(),
            view.applications(),
            running.page());
  }
}

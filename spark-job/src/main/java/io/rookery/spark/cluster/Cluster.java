package io.rookery.spark.cluster;

import io.rookery.spark.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.status.api.v1.ExecutorSummary;

/** The executors of a Spark session, and the slots they make. Safe for any thread. */
public final class Cluster {

  private static final String DRIVER = "driver";

  /** Executors start one after another: with none new for so long, these are taken as all. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  private static final Duration TOLD = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(100);

  private final SparkContext spark;
  private final SparkConf conf;
  private final LocalGpus localGpus;
  private final TaskDemand demand;

  /**
   * @param localGpus what a local session hands out; none on a cluster
   * @param demand of each training
   */
  public Cluster(SparkContext spark, LocalGpus localGpus, TaskDemand demand) {
    this.spark = spark;
    this.conf = spark.conf();
    this.localGpus = spark.isLocal() ? localGpus : LocalGpus.NONE;
    this.demand = demand;
  }

  public LocalGpus localGpus() {
    return localGpus;
  }

  public TaskDemand demand() {
    return demand;
  }

  /** The executors there are now; in local mode the driver. */
  public List<ExecutorView> executors() {
    List<ExecutorView> found = new ArrayList<>();
    var summaries = spark.statusStore().executorList(true).iterator();
    while (summaries.hasNext()) {
      ExecutorSummary each = summaries.next();
      if (spark.isLocal() || !each.id().equals(DRIVER)) {
        found.add(
            new ExecutorView(each.id(), host(each.hostPort()), each.totalCores(), gpus(each)));
      }
    }
    found.removeIf(executor -> executor.cores() == 0); // the driver before it knows its cores
    return found;
  }

  /** The slots now; empty list of executors refused. */
  public Slots slots() {
    return slots(executors());
  }

  private Slots slots(List<ExecutorView> executors) {
    if (spark.isLocal()) {
      return Slots.ofLocal(executors.get(0), demand, localGpus);
    } else if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return dynamic();
    }
    return Slots.of(executors, demand);
  }

  private Slots dynamic() {
    int most = conf.getInt("spark.dynamicAllocation.maxExecutors", Integer.MAX_VALUE);
    if (most == Integer.MAX_VALUE) {
      throw Refusal.preflight(
          "spark.dynamicAllocation.enabled without a bound: set spark.dynamicAllocation.maxExecutors to the executors this search may take");
    }
    return Slots.ofDynamic(
        most,
        conf.getInt("spark.executor.cores", 1),
        conf.getInt("spark.executor.resource.gpu.amount", 0),
        demand);
  }

  /**
   * Waits until the executors that were asked for are there; where it is not known how many those
   * are, until no new one comes for a while. Dynamic allocation starts them when there is work.
   *
   * @param patience the longest wait; then those that are there must do
   * @param progress told now and then what is waited for
   * @throws Refusal if none is there in time
   */
  public Slots await(Duration patience, Consumer<String> progress) throws InterruptedException {
    if (!spark.isLocal() && conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return dynamic();
    }
    int wanted = wanted();
    long start = System.nanoTime();
    long changed = start;
    long told = start;
    List<ExecutorView> there = executors();
    while (!enough(there.size(), wanted, changed) && since(start).compareTo(patience) < 0) {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      List<ExecutorView> now = executors();
      changed = now.size() == there.size() ? changed : System.nanoTime();
      there = now;
      if (since(told).compareTo(TOLD) >= 0) {
        told = System.nanoTime();
        progress.accept(waiting(there.size(), wanted, since(start)));
      }
    }
    if (there.isEmpty()) {
      throw none(patience);
    }
    checkAddresses(there);
    return slots(there);
  }

  /** Executors asked for; 0 where Spark does not say. */
  private int wanted() {
    if (spark.isLocal()) {
      return 1;
    }
    int cores = conf.getInt("spark.executor.cores", 0);
    int most = conf.getInt("spark.cores.max", 0);
    return conf.getInt("spark.executor.instances", cores > 0 ? most / cores : 0);
  }

  private static boolean enough(int there, int wanted, long changed) {
    return wanted > 0 ? there >= wanted : there > 0 && since(changed).compareTo(SETTLED) >= 0;
  }

  private static String waiting(int there, int wanted, Duration waited) {
    return "waiting for executors: %d%s after %d s"
        .formatted(there, wanted > 0 ? " of " + wanted : "", waited.toSeconds());
  }

  private Refusal none(Duration patience) {
    return Refusal.preflight(
        "no executor of %s came within %d s. See the master's page: has it workers with %s free? Ask less with spark.executor.cores, spark.executor.memory or spark.executor.resource.gpu.amount, or wait longer with rookery.cluster.patience"
            .formatted(
                spark.master(),
                patience.toSeconds(),
                conf.contains("spark.executor.resource.gpu.amount") ? "cores and GPUs" : "cores"));
  }

  /** A trainer counts GPUs as CUDA does. */
  private static void checkAddresses(List<ExecutorView> executors) {
    for (ExecutorView executor : executors) {
      for (String address : executor.gpus()) {
        if (!address.matches("\\d{1,4}")) {
          throw Refusal.preflight(
              "executor %s (%s) has the GPU address '%s'; addresses must be CUDA's numbers. Use submit/bin/discover-gpus as spark.executor.resource.gpu.discoveryScript"
                  .formatted(executor.id(), executor.host(), address));
        }
      }
    }
  }

  private static List<String> gpus(ExecutorSummary executor) {
    List<String> addresses = new ArrayList<>();
    var gpu = executor.resources().get("gpu");
    if (gpu.isDefined()) {
      addresses.addAll(List.of(((ResourceInformation) gpu.get()).addresses()));
    }
    return addresses;
  }

  private static String host(String hostPort) {
    int colon = hostPort.lastIndexOf(':');
    return colon < 0 ? hostPort : hostPort.substring(0, colon);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}

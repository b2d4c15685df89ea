package io.rookery.spark.cluster;

import io.rookery.spark.Refusal;
import java.util.Collections;
import java.util.List;

/**
 * How many trainings can run at once, and why.
 *
 * @param count at least 1
 * @param most as many as there would be if each training took the least it can
 * @param queues whether Spark holds submissions back that have no slot yet
 * @param reason for a person: "4 slots: 4 GPUs, 16 cores, 4 cores a task"
 */
public record Slots(int count, int most, boolean queues, String reason) {

  /** The slots of these executors. */
  static Slots of(List<ExecutorView> executors, TaskDemand demand) {
    int cores = executors.stream().mapToInt(ExecutorView::cores).sum();
    int gpus = executors.stream().mapToInt(executor -> executor.gpus().size()).sum();
    boolean driverOnly = executors.size() == 1 && executors.get(0).id().equals("driver");
    String why =
        (gpus > 0 ? counted(gpus, "GPU") + ", " : "")
            + "%s, %s".formatted(counted(cores, "core"), demand)
            + (driverOnly ? "" : ", " + counted(executors.size(), "executor"));
    return checked(slots(executors, demand), slots(executors, demand.least()), true, why);
  }

  /** Local cores and the GPUs that Rookery itself hands out to them. */
  static Slots ofLocal(ExecutorView driver, TaskDemand demand, LocalGpus gpus) {
    int byCores = driver.cores() / demand.cores();
    if (gpus.count() == 0) {
      return of(List.of(driver), demand);
    }
    String why =
        "%s%s, %s, %s"
            .formatted(
                counted(gpus.count(), "GPU"),
                gpus.share() == 1 ? "" : " with " + counted(gpus.share(), "training") + " each",
                counted(driver.cores(), "core"),
                demand);
    int byGpus = gpus.count() * gpus.share();
    // With more cores than GPUs Spark would start trainings that then wait for a GPU.
    return checked(
        Math.min(byCores, byGpus), Math.min(driver.cores(), byGpus), byCores <= byGpus, why);
  }

  /** The slots that dynamic allocation may come to have. */
  static Slots ofDynamic(int executors, int cores, int gpus, TaskDemand demand) {
    ExecutorView each = new ExecutorView("any", "any", cores, Collections.nCopies(gpus, "any"));
    String why =
        "dynamic allocation of up to %s with %s%s each, %s"
            .formatted(
                counted(executors, "executor"),
                gpus > 0 ? counted(gpus, "GPU") + " and " : "",
                counted(cores, "core"),
                demand);
    return checked(
        executors * demand.slots(each), executors * demand.least().slots(each), true, why);
  }

  private static int slots(List<ExecutorView> executors, TaskDemand demand) {
    return executors.stream().mapToInt(demand::slots).sum();
  }

  private static Slots checked(int count, int most, boolean queues, String why) {
    if (count < 1) {
      throw Refusal.preflight(
          "no training fits an executor (%s). Give executors more with spark.executor.cores and spark.executor.resource.gpu.amount, or ask less with spark.task.cpus and spark.task.resource.gpu.amount"
              .formatted(why));
    }
    return new Slots(count, most, queues, "%s: %s".formatted(counted(count, "slot"), why));
  }

  /**
   * Refuses trainings one after another where more could run at once and nobody asked for that.
   *
   * @param inFlight {@code rookery.search.inFlight}; 0 where it is not set
   */
  public Slots refuseSequential(int inFlight) {
    if (count == 1 && most > 1 && inFlight == 0) {
      throw Refusal.preflight(
          "%s. Trainings would run one after another, though %d could run at once: ask less a task with spark.task.cpus or spark.task.resource.gpu.amount. To have it so, set rookery.search.inFlight=1"
              .formatted(reason, most));
    }
    return this;
  }

  /** Submissions at once, so that no slot waits for the driver. */
  public int inFlight(int wanted) {
    int surplus = wanted > 0 ? wanted : count + (count + 1) / 2;
    return queues ? surplus : Math.min(surplus, count);
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}

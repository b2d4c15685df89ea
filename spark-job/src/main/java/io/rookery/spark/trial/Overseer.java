package io.rookery.spark.trial;

import io.rookery.spark.cluster.Cluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkContext;

/**
 * Looks after trainings that do not answer: it ends those whose epoch takes too long, says which
 * ignore their cancellation, and has the executors of those replaced. Used by one thread.
 */
final class Overseer {

  /** An executor ends a slow epoch itself where its trainer asks; it is given so much longer. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** A training that polls leaves within a mini-batch. */
  private static final Duration LEAVING = Duration.ofSeconds(15);

  private final SparkContext spark;
  private final TrialSetup setup;
  private final TrialListener listener;
  private final RunningTasks running;
  private final Map<String, Flight> flights;
  private boolean blocked;

  Overseer(
      SparkContext spark,
      TrialSetup setup,
      TrialListener listener,
      RunningTasks running,
      Map<String, Flight> flights) {
    this.spark = spark;
    this.setup = setup;
    this.listener = listener;
    this.running = running;
    this.flights = flights;
  }

  /** Candidates whose submission is to be cancelled: their epoch takes too long. */
  List<String> look() {
    List<Running> now = running.now();
    now.forEach(this::leaving);
    checkSlots(now);
    return now.stream().filter(this::tooLong).map(task -> task.candidate).toList();
  }

  private boolean tooLong(Running task) {
    Duration limit = setup.limits().epoch();
    Flight flight = flights.get(task.candidate);
    if (limit.isZero()
        || flight == null
        || !flight.isJob(task.job)
        || task.isCancelled()
        || task.silent().compareTo(limit.plus(GRACE)) < 0) {
      return false;
    }
    flight.tooLong = true;
    return true;
  }

  private void leaving(Running task) {
    Duration replaceAfter = setup.limits().replaceAfter();
    boolean replaces = !spark.isLocal() && !replaceAfter.isZero();
    if (!task.told && task.overstayed().compareTo(LEAVING) >= 0) {
      task.told = true;
      listener.noticed(
          "the training of %s on executor %s (%s) ignores its cancellation and holds its slot%s"
              .formatted(
                  task.candidate,
                  task.executor,
                  task.host,
                  replaces
                      ? "; the executor is replaced after %d s".formatted(replaceAfter.toSeconds())
                      : ""));
    }
    if (replaces && !task.replaced && task.overstayed().compareTo(replaceAfter) >= 0) {
      task.replaced = true;
      boolean asked = spark.killAndReplaceExecutor(task.executor);
      listener.noticed(
          "executor %s (%s) %s"
              .formatted(
                  task.executor,
                  task.host,
                  asked
                      ? "is replaced; what else trained there goes on from its checkpoint"
                      : "could not be replaced: the cluster manager refused"));
    }
  }

  /** In local mode nobody can end a thread: with all slots held nothing would ever happen again. */
  private void checkSlots(List<Running> now) {
    long held = now.stream().filter(task -> task.told).count();
    if (!blocked && spark.isLocal() && held > 0) {
      int slots = new Cluster(spark, setup.gpus(), setup.demand()).slots().count();
      if (held >= slots) {
        blocked = true;
        listener.blocked(
            "every slot (%d) is held by a training that ignores its cancellation; end this process and resume"
                .formatted(slots));
      }
    }
  }
}

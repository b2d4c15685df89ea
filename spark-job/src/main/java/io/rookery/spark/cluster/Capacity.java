package io.rookery.spark.cluster;

import io.rookery.spark.Refusal;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * How many trainings to have submitted at once, as executors come and go. Used by the driver's
 * thread.
 */
public final class Capacity implements IntSupplier {

  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Cluster cluster;
  private final int wanted;
  private int inFlight;
  private long counted = System.nanoTime();

  /**
   * @param first what there is at the beginning
   * @param wanted {@code rookery.search.inFlight}; 0 to follow the slots
   */
  public Capacity(Cluster cluster, Slots first, int wanted) {
    this.cluster = cluster;
    this.wanted = wanted;
    this.inFlight = first.inFlight(wanted);
  }

  @Override
  public int getAsInt() {
    if (wanted == 0 && System.nanoTime() - counted > FRESH_NANOS) {
      counted = System.nanoTime();
      inFlight = count();
    }
    return inFlight;
  }

  private int count() {
    try {
      return cluster.slots().inFlight(wanted);
    } catch (Refusal e) {
      return inFlight; // every executor is away for now: they come back, or Spark says otherwise
    }
  }
}

package io.rookery.spark.cluster;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The GPUs of a local session: Spark's local mode hands none out, so this does, to all searches of
 * the JVM together.
 *
 * @param count addresses 0 to before this; 0 where there is none, or executors have their own
 * @param share trainings on one GPU at once, at least 1
 */
public record LocalGpus(int count, int share) implements Serializable {

  public static final LocalGpus NONE = new LocalGpus(0, 1);

  /** Trainings on each address now. */
  private static final Map<Integer, Integer> TAKEN = new HashMap<>();

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  public LocalGpus {
    if (count < 0 || share < 1) {
      throw new IllegalArgumentException(
          "out of range: %d GPUs, %d trainings each".formatted(count, share));
    }
  }

  /**
   * The address with the fewest trainings; waits while all are full.
   *
   * @return empty if {@code cancelled} before there was room
   */
  public OptionalInt borrow(BooleanSupplier cancelled) {
    while (!cancelled.getAsBoolean()) {
      OptionalInt free = take();
      if (free.isPresent()) {
        return free;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return OptionalInt.empty();
  }

  private OptionalInt take() {
    synchronized (TAKEN) {
      int best = 0;
      for (int address = 1; address < count; address++) {
        if (taken(address) < taken(best)) {
          best = address;
        }
      }
      if (taken(best) >= share) {
        return OptionalInt.empty();
      }
      TAKEN.merge(best, 1, Integer::sum);
      return OptionalInt.of(best);
    }
  }

  /** Gives an address back that was borrowed. */
  public void giveBack(int address) {
    synchronized (TAKEN) {
      TAKEN.merge(address, -1, Integer::sum);
    }
  }

  private static int taken(int address) {
    return TAKEN.getOrDefault(address, 0);
  }
}

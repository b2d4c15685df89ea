package io.rookery.spark.trial;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Trains nothing, and takes its time. For local mode. */
public final class HeldTrainer implements Trainer {

  static final long EPOCH_MILLIS = 100;

  /** While it is closed no epoch ends, and no cancellation is heard. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  static volatile long scoreMillis;

  @Override
  public String name() {
    return "held";
  }

  @Override
  public boolean exports() {
    return false;
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException {
    return new Session(checkpoint == null ? 0 : checkpoint.readDouble());
  }

  private static void pass(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static final class Session implements TrainingSession {
    private double epoch;

    Session(double epoch) {
      this.epoch = epoch;
    }

    @Override
    public double epoch() {
      return epoch;
    }

    @Override
    public boolean complete() {
      return false;
    }

    @Override
    public Optional<EpochMetrics> next(BooleanSupplier cancelled) {
      while (gate.getCount() > 0) {
        pass(10);
      }
      if (cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      pass(EPOCH_MILLIS);
      epoch++;
      return Optional.of(new EpochMetrics(epoch, 50, 1, 50, 1, 0.1, 0.1));
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(epoch);
    }

    @Override
    public double score(ImageSet.Split split) {
      pass(scoreMillis);
      return 50;
    }

    @Override
    public void close() {}
  }
}

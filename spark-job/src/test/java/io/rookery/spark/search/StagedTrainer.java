package io.rookery.spark.search;

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

/** Trains nothing; what happens in an epoch is what the test put on stage. For local mode. */
public final class StagedTrainer implements Trainer {

  /** One epoch. */
  public interface Stage {
    /**
     * @return whether the epoch was trained; false if it saw that it was cancelled
     */
    boolean play(TrainingPlan plan, Device device, BooleanSupplier cancelled);
  }

  public static volatile Stage stage = (plan, device, cancelled) -> true;
  static volatile int gpus;

  /** How long a scoring takes. */
  public static volatile long scoreMillis;

  /** Passes time, asking now and then whether to end; whether it was not. */
  public static boolean pass(long millis, BooleanSupplier cancelled) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(500_000);
    }
    return true;
  }

  /** Passes time until it opens, and hears of no cancellation. */
  public static void pass(CountDownLatch gate) {
    while (gate.getCount() > 0) {
      LockSupport.parkNanos(500_000);
    }
  }

  @Override
  public String name() {
    return "staged";
  }

  @Override
  public int gpus() {
    return gpus;
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException {
    return new Session(plan, device, checkpoint == null ? 0 : checkpoint.readDouble());
  }

  private static final class Session implements TrainingSession {
    private final TrainingPlan plan;
    private final Device device;
    private double epoch;

    Session(TrainingPlan plan, Device device, double epoch) {
      this.plan = plan;
      this.device = device;
      this.epoch = epoch;
    }

    @Override
    public double epoch() {
      return epoch;
    }

    @Override
    public boolean complete() {
      return epoch >= plan.settings().epochs();
    }

    @Override
    public Optional<EpochMetrics> next(BooleanSupplier cancelled) {
      if (!stage.play(plan, device, cancelled)) {
        return Optional.empty();
      }
      epoch += plan.settings().validateEvery();
      double accuracy = 50 + Math.floorMod(plan.seed() >> 8, 45L) - 40 * Math.exp(-epoch);
      return Optional.of(
          new EpochMetrics(epoch, accuracy, 1 / epoch, accuracy, 1 / epoch, 0.1, 0.001));
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(epoch);
    }

    @Override
    public double score(ImageSet.Split split) {
      pass(scoreMillis, () -> false);
      return 50;
    }

    @Override
    public void close() {}
  }
}

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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Trains nothing: its curves are a − b·exp(−c·epoch) with a, b and c drawn from the plan's seed, so
 * that what the driver makes of curves can be tested by the thousand. Some seeds run out of memory,
 * some throw, some diverge.
 */
public final class ScriptedTrainer implements Trainer {

  static final long EPOCH_NANOS = 5_000_000;

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException {
    return new Session(plan, checkpoint == null ? 0 : checkpoint.readDouble());
  }

  /** What becomes of a plan. */
  enum Fate {
    TRAINS,
    OUT_OF_MEMORY,
    THROWS,
    DIVERGES;

    static Fate of(TrainingPlan plan) {
      int draw = (int) Math.floorMod(plan.seed(), 32L);
      return draw < 29 ? TRAINS : values()[draw - 28];
    }
  }

  private static final class Session implements TrainingSession {
    private final TrainingPlan plan;
    private double epoch;

    Session(TrainingPlan plan, double epoch) {
      this.plan = plan;
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
      long end = System.nanoTime() + EPOCH_NANOS;
      while (System.nanoTime() < end) {
        if (cancelled.getAsBoolean()) {
          return Optional.empty();
        }
        LockSupport.parkNanos(EPOCH_NANOS / 10);
      }
      epoch += plan.settings().validateEvery();
      Fate fate = Fate.of(plan);
      if (fate == Fate.OUT_OF_MEMORY && epoch >= 2) {
        throw new OutOfMemoryError("scripted");
      } else if (fate == Fate.THROWS && epoch >= 2) {
        throw new IllegalStateException("scripted exception");
      }
      double loss = fate == Fate.DIVERGES && epoch >= 2 ? Double.POSITIVE_INFINITY : 1 / epoch;
      return Optional.of(
          new EpochMetrics(epoch, accuracy(epoch), loss, accuracy(epoch), 1 / epoch, 0.1, 0.005));
    }

    private double accuracy(double epoch) {
      double a = 50 + Math.floorMod(plan.seed() >> 8, 45L);
      double c = 0.5 + Math.floorMod(plan.seed() >> 16, 100L) / 100.0;
      return a - 40 * Math.exp(-c * epoch);
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(epoch);
    }

    @Override
    public double score(ImageSet.Split split) {
      return accuracy(epoch) - 1;
    }

    @Override
    public void close() {}
  }
}

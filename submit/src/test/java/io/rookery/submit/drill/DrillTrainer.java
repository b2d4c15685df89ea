package io.rookery.submit.drill;

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
 * Curves a − b·exp(−c·epoch) with a, b and c drawn from the plan's seed. System properties of the
 * executor say how: see {@link Drill}.
 */
public final class DrillTrainer implements Trainer {

  @Override
  public String name() {
    return "drill";
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException {
    double epoch = checkpoint == null ? 0 : checkpoint.readDouble();
    return new Session(plan, device, epoch);
  }

  private static final class Session implements TrainingSession {
    private final TrainingPlan plan;
    private final Device device;
    private final Drill drill = Drill.ofThisProcess();
    private double epoch;
    private boolean begun;

    Session(TrainingPlan plan, Device device, double epoch) {
      this.plan = plan;
      this.device = device;
      this.epoch = epoch;
      note(Logbook.Event.OPEN);
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
      if (!begun) {
        begun = true;
        note(Logbook.Event.BATCH);
      }
      Fate fate = drill.fate(plan.seed());
      boolean strikes = epoch >= 1;
      if (!pass(drill.epochMillis(), cancelled) || (strikes && !fate.strike(cancelled))) {
        return Optional.empty();
      }
      epoch += plan.settings().validateEvery();
      note(Logbook.Event.EPOCH);
      double loss = strikes && fate == Fate.NAN ? Double.NaN : 1 / epoch;
      double seconds = drill.epochMillis() / 1e3;
      return Optional.of(
          new EpochMetrics(epoch, accuracy(), loss, accuracy(), 1 / epoch, 0.1, seconds));
    }

    private static boolean pass(long millis, BooleanSupplier cancelled) {
      long end = System.nanoTime() + millis * 1_000_000;
      do {
        if (cancelled.getAsBoolean()) {
          return false;
        }
        LockSupport.parkNanos(Math.min(1_000_000, end - System.nanoTime()));
      } while (System.nanoTime() < end);
      return true;
    }

    private double accuracy() {
      double most = 50 + Math.floorMod(plan.seed() >> 8, 45L);
      double rate = 0.5 + Math.floorMod(plan.seed() >> 16, 100L) / 100.0;
      return most - 40 * Math.exp(-rate * epoch);
    }

    private void note(Logbook.Event event) {
      drill.note(new Logbook.Entry(plan.seed(), event, epoch, device.toString()));
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(epoch);
      out.write(new byte[drill.checkpointBytes()]);
    }

    @Override
    public double score(ImageSet.Split split) {
      return accuracy() - 1;
    }

    @Override
    public void close() {
      note(Logbook.Event.CLOSE);
    }
  }
}

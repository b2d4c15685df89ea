package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One network in training: which step comes when, and what is reported. */
final class DjlSession implements TrainingSession {

  /** Images of a validation step: enough to keep a GPU busy, few enough for a small one. */
  private static final int VALIDATION_BATCH = 250;

  private final TrainingPlan plan;
  private final String key;
  private final Timetable timetable;
  private final DeviceImages images;
  private final Learner learner;
  private @Nullable Epoch current;
  private long step;
  private double epoch;
  private boolean closed;

  /** Takes over images and learner: closes them when it is closed. */
  DjlSession(TrainingPlan plan, ImageSet set, DeviceImages images, Learner learner) {
    this.plan = plan;
    this.key = Checkpoint.key(plan, set);
    this.images = images;
    this.learner = learner;
    timetable = Timetable.of(plan, images.train().size());
  }

  /** Goes on where a checkpoint of the same plan ends. */
  void restore(Checkpoint checkpoint) {
    learner.restore(checkpoint.arrays());
    epoch = checkpoint.epoch();
    step = (long) checkpoint.epoch() * timetable.stepsPerEpoch();
  }

  Learner learner() {
    return learner;
  }

  @Override
  public double epoch() {
    return epoch;
  }

  @Override
  public boolean complete() {
    return step >= timetable.steps();
  }

  @Override
  public Optional<EpochMetrics> next(BooleanSupplier cancelled) {
    if (complete()) {
      throw new IllegalStateException("the last epoch is done");
    }
    return Torch.run(false, () -> toNextStop(cancelled));
  }

  private Optional<EpochMetrics> toNextStop(BooleanSupplier cancelled) {
    long begin = System.nanoTime();
    Timetable.Stop stop = timetable.after(step);
    double rate = 0;
    try (Tally training = new Tally(learner.manager());
        Tally validation = new Tally(learner.manager())) {
      while (step < stop.step()) {
        if (cancelled.getAsBoolean()) {
          return Optional.empty();
        }
        rate = learn(training);
      }
      if (!test(images.valid(), validation, cancelled)) {
        return Optional.empty();
      }
      epoch = stop.epoch();
      return Optional.of(
          new EpochMetrics(
              epoch,
              validation.accuracy(),
              training.meanLoss(),
              training.accuracy(),
              validation.meanLoss(),
              rate,
              (System.nanoTime() - begin) / 1e9));
    }
  }

  /** One step; gives its learning rate. */
  private double learn(Tally tally) {
    double rate = timetable.learningRate(step, plan.recipe(), plan.settings().schedule());
    try (NDManager batch = learner.manager().newSubManager()) {
      int from = timetable.from(step);
      Epoch.Examples examples = epochOfStep().examples(from, timetable.to(step), batch);
      learner.learn(examples, rate, step, tally, batch);
    }
    step++;
    if (step % timetable.stepsPerEpoch() == 0) {
      endEpoch();
    }
    return rate;
  }

  private Epoch epochOfStep() {
    Epoch running = current;
    if (running == null) {
      running = new Epoch(plan, step / timetable.stepsPerEpoch(), images, learner.manager());
      current = running;
    }
    return running;
  }

  private void endEpoch() {
    Epoch running = current;
    if (running != null) {
      running.close();
      current = null;
    }
  }

  /** Tests on a split; false if cancelled. */
  private boolean test(DeviceSplit split, Tally tally, BooleanSupplier cancelled) {
    for (int from = 0; from < split.size(); from += VALIDATION_BATCH) {
      if (cancelled.getAsBoolean()) {
        return false;
      }
      int to = Math.min(split.size(), from + VALIDATION_BATCH);
      try (NDManager batch = learner.manager().newSubManager()) {
        DeviceSplit.Batch some = split.range(batch, from, to, images.shape());
        NDArray scores = learner.scores(images.normalised(some.pixels()));
        NDArray loss = Loss.crossEntropy(scores, some.labels(), 0, batch);
        tally.add(loss, scores, some.labels(), batch);
      }
    }
    return true;
  }

  @Override
  public void save(DataOutput out) throws IOException {
    if (step % timetable.stepsPerEpoch() != 0) {
      throw new IllegalStateException("saved between two epoch ends, after epoch " + epoch);
    }
    int done = (int) (step / timetable.stepsPerEpoch());
    String architecture = ArchitectureJson.write(plan.architecture());
    new Checkpoint(key, architecture, done, Torch.run(false, learner::arrays)).write(out);
  }

  @Override
  public double score(ImageSet.Split split) {
    return Torch.run(
        false,
        () -> {
          try (NDManager temporary = learner.manager().newSubManager();
              Tally tally = new Tally(temporary)) {
            test(DeviceSplit.upload(temporary, split), tally, () -> false);
            return tally.accuracy();
          }
        });
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      endEpoch();
      learner.close();
      images.close();
    }
  }
}

package io.rookery.spark.trial;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.metrics.EpochAccumulator;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.metrics.ReportLane;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.train.TrainingException;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an executor does with one order: train, validate, save, report, until the end or until
 * cancelled.
 */
final class TrialTask implements Function<Integer, TrialEnd> {

  private static final long serialVersionUID = 1;

  private static final Logger LOG = LoggerFactory.getLogger(TrialTask.class);

  private final TrialSetup setup;
  private final Broadcast<ImageSet> images;
  private final Broadcast<TrialOrder> order;
  private final EpochAccumulator epochs;

  TrialTask(
      TrialSetup setup,
      Broadcast<ImageSet> images,
      Broadcast<TrialOrder> order,
      EpochAccumulator epochs) {
    this.setup = setup;
    this.images = images;
    this.order = order;
    this.epochs = epochs;
  }

  /** The place of the checkpoints failed, not the network. */
  private static final class StorageFailure extends IOException {
    private static final long serialVersionUID = 1;

    StorageFailure(String message, IOException cause) {
      super(message, cause);
    }
  }

  @Override
  public TrialEnd call(Integer ignored) throws IOException {
    TaskContext task = TaskContext.get();
    // What was broadcast comes first: if it is lost Spark shall try again, and no network is to
    // blame.
    ImageSet set = images.value();
    TrialOrder ordered = order.value();
    Optional<Devices.Lease> lent = Devices.lend(task, setup.gpus());
    if (lent.isEmpty()) {
      return new TrialEnd.Cancelled();
    }
    try (Devices.Lease lease = lent.get()) {
      return outcome(ordered, set, task, lease.device());
    }
  }

  private TrialEnd outcome(TrialOrder ordered, ImageSet set, TaskContext task, Device device) {
    try (TrainingSession session = open(ordered, set, device)) {
      return train(ordered, session, task, device);
    } catch (OutOfMemoryError e) {
      return new TrialEnd.Failed(ErrorKind.OUT_OF_MEMORY, String.valueOf(e.getMessage()));
    } catch (TrainingException e) {
      return new TrialEnd.Failed(ErrorKind.NATIVE_ERROR, String.valueOf(e.getMessage()));
    } catch (StorageFailure e) {
      return new TrialEnd.Failed(ErrorKind.STORAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      // The checkpoint is whole, but not what this training can begin with.
      return new TrialEnd.Failed(ErrorKind.EXCEPTION, String.valueOf(e.getMessage()));
    } catch (LinkageError e) {
      // Native code or a class is missing. Spark ends an executor, with all that trains there, that
      // throws one.
      LOG.error("the training of {} failed", ordered.candidate().id(), e);
      return new TrialEnd.Failed(ErrorKind.NATIVE_ERROR, e.toString());
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      // The boundary to trainers anybody may write: as a value it costs this network only, thrown
      // it would be tried again by Spark, which does not know that it would fail again.
      LOG.error("the training of {} failed", ordered.candidate().id(), e);
      return new TrialEnd.Failed(ErrorKind.EXCEPTION, e.toString());
    }
  }

  private TrainingSession open(TrialOrder ordered, ImageSet set, Device device) throws IOException {
    Trainer trainer = Trainers.named(setup.trainer());
    TrainingPlan plan = setup.plan(ordered);
    DataInput own = checkpoint(ordered.candidate().id(), ordered.known());
    DataInput parents = own == null ? parents(ordered) : null;
    return parents == null
        ? trainer.open(plan, setup.searchId(), set, device, own)
        : trainer.inherit(
            plan, setup.searchId(), set, device, parents, ordered.candidate().inheritance());
  }

  /**
   * What the parent had learnt when it was chosen; where that checkpoint is gone, the newest it
   * has. Null where it has none, and then the network begins afresh: it lacks a head start, but is
   * the network that was asked for.
   */
  private @Nullable DataInput parents(TrialOrder ordered) throws StorageFailure {
    @Nullable String parent = ordered.candidate().inheritsFrom();
    if (parent == null) {
      return null;
    }
    // Whoever goes on with its parent's training has an epoch left to report.
    boolean goesOn = ordered.candidate().inheritance() == null;
    double last = goesOn ? ordered.horizon() - 1 : Double.MAX_VALUE;
    DataInput found = checkpoint(parent, Math.min(ordered.parentEpoch(), last));
    if (found == null) {
      found = checkpoint(parent, last);
    }
    if (found == null) {
      LOG.warn(
          "{} was to begin with the weights of {}, of which there is no checkpoint; it begins afresh",
          ordered.candidate().id(),
          parent);
    }
    return found;
  }

  private TrialEnd train(
      TrialOrder ordered, TrainingSession session, TaskContext task, Device device)
      throws IOException {
    int attempt = ordered.firstAttempt() + task.attemptNumber();
    EpochClock clock = new EpochClock(task, setup.limits().epoch());
    List<EpochReport> reports = new ArrayList<>();
    while (session.epoch() < ordered.horizon()) {
      clock.restart();
      Optional<EpochMetrics> metrics = session.next(clock);
      if (metrics.isEmpty()) {
        return task.isInterrupted() ? new TrialEnd.Cancelled() : tooLong(session);
      }
      Optional<TrialEnd> unusable = unusable(metrics.get());
      if (unusable.isPresent()) {
        return unusable.get();
      }
      // Saved before it is reported: what the driver knows of can always be resumed.
      if (session.epoch() == Math.rint(session.epoch())) {
        save(ordered, session);
      }
      EpochReport report = report(ordered, metrics.get(), attempt, device);
      reports.add(report);
      epochs.add(report);
      ReportLane.send(setup.searchId(), reports);
      if (Double.isInfinite(metrics.get().trainLoss())) {
        return new TrialEnd.Failed(ErrorKind.DIVERGED, "the training loss is no longer finite");
      }
    }
    return new TrialEnd.Completed();
  }

  /** What no curve can take: the driver must not stumble over one trainer's numbers. */
  private static Optional<TrialEnd> unusable(EpochMetrics metrics) {
    if (Double.isNaN(metrics.fitness()) || Double.isNaN(metrics.trainLoss())) {
      return Optional.of(
          new TrialEnd.Failed(
              ErrorKind.DIVERGED,
              "fitness %s, training loss %s at epoch %s"
                  .formatted(metrics.fitness(), metrics.trainLoss(), metrics.epoch())));
    } else if (metrics.fitness() < 0 || metrics.fitness() > 100) {
      return Optional.of(
          new TrialEnd.Failed(
              ErrorKind.EXCEPTION,
              "the trainer gave a fitness of %s; it is a percentage, 0 to 100"
                  .formatted(metrics.fitness())));
    }
    return Optional.empty();
  }

  private TrialEnd tooLong(TrainingSession session) {
    return new TrialEnd.Failed(
        ErrorKind.TIMEOUT,
        "epoch %s was not validated within %d s (rookery.training.epochTimeout)"
            .formatted(
                session.epoch() + setup.training().validateEvery(),
                setup.limits().epoch().toSeconds()));
  }

  private @Nullable DataInput checkpoint(String candidateId, double epoch) throws StorageFailure {
    try {
      return setup.checkpoints().latest(candidateId, epoch);
    } catch (IOException e) {
      throw new StorageFailure(
          "a checkpoint could not be read on executor %s: %s".formatted(executor(), e), e);
    }
  }

  private void save(TrialOrder ordered, TrainingSession session) throws StorageFailure {
    try {
      setup.checkpoints().save(ordered.candidate().id(), session);
    } catch (IOException e) {
      throw new StorageFailure(
          "a checkpoint could not be written on executor %s: %s".formatted(executor(), e), e);
    }
  }

  private EpochReport report(TrialOrder ordered, EpochMetrics metrics, int attempt, Device device) {
    return new EpochReport(
        ordered.candidate().id(),
        attempt,
        metrics,
        executor(),
        device.toString(),
        System.currentTimeMillis());
  }

  private static String executor() {
    return SparkEnv.get().executorId();
  }
}

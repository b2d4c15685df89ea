package io.rookery.spark.trial;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.metrics.EpochAccumulator;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.metrics.ReportLane;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.train.TrainingException;
import io.rookery.spark.train.TrainingSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
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

  @Override
  public TrialEnd call(Integer ignored) throws IOException {
    TaskContext task = TaskContext.get();
    Device device = Devices.of(task);
    try (TrainingSession session = open(device)) {
      return train(session, task, device);
    } catch (OutOfMemoryError e) {
      return new TrialEnd.Failed(ErrorKind.OUT_OF_MEMORY, String.valueOf(e.getMessage()));
    } catch (TrainingException e) {
      return new TrialEnd.Failed(ErrorKind.NATIVE_ERROR, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The boundary to trainers anybody may write: as a value it costs this network only, thrown
      // it would be tried again by Spark, which does not know that it would fail again.
      LOG.error("the training of {} failed", order.value().candidate().id(), e);
      return new TrialEnd.Failed(ErrorKind.EXCEPTION, e.toString());
    }
  }

  private TrainingSession open(Device device) throws IOException {
    TrialOrder ordered = order.value();
    return Trainers.named(setup.trainer())
        .open(
            setup.plan(ordered),
            setup.searchId(),
            images.value(),
            device,
            setup.checkpoints().latest(ordered.candidate().id(), ordered.known()));
  }

  private TrialEnd train(TrainingSession session, TaskContext task, Device device)
      throws IOException {
    int attempt = order.value().firstAttempt() + task.attemptNumber();
    List<EpochReport> reports = new ArrayList<>();
    while (session.epoch() < order.value().horizon()) {
      Optional<EpochMetrics> metrics = session.next(task::isInterrupted);
      if (metrics.isEmpty()) {
        return new TrialEnd.Cancelled();
      }
      // Saved before it is reported: what the driver knows of can always be resumed.
      if (session.epoch() == Math.rint(session.epoch())) {
        setup.checkpoints().save(order.value().candidate().id(), session);
      }
      EpochReport report = report(metrics.get(), attempt, device);
      reports.add(report);
      epochs.add(report);
      ReportLane.send(setup.searchId(), reports);
      if (Double.isInfinite(metrics.get().trainLoss())) {
        return new TrialEnd.Failed(ErrorKind.DIVERGED, "the training loss is no longer finite");
      }
    }
    return new TrialEnd.Completed();
  }

  private EpochReport report(EpochMetrics metrics, int attempt, Device device) {
    return new EpochReport(
        order.value().candidate().id(),
        attempt,
        metrics,
        SparkEnv.get().executorId(),
        device.toString(),
        System.currentTimeMillis());
  }
}

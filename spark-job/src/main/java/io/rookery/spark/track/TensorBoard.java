package io.rookery.spark.track;

import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.search.SearchListener;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event files for TensorBoard, one folder a trial, in {@code tensorboard} of the search's folder.
 * What was measured and what was predicted are curves of different names. TensorBoard's steps are
 * whole numbers: validations, counted from 1.
 */
public final class TensorBoard implements SearchListener, AutoCloseable {

  /** Name of the folder in the search's. */
  public static final String FOLDER = "tensorboard";

  private static final Logger LOG = LoggerFactory.getLogger(TensorBoard.class);

  private final Configuration conf;
  private final double validateEvery;
  private final Map<String, EventFile> open = new HashMap<>();
  private @Nullable Path folder;

  /** {@code validateEvery}: epochs from one validation to the next. */
  public TensorBoard(Configuration conf, double validateEvery) {
    this.conf = conf;
    this.validateEvery = validateEvery;
  }

  @Override
  public void started(String searchId, String output, String slots) {
    folder = new Path(output, FOLDER);
  }

  @Override
  public void recorded(LedgerRow row) {
    if (folder == null) {
      return;
    }
    try {
      write(row);
    } catch (IOException e) {
      folder = null;
      LOG.warn(
          "TensorBoard's files can no longer be written; the search goes on: {}", e.toString());
    }
  }

  private void write(LedgerRow row) throws IOException {
    if (row instanceof EpochRow epoch) {
      double at = seconds(epoch.reportedAt());
      long step = Math.round(epoch.epoch() / validateEvery);
      EventFile file = file(epoch.candidateId(), at);
      file.scalar("measured/fitness", step, epoch.fitness(), at);
      optional(file, "measured/train_loss", step, epoch.trainLoss(), at);
      optional(file, "measured/train_accuracy", step, epoch.trainAccuracy(), at);
      optional(file, "measured/valid_loss", step, epoch.validLoss(), at);
      optional(file, "measured/learning_rate", step, epoch.learningRate(), at);
    } else if (row instanceof PredictionRow prediction) {
      double now = seconds(Instant.now());
      long step = Math.round(prediction.epoch() / validateEvery);
      EventFile file = file(prediction.candidateId(), now);
      optional(file, "predicted/fitness_at_the_end", step, prediction.mean(), now);
    } else if (row instanceof EvaluationRow end) {
      EventFile file = open.remove(end.candidateId());
      if (file != null) {
        file.close();
      }
    }
  }

  private static void optional(
      EventFile file, String tag, long step, @Nullable Double value, double at) throws IOException {
    if (value != null && Double.isFinite(value)) {
      file.scalar(tag, step, value, at);
    }
  }

  private EventFile file(String trial, double at) throws IOException {
    EventFile known = open.get(trial);
    if (known != null) {
      return known;
    }
    Path path =
        new Path(
            new Path(folder, trial),
            "events.out.tfevents.%d.rookery.%d".formatted((long) at, System.nanoTime()));
    FileSystem found = path.getFileSystem(conf);
    FileSystem files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
    EventFile made = new EventFile(files.create(path), at);
    open.put(trial, made);
    return made;
  }

  private static double seconds(Instant at) {
    return at.toEpochMilli() / 1e3;
  }

  @Override
  public void close() throws IOException {
    for (EventFile file : open.values()) {
      file.close();
    }
    open.clear();
  }
}

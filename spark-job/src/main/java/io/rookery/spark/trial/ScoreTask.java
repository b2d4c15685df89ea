package io.rookery.spark.trial;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.ModelFolder;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** Scores a trained network once on the test split, and saves it as a model folder. */
final class ScoreTask implements Function<Integer, Double> {

  private static final long serialVersionUID = 1;

  private final TrialSetup setup;
  private final Broadcast<ImageSet> images;
  private final TrialOrder order;
  private final String modelFolder;
  private final SerializableConfiguration hadoop;

  ScoreTask(
      TrialSetup setup,
      Broadcast<ImageSet> images,
      TrialOrder order,
      String modelFolder,
      SerializableConfiguration hadoop) {
    this.setup = setup;
    this.images = images;
    this.order = order;
    this.modelFolder = modelFolder;
    this.hadoop = hadoop;
  }

  @Override
  public Double call(Integer ignored) throws IOException {
    Trainer trainer = Trainers.named(setup.trainer());
    if (trainer.exports()) {
      save(trainer);
    }
    ImageSet set = images.value();
    try (Devices.Lease lease =
            Devices.lend(TaskContext.get(), setup.gpus())
                .orElseThrow(() -> new IOException("cancelled before there was a device"));
        TrainingSession session =
            trainer.open(setup.plan(order), setup.searchId(), set, lease.device(), checkpoint())) {
      if (session.epoch() < order.horizon()) {
        throw new IOException(
            "the newest checkpoint of %s is of epoch %s, its training ended at %s"
                .formatted(order.candidate().id(), session.epoch(), order.horizon()));
      }
      return session.score(set.test());
    }
  }

  private void save(Trainer trainer) throws IOException {
    DataInput checkpoint = checkpoint();
    if (checkpoint == null) {
      throw new IOException("no checkpoint of " + order.candidate().id() + " is left to save");
    }
    new ModelFolder(hadoop.value(), new Path(modelFolder))
        .write(
            ModelFiles.of(
                order.candidate().id(),
                trainer.model(checkpoint, images.value()),
                ModelExports.named("djl")));
  }

  private @Nullable DataInput checkpoint() throws IOException {
    return setup.checkpoints().latest(order.candidate().id(), order.known());
  }
}

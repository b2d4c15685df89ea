package io.rookery.spark.train.djl;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Trains with DJL on PyTorch, one thread a network. */
public final class DjlTrainer implements Trainer {

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException {
    // What is read and checked first costs no native memory when it is wrong.
    Checkpoint from =
        checkpoint == null ? null : Checkpoint.read(checkpoint, Checkpoint.key(plan, images));
    return Torch.run(false, () -> open(plan, key, images, device, from));
  }

  @Override
  public boolean exports() {
    return true;
  }

  @Override
  public TrainedModel model(DataInput checkpoint, ImageSet images) throws IOException {
    return Checkpoint.read(checkpoint).model(images);
  }

  private static DjlSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable Checkpoint from) {
    Learner learner = new Learner(plan, device);
    try {
      DjlSession session =
          new DjlSession(plan, images, DeviceImages.borrow(key, images, device), learner);
      if (from != null) {
        session.restore(from);
      }
      return session;
    } catch (RuntimeException | OutOfMemoryError e) {
      // Whatever went wrong, nothing stays allocated.
      learner.close();
      throw e;
    }
  }
}

package io.rookery.spark.train.djl;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.Scorer;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Trains with DJL on PyTorch, one thread a network. */
public final class DjlTrainer implements Trainer {

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public int gpus() {
    return Torch.gpus();
  }

  @Override
  public String probe(Device device) {
    return Torch.probe(device);
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException {
    // What is read and checked first costs no native memory when it is wrong.
    Beginning beginning = Beginning.fresh(plan);
    if (checkpoint != null) {
      Checkpoint from = Checkpoint.read(checkpoint, Checkpoint.key(plan, images));
      beginning = beginning.resumed(from, plan);
    }
    return begin(plan, key, images, device, beginning);
  }

  @Override
  public TrainingSession inherit(
      TrainingPlan plan,
      String key,
      ImageSet images,
      Device device,
      DataInput parent,
      @Nullable Inheritance inheritance)
      throws IOException {
    Checkpoint from = Checkpoint.read(parent);
    Beginning fresh = Beginning.fresh(plan);
    Beginning beginning =
        inheritance == null
            ? fresh.continued(from, plan)
            : fresh.inherited(from, plan.architecture(), inheritance);
    return begin(plan, key, images, device, beginning);
  }

  @Override
  public boolean exports() {
    return true;
  }

  @Override
  public TrainedModel model(DataInput checkpoint, ImageSet images) throws IOException {
    return Checkpoint.read(checkpoint).model(images);
  }

  @Override
  public TrainedModel load(ModelFiles files) throws IOException {
    return SavedModel.read(files);
  }

  @Override
  public Scorer scorer(TrainedModel model, Device device) throws IOException {
    return new DjlScorer(model, device);
  }

  private static TrainingSession begin(
      TrainingPlan plan, String key, ImageSet images, Device device, Beginning beginning) {
    return Torch.run(
        false,
        () -> {
          Learner learner =
              new Learner(
                  plan,
                  beginning.network(),
                  beginning.parameters(),
                  beginning.statistics(),
                  device);
          try {
            DjlSession session =
                new DjlSession(plan, images, DeviceImages.borrow(key, images, device), learner);
            if (beginning.checkpoint() != null) {
              session.restore(beginning.checkpoint());
            }
            return session;
          } catch (RuntimeException | OutOfMemoryError e) {
            // Whatever went wrong, nothing stays allocated.
            learner.close();
            throw e;
          }
        });
  }

  /**
   * What a training begins with.
   *
   * @param parameters first ones
   * @param statistics first running means and variances
   * @param checkpoint what it goes on from; null: it begins at epoch 0
   */
  private record Beginning(
      Network network, float[] parameters, float[] statistics, @Nullable Checkpoint checkpoint) {

    static Beginning fresh(TrainingPlan plan) {
      Network network = new Network(plan.architecture());
      RandomGenerator random = Seeds.generator(plan.seed(), Seeds.Use.WEIGHTS);
      return new Beginning(
          network, network.parameters().start(random), network.statistics().start(random), null);
    }

    Beginning resumed(Checkpoint from, TrainingPlan plan) throws IOException {
      from.check(network, Descent.vectors(plan.recipe().optimizer()));
      return new Beginning(network, parameters, statistics, from);
    }

    /** Goes on with another training of the same network. */
    Beginning continued(Checkpoint from, TrainingPlan plan) throws IOException {
      Architecture before = from.network();
      Architecture now = plan.architecture();
      if (!before.input().equals(now.input()) || !before.nodes().equals(now.nodes())) {
        throw new IOException("the parent's checkpoint is of another network");
      }
      return resumed(from, plan);
    }

    Beginning inherited(Checkpoint from, Architecture child, Inheritance inheritance)
        throws IOException {
      Network parent = new Network(from.network());
      from.check(parent, -1);
      try {
        new Heritage(parent, from, child, inheritance).into(network, parameters, statistics);
      } catch (IllegalArgumentException e) {
        throw new IOException("the parent's weights do not fit: " + e.getMessage(), e);
      }
      return this;
    }
  }
}

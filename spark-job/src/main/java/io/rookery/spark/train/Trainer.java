package io.rookery.spark.train;

import io.rookery.nas.Inheritance;
import io.rookery.spark.data.ImageSet;
import java.io.DataInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Opens trainings of networks on one kind of machine. Found by {@link java.util.ServiceLoader} on
 * the executor; safe to call from several task threads at once.
 */
public interface Trainer {

  /** The name in {@code rookery.trainer}. */
  String name();

  /** GPUs that this JVM can train on; asked of the driver in local mode. */
  default int gpus() {
    return 0;
  }

  /**
   * Proves that a network can be trained on a device, and says with what: engine, version, flavour.
   *
   * @throws RuntimeException that says what is missing
   */
  default String probe(Device device) {
    return name() + " on " + device;
  }

  /**
   * A training, ready for its next epoch.
   *
   * @param key names the images: sessions of one JVM and device that give equal keys share one copy
   *     of them
   * @param images all splits
   * @param checkpoint what {@link TrainingSession#save} wrote of the same plan, or null to begin at
   *     epoch 0
   * @throws IOException if the checkpoint cannot be read, or is of another plan
   * @throws OutOfMemoryError if the device has no room, with nothing left allocated
   */
  TrainingSession open(
      TrainingPlan plan, String key, ImageSet images, Device device, @Nullable DataInput checkpoint)
      throws IOException;

  /** Whether {@link #model} gives this trainer's networks. */
  default boolean exports() {
    return false;
  }

  /**
   * A training that begins with the weights of another one.
   *
   * @param parent what {@link TrainingSession#save} wrote of the other one
   * @param inheritance how its weights become this network's, which then begins at epoch 0; null:
   *     it is the same network, and the training goes on where the checkpoint ends, epochs and
   *     optimizer included
   * @throws IOException if the checkpoint cannot be read, or does not fit
   * @throws UnsupportedOperationException if this trainer cannot
   * @throws OutOfMemoryError if the device has no room, with nothing left allocated
   */
  default TrainingSession inherit(
      TrainingPlan plan,
      String key,
      ImageSet images,
      Device device,
      DataInput parent,
      @Nullable Inheritance inheritance)
      throws IOException {
    throw new UnsupportedOperationException(
        "networks of the trainer '%s' cannot inherit weights".formatted(name()));
  }

  /**
   * The network a checkpoint holds, for export; works on the driver, without a device.
   *
   * @param images the set it was trained on
   * @throws IOException if the checkpoint cannot be read
   * @throws UnsupportedOperationException if this trainer's networks cannot be exported
   */
  default TrainedModel model(DataInput checkpoint, ImageSet images) throws IOException {
    throw new UnsupportedOperationException(
        "networks of the trainer '%s' cannot be exported".formatted(name()));
  }

  /**
   * The network in a model folder, as its {@link ModelExport} of this trainer's name writes it.
   *
   * @throws IOException if a file is missing, damaged or of a newer version; the message names it
   * @throws UnsupportedOperationException if this trainer's networks cannot be exported
   */
  default TrainedModel load(ModelFiles files) throws IOException {
    throw new UnsupportedOperationException(
        "networks of the trainer '%s' cannot be loaded".formatted(name()));
  }

  /**
   * A trained network on a device, ready to be shown images.
   *
   * @throws IOException if the weights are not those of its architecture
   * @throws UnsupportedOperationException if this trainer's networks cannot be loaded
   * @throws OutOfMemoryError if the device has no room, with nothing left allocated
   */
  default Scorer scorer(TrainedModel model, Device device) throws IOException {
    throw new UnsupportedOperationException(
        "networks of the trainer '%s' cannot be scored with".formatted(name()));
  }
}

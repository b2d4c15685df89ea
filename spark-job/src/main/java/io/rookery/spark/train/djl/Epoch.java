package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.rookery.spark.train.Augmentation;
import io.rookery.spark.train.TrainingPlan;

/**
 * One epoch's order and variations of the training images: a function of the seed and the epoch, so
 * a resumed training sees what the first one would have seen.
 */
final class Epoch implements AutoCloseable {

  private final NDManager manager;
  private final DeviceImages images;
  private final NDArray order;
  private final Augmenter augmenter;

  Epoch(TrainingPlan plan, long number, DeviceImages images, NDManager session) {
    this.images = images;
    manager = session.newSubManager();
    int size = images.train().size();
    int[] drawn = Seeds.order(size, Seeds.generator(plan.seed(), Seeds.Use.ORDER, number));
    order = Upload.longs(manager, java.util.Arrays.stream(drawn).asLongStream().toArray());
    Augmentation augmentation = plan.settings().augmentation();
    Variations variations =
        Variations.draw(
            augmentation,
            images.shape(),
            size,
            Seeds.generator(plan.seed(), Seeds.Use.AUGMENTATION, number));
    augmenter = new Augmenter(augmentation, images.shape(), variations, manager);
  }

  /**
   * What the network learns from in one step.
   *
   * @param images normalised and varied, (image, channel, row, column)
   * @param labels one an image
   */
  record Examples(NDArray images, NDArray labels) {}

  /** The epoch's images {@code from} to before {@code to}, in the batch's manager. */
  Examples examples(int from, int to, NDManager batch) {
    NDArray numbers = Torch.slice(order, 0, from, to, 1);
    numbers.attach(batch);
    DeviceSplit.Batch picked = images.train().pick(numbers, images.shape());
    NDArray moved = augmenter.moved(picked.pixels(), from, to);
    NDArray seen = augmenter.cut(images.normalised(moved), from, to);
    return new Examples(seen, picked.labels());
  }

  @Override
  public void close() {
    manager.close();
  }
}

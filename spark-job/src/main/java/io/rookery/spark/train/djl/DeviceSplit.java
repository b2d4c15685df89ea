package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.spark.data.ImageSet;

/**
 * A split on the device, as bytes.
 *
 * @param pixels (image, channel · row · column), unsigned bytes
 * @param labels one an image, 64-bit
 */
record DeviceSplit(NDArray pixels, NDArray labels) {

  static DeviceSplit upload(NDManager manager, ImageSet.Split split) {
    long[] labels = new long[split.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = split.labels()[i];
    }
    NDArray pixels = Upload.bytes(manager, split.pixels(), split.size());
    return new DeviceSplit(pixels, Upload.longs(manager, labels));
  }

  int size() {
    return (int) labels.size();
  }

  /**
   * Images and labels of one mini-batch; both belong to its manager.
   *
   * @param pixels (image, channel, row, column), unsigned bytes
   * @param labels one an image
   */
  record Batch(NDArray pixels, NDArray labels) {}

  /** Images {@code from} to before {@code to} in their order; shares the split's memory. */
  Batch range(NDManager manager, int from, int to, io.rookery.nas.Shape shape) {
    NDArray rows = Torch.slice(pixels, 0, from, to, 1);
    NDArray some = Torch.slice(labels, 0, from, to, 1);
    rows.attach(manager);
    some.attach(manager);
    return new Batch(rows.reshape(images(to - from, shape)), some);
  }

  /** The images of these numbers. */
  Batch pick(NDArray numbers, io.rookery.nas.Shape shape) {
    NDArray rows = Torch.rows(pixels, numbers);
    NDArray some = labels.gather(numbers, 0);
    some.attach(numbers.getManager());
    return new Batch(rows.reshape(images((int) numbers.size(), shape)), some);
  }

  private static Shape images(int count, io.rookery.nas.Shape shape) {
    return new Shape(count, shape.channels(), shape.height(), shape.width());
  }
}

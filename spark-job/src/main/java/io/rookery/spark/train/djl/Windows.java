package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Operation.Subsample;
import io.rookery.nas.Padding;

/**
 * Sliding windows with the padding the engine has no words for: it knows one number a dimension,
 * and in poolings at most half a window.
 */
final class Windows {

  private Windows() {}

  static boolean even(Padding padding) {
    return padding.top() == padding.bottom() && padding.left() == padding.right();
  }

  /** Of an even padding. */
  static Shape shape(Padding padding) {
    return new Shape(padding.top(), padding.left());
  }

  static NDArray pad(NDArray input, Padding padding, double value) {
    return Torch.pad(
        input,
        new long[] {padding.left(), padding.right(), padding.top(), padding.bottom()},
        value);
  }

  static NDArray pool(NDArray input, Pooling pooling) {
    Shape kernel = new Shape(pooling.kernelHeight(), pooling.kernelWidth());
    boolean max = pooling.kind() == Pooling.Kind.MAX;
    if (pooling.padding().equals(Padding.NONE) || max && small(pooling)) {
      return pool(input, pooling, kernel, shape(pooling.padding()));
    }
    try (NDArray padded = pad(input, pooling.padding(), max ? Double.NEGATIVE_INFINITY : 0)) {
      NDArray pooled = pool(padded, pooling, kernel, new Shape(0, 0));
      if (max) {
        return pooled;
      }
      // The engine's own means count zeros of the padding, whatever it is told.
      try (pooled;
          NDArray share = shareInside(input, pooling, kernel)) {
        return pooled.div(share);
      }
    }
  }

  /** Whether a padding is one the engine's largest values can take. */
  private static boolean small(Pooling pooling) {
    Padding padding = pooling.padding();
    return even(padding)
        && 2 * padding.top() <= pooling.kernelHeight()
        && 2 * padding.left() <= pooling.kernelWidth();
  }

  private static NDArray pool(NDArray input, Pooling pooling, Shape kernel, Shape padding) {
    return pooling.kind() == Pooling.Kind.MAX
        ? Torch.maxPool(input, kernel, pooling.stride(), padding)
        : Torch.averagePool(input, kernel, pooling.stride());
  }

  /** Share of each window's elements that are no padding. */
  private static NDArray shareInside(NDArray input, Pooling pooling, Shape kernel) {
    Shape image = new Shape(1, 1, input.getShape().get(2), input.getShape().get(3));
    try (NDArray ones = Torch.full(input.getManager(), image, 1, input.getDevice());
        NDArray padded = pad(ones, pooling.padding(), 0)) {
      return Torch.averagePool(padded, kernel, pooling.stride());
    }
  }

  static NDArray subsample(NDArray input, Subsample subsample, io.rookery.nas.Shape out) {
    int stride = subsample.stride();
    long height = input.getShape().get(2);
    long width = input.getShape().get(3);
    long top = Math.min(subsample.offset(), height);
    long left = Math.min(subsample.offset(), width);
    try (NDArray rows = Torch.slice(input, 2, top, height, stride);
        NDArray both = Torch.slice(rows, 3, left, width, stride)) {
      long down = out.height() - both.getShape().get(2);
      long right = out.width() - both.getShape().get(3);
      return Torch.pad(both, new long[] {0, right, 0, down}, 0);
    }
  }
}

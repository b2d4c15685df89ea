package io.rookery.nas;

import java.util.List;

/**
 * Checks that operations share; what fails is an {@link InvalidArchitecture} that shows what was
 * given.
 */
final class Checks {

  private Checks() {}

  static void atLeastOne(String what, int value) {
    if (value < 1) {
      throw new InvalidArchitecture(what + " must be at least 1: " + value);
    }
  }

  static void rate(String what, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new InvalidArchitecture(what + " must be in [0, 1): " + value);
    }
  }

  static Shape one(List<Shape> inputs) {
    if (inputs.size() != 1) {
      throw new InvalidArchitecture("takes one input, found " + inputs.size());
    }
    return inputs.get(0);
  }

  /** The shape that all of one or more inputs have: they are summed. */
  static Shape alike(List<Shape> inputs) {
    if (inputs.isEmpty() || inputs.stream().distinct().count() != 1) {
      throw new InvalidArchitecture("a sum takes inputs of one shape, found " + inputs);
    }
    return inputs.get(0);
  }

  /** The first of one or more inputs of one height and width: they are concatenated. */
  static Shape oneExtent(List<Shape> inputs) {
    boolean one =
        inputs.stream().map(shape -> List.of(shape.height(), shape.width())).distinct().count()
            == 1;
    if (!one) {
      throw new InvalidArchitecture(
          "a concatenation takes inputs of one height and width, found " + inputs);
    }
    return inputs.get(0);
  }

  static void divides(int groups, int channels, int filters) {
    if (channels % groups != 0 || filters % groups != 0) {
      throw new InvalidArchitecture(
          "%d groups must divide %d channels and %d filters".formatted(groups, channels, filters));
    }
  }

  static void lessThanKernel(Padding padding, int kernelHeight, int kernelWidth) {
    if (Math.max(padding.top(), padding.bottom()) >= kernelHeight
        || Math.max(padding.left(), padding.right()) >= kernelWidth) {
      throw new InvalidArchitecture(
          "padding of a pooling must be less than its kernel: %s, kernel %d x %d"
              .formatted(padding, kernelHeight, kernelWidth));
    }
  }

  /** Outputs of a sliding window along one dimension. */
  static int window(int size, int kernel, int stride, int padding, int dilation) {
    int reach = dilation * (kernel - 1) + 1;
    if (size + padding < reach) {
      throw new InvalidArchitecture(
          "a window of %d does not fit %d rows or columns with %d of padding"
              .formatted(reach, size, padding));
    }
    return (size + padding - reach) / stride + 1;
  }
}

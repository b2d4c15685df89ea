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

package io.rookery.spark.train.djl;

import io.rookery.nas.Operation;

/** Parameters with which an operation gives what it reads: Net2DeeperNet's new layers. */
final class PassingOn {

  private PassingOn() {}

  /** Fills one piece of an operation, by its role. */
  static void fill(Operation operation, String role, Heritage.Matrix to) {
    switch (role) {
      case "weight" -> weight(operation, to);
      case "scale" -> constant(to, Math.sqrt(1 + ((Operation.BatchNorm) operation).epsilon()));
      case "variance" -> constant(to, 1);
      case "bias", "shift", "mean" -> constant(to, 0);
      default -> throw new IllegalArgumentException("no layer that passes on: " + operation);
    }
  }

  private static void constant(Heritage.Matrix to, double value) {
    for (int row = 0; row < to.rows(); row++) {
      for (int column = 0; column < to.columns(); column++) {
        to.set(row, column, (float) value);
      }
    }
  }

  private static void weight(Operation operation, Heritage.Matrix to) {
    constant(to, 0);
    if (operation instanceof Operation.Convolution c) {
      int inputsPerGroup = to.columns() / (c.kernelHeight() * c.kernelWidth());
      boolean square =
          inputsPerGroup * c.groups() == c.filters()
              && c.strideHeight() == 1
              && c.strideWidth() == 1;
      int row = c.padding().top() / c.dilation();
      int column = c.padding().left() / c.dilation();
      if (!square || row >= c.kernelHeight() || column >= c.kernelWidth()) {
        throw new IllegalArgumentException("cannot pass its input on: " + c);
      }
      for (int filter = 0; filter < to.rows(); filter++) {
        // The tap that reads the place it writes, of the channel it writes.
        int channel = filter % inputsPerGroup;
        to.set(filter, (channel * c.kernelHeight() + row) * c.kernelWidth() + column, 1);
      }
    } else {
      if (to.rows() != to.columns()) {
        throw new IllegalArgumentException("cannot pass its input on: " + operation);
      }
      for (int unit = 0; unit < to.rows(); unit++) {
        to.set(unit, unit, 1);
      }
    }
  }
}

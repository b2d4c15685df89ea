package io.rookery.nas.space;

import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Activation;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Padding;
import io.rookery.nas.Shape;

/** Operations that several decoders use, by the names people give them. */
final class Layers {

  private Layers() {}

  static Operation relu() {
    return new Activation(Activation.Kind.RELU);
  }

  /** Window 2 × 2, stride 2. */
  static Operation halved() {
    return Pooling.square(Pooling.Kind.MAX, 2, 2, 0);
  }

  static Operation globalMean() {
    return new Operation.GlobalPooling(Pooling.Kind.AVERAGE);
  }

  /** A square convolution with "same" padding and, as no batch norm follows, a bias. */
  static Convolution same(Shape input, int filters, int kernel, boolean bias) {
    Padding padding = Padding.same(input, kernel, kernel, 1, 1);
    return new Convolution(filters, kernel, kernel, 1, padding, 1, 1, bias, null);
  }
}

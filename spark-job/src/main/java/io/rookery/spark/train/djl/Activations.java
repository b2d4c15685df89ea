package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.internal.NDArrayEx;
import io.rookery.nas.Operation.Activation;

/** The elementwise functions. */
final class Activations {

  private Activations() {}

  static NDArray apply(Activation.Kind kind, NDArray x) {
    NDArrayEx functions = x.getNDArrayInternal();
    return switch (kind) {
      case RELU -> functions.relu();
      case CRELU -> crelu(x);
      case LEAKY_RELU -> functions.leakyRelu((float) Activation.LEAK);
      case SIGMOID -> functions.sigmoid();
      case TANH -> functions.tanh();
      case SWISH -> swish(x);
      case GELU -> functions.gelu();
    };
  }

  private static NDArray crelu(NDArray x) {
    try (NDArray negative = x.neg();
        NDArray both = Torch.concat(java.util.List.of(x, negative), 1)) {
      return both.getNDArrayInternal().relu();
    }
  }

  private static NDArray swish(NDArray x) {
    try (NDArray gate = x.getNDArrayInternal().sigmoid()) {
      return x.mul(gate);
    }
  }
}

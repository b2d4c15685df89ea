package io.rookery.nas.space;

import io.rookery.nas.Blueprint;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Padding;
import java.util.List;

/**
 * The operations of NSGA-Net's micro space, those of DARTS (Liu et al. 2019, arXiv 1806.09055) and
 * two more; each keeps its input's channels.
 */
final class MicroOperations {

  static final List<String> NAMES =
      List.of(
          "max_pool_3x3",
          "avg_pool_3x3",
          "skip_connect",
          "sep_conv_3x3",
          "sep_conv_5x5",
          "dil_conv_3x3",
          "dil_conv_5x5",
          "sep_conv_7x7",
          "conv_7x1_1x7");

  private static final int SKIP = 2;

  private MicroOperations() {}

  /** Adds an operation and returns its last node; at stride 1 a skip is its input itself. */
  static int add(Blueprint blueprint, int operation, int from, int stride) {
    return switch (operation) {
      case 0 -> blueprint.add(Pooling.square(Pooling.Kind.MAX, 3, stride, 1), from);
      case 1 -> blueprint.add(Pooling.square(Pooling.Kind.AVERAGE, 3, stride, 1), from);
      case SKIP -> stride == 1 ? from : reduced(blueprint, from, channels(blueprint, from));
      case 3 -> separable(blueprint, from, 3, stride);
      case 4 -> separable(blueprint, from, 5, stride);
      case 5 -> dilated(blueprint, from, 3, stride);
      case 6 -> dilated(blueprint, from, 5, stride);
      case 7 -> separable(blueprint, from, 7, stride);
      case 8 -> factorised(blueprint, from, stride);
      default -> throw new IllegalArgumentException("no operation has the number " + operation);
    };
  }

  /** Whether training may drop this path: not where it is its input itself. */
  static boolean droppable(int operation, int stride) {
    return operation != SKIP || stride > 1;
  }

  private static int channels(Blueprint blueprint, int node) {
    return blueprint.shape(node).channels();
  }

  /** ReLU, 1x1 convolution, batch norm. */
  static int projected(Blueprint blueprint, int from, int channels) {
    return blueprint.chain(
        from, Layers.relu(), Convolution.square(channels, 1, 1, 0), new BatchNorm());
  }

  /**
   * Factorised reduction: half the channels from the even rows and columns, half from the odd ones.
   */
  static int reduced(Blueprint blueprint, int from, int channels) {
    int active = blueprint.add(Layers.relu(), from);
    int even =
        blueprint.chain(
            active, new Operation.Subsample(2, 0), Convolution.square(channels / 2, 1, 1, 0));
    int odd =
        blueprint.chain(
            active, new Operation.Subsample(2, 1), Convolution.square(channels / 2, 1, 1, 0));
    return blueprint.add(new BatchNorm(), blueprint.add(new Operation.Concat(), even, odd));
  }

  /** Twice ReLU, depthwise and 1x1 convolution, batch norm; the stride is the first one's. */
  private static int separable(Blueprint blueprint, int from, int kernel, int stride) {
    int once = depthwise(blueprint, from, kernel, stride, 1);
    return depthwise(blueprint, once, kernel, 1, 1);
  }

  private static int dilated(Blueprint blueprint, int from, int kernel, int stride) {
    return depthwise(blueprint, from, kernel, stride, 2);
  }

  private static int depthwise(
      Blueprint blueprint, int from, int kernel, int stride, int dilation) {
    int channels = channels(blueprint, from);
    Padding padding = Padding.of(dilation * (kernel / 2));
    return blueprint.chain(
        from,
        Layers.relu(),
        new Convolution(channels, kernel, kernel, stride, padding, dilation, channels, false, null),
        Convolution.square(channels, 1, 1, 0),
        new BatchNorm());
  }

  /** ReLU, 1x7 and 7x1 convolution, batch norm; each convolution strides along its own length. */
  private static int factorised(Blueprint blueprint, int from, int stride) {
    int channels = channels(blueprint, from);
    return blueprint.chain(
        from,
        Layers.relu(),
        new Convolution(channels, 1, 7, 1, stride, new Padding(0, 0, 3, 3), 1, 1, false, null),
        new Convolution(channels, 7, 1, stride, 1, new Padding(3, 3, 0, 0), 1, 1, false, null),
        new BatchNorm());
  }
}

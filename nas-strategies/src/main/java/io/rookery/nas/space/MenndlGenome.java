package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A MENNDL genome: convolutions, dense layers, and how the network is trained. */
record MenndlGenome(List<Convolution> convolutions, List<Dense> dense, Training training) {

  /** Bit of a convolution's options: a batch norm follows. Assumed: its meaning is not known. */
  static final int BATCH_NORM = 1;

  /** Bit of a convolution's options: a max-pooling follows. */
  static final int POOLING = 2;

  /** Bit of a convolution's options: dropout follows. */
  static final int DROPOUT = 4;

  MenndlGenome {
    convolutions = List.copyOf(convolutions);
    dense = List.copyOf(dense);
  }

  /** A convolution and what follows it; genes that its options do not use stay with it. */
  record Convolution(
      int kernel,
      int stride,
      int padding,
      int filters,
      int options,
      int poolKernel,
      int poolStride,
      int poolPadding,
      double dropout) {

    Convolution {
      boolean windows = kernel >= 1 && stride >= 1 && padding >= 0 && filters >= 1;
      boolean pools = poolKernel >= 0 && poolStride >= 0 && poolPadding >= 0;
      boolean used = (options & POOLING) == 0 || (poolKernel >= 1 && poolStride >= 1);
      if (!windows || !pools || !used || !(dropout >= 0 && dropout < 1)) {
        throw new InvalidArchitecture(
            "kernels, strides and filters are at least 1, paddings at least 0, dropout is in"
                + " [0, 1); found kernel %d, stride %d, padding %d, filters %d, pooling %d, %d, %d,"
                    .formatted(
                        kernel, stride, padding, filters, poolKernel, poolStride, poolPadding)
                + " dropout "
                + dropout);
      }
      if (options < 1 || options > 7) {
        throw new InvalidArchitecture("options must be in [1, 7]: " + options);
      }
    }

    boolean has(int option) {
      return (options & option) != 0;
    }

    /**
     * The same, made to fit an image: windows at most as large as what they slide over, a pooling's
     * padding at most half its window, genes without use 0.
     */
    Convolution fitted(Shape image) {
      int side = Math.min(image.height(), image.width());
      int fittedKernel = Math.min(kernel, side + 2 * padding);
      int output = (side + 2 * padding - fittedKernel) / stride + 1;
      int fittedPool = has(POOLING) ? Math.min(poolKernel, output) : 0;
      return new Convolution(
          fittedKernel,
          stride,
          padding,
          filters,
          options,
          fittedPool,
          has(POOLING) ? poolStride : 0,
          Math.min(poolPadding, fittedPool / 2),
          has(DROPOUT) ? dropout : 0);
    }

    @Override
    public String toString() {
      return "conv(%d,%d,%d,%d,%d,%d,%d,%d,%s)"
          .formatted(
              kernel,
              stride,
              padding,
              filters,
              options,
              poolKernel,
              poolStride,
              poolPadding,
              dropout);
    }
  }

  /** A dense layer and the dropout after it. */
  record Dense(int units, double dropout) {
    @Override
    public String toString() {
      return "dense(" + units + "," + dropout + ")";
    }
  }

  /** Constants of stochastic gradient descent. */
  record Training(
      int batchSize, double learningRate, double momentum, double dampening, double weightDecay) {
    @Override
    public String toString() {
      return "sgd(%d,%s,%s,%s,%s)"
          .formatted(batchSize, learningRate, momentum, dampening, weightDecay);
    }
  }

  /** Text form: layers separated by spaces, the training last. */
  String text() {
    return Stream.of(convolutions.stream(), dense.stream(), Stream.of(training))
        .flatMap(parts -> parts)
        .map(Object::toString)
        .collect(Collectors.joining(" "));
  }

  static MenndlGenome read(String text) {
    List<Convolution> convolutions = new ArrayList<>();
    List<Dense> dense = new ArrayList<>();
    List<Call> calls = Stream.of(text.split(" ", -1)).map(Call::read).toList();
    for (Call call : calls.subList(0, calls.size() - 1)) {
      if (call.name().equals("conv") && dense.isEmpty()) {
        convolutions.add(convolution(call.with(9)));
      } else if (call.name().equals("dense")) {
        dense.add(new Dense(call.with(2).integer(0), call.number(1)));
      } else {
        throw new InvalidArchitecture(
            "conv(…) comes first, then dense(…), found '%s'".formatted(text));
      }
    }
    Call last = calls.get(calls.size() - 1);
    if (convolutions.isEmpty() || !last.name().equals("sgd")) {
      throw new InvalidArchitecture(
          "a conv(…) comes first, and sgd(…) last, found '%s'".formatted(text));
    }
    last.with(5);
    return new MenndlGenome(
        convolutions,
        dense,
        new Training(
            last.integer(0), last.number(1), last.number(2), last.number(3), last.number(4)));
  }

  private static Convolution convolution(Call call) {
    return new Convolution(
        call.integer(0),
        call.integer(1),
        call.integer(2),
        call.integer(3),
        call.integer(4),
        call.integer(5),
        call.integer(6),
        call.integer(7),
        call.number(8));
  }
}

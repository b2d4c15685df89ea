package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;

/** A layer of an EvoCNN genome; each text form is its letters and its genes. */
sealed interface EvoLayer {

  /** Mean and standard deviation of a layer's first weights: the method's novelty. */
  record Weights(double mean, double deviation) {

    public Weights {
      if (!(mean >= -1 && mean <= 1 && deviation >= 0 && deviation <= 1)) {
        throw new InvalidArchitecture(
            "weights need a mean in [-1, 1] and a deviation in [0, 1]: %s, %s"
                .formatted(mean, deviation));
      }
    }

    @Override
    public String toString() {
      return mean + "," + deviation;
    }
  }

  /** A convolution with "same" padding. */
  record Convolution(int kernel, int filters, Weights weights) implements EvoLayer {
    @Override
    public String toString() {
      return "conv(" + kernel + "," + filters + "," + weights + ")";
    }
  }

  /**
   * A pooling.
   *
   * @param exponent its window and stride are 2 to this power
   * @param kind below ½ it takes the largest value, else the mean
   */
  record Pooling(int exponent, double kind) implements EvoLayer {

    public Pooling {
      if (!(kind >= 0 && kind <= 1)) {
        throw new InvalidArchitecture("the kind of a pooling must be in [0, 1]: " + kind);
      }
    }

    @Override
    public String toString() {
      return "pool(" + exponent + "," + kind + ")";
    }
  }

  /** A dense layer. */
  record Dense(int units, Weights weights) implements EvoLayer {
    @Override
    public String toString() {
      return "dense(" + units + "," + weights + ")";
    }
  }

  /** Whether it is a convolution or a pooling: these come before the dense layers. */
  default boolean spatial() {
    return !(this instanceof Dense);
  }

  /** The layer of a text form. */
  static EvoLayer read(String text) {
    Call call = Call.read(text);
    return switch (call.name()) {
      case "conv" -> new Convolution(call.with(4).integer(0), call.integer(1), weights(call, 2));
      case "pool" -> new Pooling(call.with(2).integer(0), call.number(1));
      case "dense" -> new Dense(call.with(3).integer(0), weights(call, 1));
      default ->
          throw new InvalidArchitecture(
              "a layer is conv(kernel,filters,mean,deviation), pool(exponent,kind) or"
                  + " dense(units,mean,deviation), found '%s'".formatted(text));
    };
  }

  /** Two arguments of a call. */
  static Weights weights(Call call, int from) {
    return new Weights(call.number(from), call.number(from + 1));
  }
}

package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    Matcher matcher = Form.LAYER.matcher(text);
    if (matcher.matches()) {
      String[] genes = matcher.group(2).split(",", -1);
      try {
        if (matcher.group(1).equals("conv") && genes.length == 4) {
          return new Convolution(
              Integer.parseInt(genes[0]), Integer.parseInt(genes[1]), weights(genes, 2));
        } else if (matcher.group(1).equals("pool") && genes.length == 2) {
          return new Pooling(Integer.parseInt(genes[0]), Double.parseDouble(genes[1]));
        } else if (matcher.group(1).equals("dense") && genes.length == 3) {
          return new Dense(Integer.parseInt(genes[0]), weights(genes, 1));
        }
      } catch (NumberFormatException e) {
        throw new InvalidArchitecture("no number: '%s'".formatted(text));
      }
    }
    throw new InvalidArchitecture(
        "a layer is conv(kernel,filters,mean,deviation), pool(exponent,kind) or"
            + " dense(units,mean,deviation), found '%s'".formatted(text));
  }

  private static Weights weights(String[] genes, int from) {
    return new Weights(Double.parseDouble(genes[from]), Double.parseDouble(genes[from + 1]));
  }

  /** Text forms. */
  final class Form {
    private static final Pattern LAYER = Pattern.compile("(conv|pool|dense)\\(([-+0-9.E,]+)\\)");

    private Form() {}
  }
}

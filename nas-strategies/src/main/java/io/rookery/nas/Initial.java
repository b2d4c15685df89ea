package io.rookery.nas;

import java.io.Serializable;

/**
 * How a layer's parameters begin, where the genome says so (EvoCNN): weights from a normal
 * distribution truncated at two standard deviations, one constant for the bias.
 *
 * @param mean of the weights
 * @param deviation standard deviation of the weights, 0 or more
 * @param bias value of every bias
 */
public record Initial(double mean, double deviation, double bias) implements Serializable {

  public Initial {
    if (!(deviation >= 0) || Double.isInfinite(deviation)) {
      throw new InvalidArchitecture(
          "deviation of the initial weights must be finite and not negative: " + deviation);
    }
  }
}

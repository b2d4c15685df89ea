package io.rookery.nas.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Draws with chances in proportion to weights; where all weights are 0, with equal chances. */
final class Roulette<T> {

  private final List<T> items;

  /** Sums of the weights up to and including each item. */
  private final double[] sums;

  /** A wheel; weights are finite and not negative. */
  Roulette(List<T> items, ToDoubleFunction<T> weight) {
    this.items = List.copyOf(items);
    this.sums = new double[items.size()];
    double sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += weight.applyAsDouble(items.get(i));
      sums[i] = sum;
    }
  }

  T spin(RandomGenerator random) {
    double total = sums[sums.length - 1];
    if (!(total > 0)) {
      return Draws.one(items, random);
    }
    double at = random.nextDouble() * total;
    int found = Arrays.binarySearch(sums, at);
    // An item of weight 0 ends where the one before it ends, so the first sum above is meant.
    int index = found >= 0 ? found + 1 : -found - 1;
    while (sums[index] <= at) {
      index++;
    }
    return items.get(index);
  }
}

package io.rookery.predictor.bayes;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The networks that reached one stage. The features of those that trained beyond it are kept in the
 * order in which the networks first left training: they cannot change, so they are computed once.
 */
final class Cohort {

  /** Of the networks that trained beyond the stage, a row each. */
  final Columns features;

  /** Those that ended there. */
  final Set<Learned> ended = new LinkedHashSet<>();

  private int[] numbers = {};

  Cohort(int features) {
    this.features = new Columns(features);
  }

  int size() {
    return features.rows();
  }

  /** The number of each row's network, in increasing order. */
  int[] numbers() {
    return Arrays.copyOf(numbers, size());
  }

  /** A network trained beyond the stage. */
  void put(int number, double[] row) {
    int at = -1 - Arrays.binarySearch(numbers, 0, size(), number);
    int behind = size() - at;
    features.insert(at, row);
    if (size() > numbers.length) {
      numbers = Arrays.copyOf(numbers, size() + size() / 2);
    }
    System.arraycopy(numbers, at, numbers, at + 1, behind);
    numbers[at] = number;
  }

  /** A network did not train beyond the stage after all: it began again, and ended earlier. */
  void remove(int number) {
    int at = Arrays.binarySearch(numbers, 0, size(), number);
    features.remove(at);
    System.arraycopy(numbers, at + 1, numbers, at, size() - at);
  }
}

package io.rookery.nas.space;

import java.util.List;

/** Checks of settings; the message shows the value and the range. */
final class Ranges {

  private Ranges() {}

  static void within(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new IllegalArgumentException(
          "%s must be in [%d, %d]: %d".formatted(name, low, high, value));
    }
  }

  static void within(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new IllegalArgumentException(
          "%s must be in [%s, %s]: %s".formatted(name, low, high, value));
    }
  }

  /** A lower and an upper bound as a list of two, both within [low, high]. */
  static List<Integer> bounds(String name, List<Integer> bounds, int low, int high) {
    if (bounds.size() != 2
        || bounds.get(0) < low
        || bounds.get(0) > bounds.get(1)
        || bounds.get(1) > high) {
      throw new IllegalArgumentException(
          "%s must be two ascending numbers in [%d, %d]: %s".formatted(name, low, high, bounds));
    }
    return List.copyOf(bounds);
  }

  /** A lower and an upper bound, both within [low, high]. */
  static void bounds(String name, double lower, double upper, double low, double high) {
    if (!(low <= lower && lower <= upper && upper <= high)) {
      throw new IllegalArgumentException(
          "%s must satisfy %s <= lower <= upper <= %s: %s, %s"
              .formatted(name, low, high, lower, upper));
    }
  }
}

package io.rookery.nas.space;

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

  /** A lower and an upper bound, both within [low, high]. */
  static void ordered(String name, double lower, double upper, double low, double high) {
    if (!(low <= lower && lower <= upper && upper <= high)) {
      throw new IllegalArgumentException(
          "%s: bounds must satisfy %s <= lower <= upper <= %s: %s, %s"
              .formatted(name, low, high, lower, upper));
    }
  }
}

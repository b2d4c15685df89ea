package io.rookery.nas.strategy;

/** Checks of settings; what fails is an {@link IllegalArgumentException} that shows the value. */
final class Bounds {

  private Bounds() {}

  static void atLeast(String setting, double value, double least) {
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be at least %s, found %s".formatted(setting, plain(least), plain(value)));
    }
  }

  static void within(String setting, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be from %s to %s, found %s"
              .formatted(setting, plain(least), plain(most), plain(value)));
    }
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

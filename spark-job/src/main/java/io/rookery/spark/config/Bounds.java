package io.rookery.spark.config;

import java.time.Duration;

/** Says of a number that is out of its range which one it is, and what the range is. */
final class Bounds {

  private Bounds() {}

  static void atLeast(long least, String name, long found) {
    if (found < least) {
      throw new IllegalArgumentException(
          "%s must be %d or more, found %d".formatted(name, least, found));
    }
  }

  static void notNegative(String name, Duration found) {
    if (found.isNegative()) {
      throw new IllegalArgumentException("%s must be 0s or more, found %s".formatted(name, found));
    }
  }
}

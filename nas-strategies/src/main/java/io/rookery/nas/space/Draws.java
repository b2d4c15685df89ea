package io.rookery.nas.space;

import java.util.List;
import java.util.random.RandomGenerator;

/** Random numbers in ranges, and small steps in them. */
final class Draws {

  /** Steps are at most this share of a value, or of a range. */
  private static final double STEP = 0.2;

  private Draws() {}

  static <T> T one(List<T> from, RandomGenerator random) {
    return from.get(random.nextInt(from.size()));
  }

  static int integer(List<Integer> bounds, RandomGenerator random) {
    return random.nextInt(bounds.get(0), bounds.get(1) + 1);
  }

  /**
   * An integer of which each factor of the range is as likely as any other: small ones are more.
   */
  static int logInteger(List<Integer> bounds, RandomGenerator random) {
    // 1 is added, so that 0 has a logarithm and the upper bound an interval of its own.
    double value = logNumber(bounds.get(0) + 1, bounds.get(1) + 2, random);
    return Math.min(bounds.get(1), Math.max(bounds.get(0), (int) value - 1));
  }

  /** Uniform in the logarithm; both bounds above 0. */
  static double logNumber(double low, double high, RandomGenerator random) {
    double value = low * Math.pow(high / low, random.nextDouble());
    return Math.min(high, Math.max(low, value));
  }

  /** Another integer, at most a fifth of the value away, or 1; the same only where none is left. */
  static int near(int value, List<Integer> bounds, RandomGenerator random) {
    int reach = Math.max(1, (int) Math.round(STEP * value));
    int low = Math.max(bounds.get(0), value - reach);
    int high = Math.min(bounds.get(1), value + reach);
    if (low >= high) {
      return Math.min(bounds.get(1), Math.max(bounds.get(0), value));
    }
    int other = random.nextInt(low, high);
    return other >= value ? other + 1 : other;
  }

  /** A number at most a fifth of the range away. */
  static double near(double value, double low, double high, RandomGenerator random) {
    double reach = STEP * (high - low);
    return reach > 0 ? clipped(value + random.nextDouble(-reach, reach), low, high) : low;
  }

  /** A number at most half an order of magnitude away, uniform in the logarithm. */
  static double logNear(double value, double low, double high, RandomGenerator random) {
    return clipped(value * Math.pow(10, random.nextDouble(-0.5, 0.5)), low, high);
  }

  private static double clipped(double value, double low, double high) {
    return Math.min(high, Math.max(low, value));
  }
}

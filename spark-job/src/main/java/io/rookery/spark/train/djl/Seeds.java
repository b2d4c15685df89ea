package io.rookery.spark.train.djl;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Independent seeds out of one, and the draws that must not depend on the Java version. */
final class Seeds {

  private Seeds() {}

  /** What a seed is used for: one seed's uses do not touch each other. */
  enum Use {
    WEIGHTS,
    ORDER,
    AUGMENTATION,
    DROPOUT
  }

  /** The seed of one use at one place: an epoch, a step, a node. */
  static long of(long seed, Use use, long... places) {
    long mixed = mix(seed + use.ordinal() + 1);
    for (long place : places) {
      mixed = mix(mixed ^ mix(place));
    }
    return mixed;
  }

  static RandomGenerator generator(long seed, Use use, long... places) {
    return new SplittableRandom(of(seed, use, places));
  }

  /** A standard normal draw: Marsaglia's polar method (Marsaglia, Bray 1964), one of each pair. */
  static double normal(RandomGenerator random) {
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double s = x * x + y * y;
      if (s > 0 && s < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** A normal draw that lies within two standard deviations. */
  static double truncatedNormal(RandomGenerator random) {
    double draw = normal(random);
    while (Math.abs(draw) > 2) {
      draw = normal(random);
    }
    return draw;
  }

  /** A uniformly drawn order of 0 … size − 1 (Fisher, Yates). */
  static int[] order(int size, RandomGenerator random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /** Stafford's variant 13 of the 64-bit finalizer, as in SplitMix (Steele, Lea, Flood 2014). */
  private static long mix(long z) {
    z = (z + 0x9e3779b97f4a7c15L);
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

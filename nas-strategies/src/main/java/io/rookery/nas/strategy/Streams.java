package io.rookery.nas.strategy;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent streams of randomness, one for each numbered decision. Since a decision's stream
 * depends on nothing but the seed and its number, asking in vain uses none up, and a search is
 * resumed without storing the state of a generator.
 */
record Streams(long seed) {

  RandomGenerator of(long number) {
    return new SplittableRandom(mix(seed ^ mix(number)));
  }

  /** Finalizer of MurmurHash3 (Appleby 2011), after a step of the golden ratio. */
  private static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }
}

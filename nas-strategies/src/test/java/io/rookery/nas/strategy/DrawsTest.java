package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class DrawsTest {

  private static final int DRAWS = 60_000;

  /** How often each outcome came. */
  private static <T> Map<T, Long> counts(Function<RandomGenerator, T> draw) {
    SplittableRandom random = new SplittableRandom(11);
    Map<T, Long> counts = new HashMap<>();
    for (int i = 0; i < DRAWS; i++) {
      counts.merge(draw.apply(random), 1L, Long::sum);
    }
    return counts;
  }

  /** At 0.1 %: the seed is fixed, so this fails for good or never. */
  private static <T> void assertChances(Map<T, Long> counts, Map<T, Double> chances) {
    assertThat(counts.keySet()).isEqualTo(chances.keySet());
    List<T> outcomes = new ArrayList<>(chances.keySet());
    double p =
        new ChiSquareTest()
            .chiSquareTest(
                outcomes.stream().mapToDouble(chances::get).toArray(),
                outcomes.stream().mapToLong(counts::get).toArray());
    assertThat(p).as("%s against %s", counts, chances).isGreaterThan(0.001);
  }

  private static <T> Map<T, Double> equal(Set<T> outcomes) {
    Map<T, Double> chances = new HashMap<>();
    outcomes.forEach(outcome -> chances.put(outcome, 1.0 / outcomes.size()));
    return chances;
  }

  @Test
  void everySubsetHasTheSameChance() {
    Map<Set<Integer>, Long> counts =
        counts(random -> new HashSet<>(Draws.distinct(List.of(0, 1, 2, 3, 4), 3, random)));
    assertThat(counts).hasSize(10);
    assertChances(counts, equal(counts.keySet()));
  }

  @Test
  void fewerElementsAreAllDrawn() {
    assertThat(Draws.distinct(List.of(1, 2), 3, new SplittableRandom(1))).containsExactly(1, 2);
  }

  @Test
  void everyOrderHasTheSameChance() {
    Map<List<Integer>, Long> counts = counts(random -> Draws.shuffled(List.of(0, 1, 2, 3), random));
    assertThat(counts).hasSize(24);
    assertChances(counts, equal(counts.keySet()));
  }

  @Test
  void aRouletteDrawsInProportionToTheWeights() {
    Roulette<Integer> roulette = new Roulette<>(List.of(3, 0, 0, 1, 6, 0), item -> item);
    assertChances(counts(roulette::spin), Map.of(3, 0.3, 1, 0.1, 6, 0.6));
  }

  @Test
  void aRouletteWithoutWeightsDrawsEquallyOften() {
    Roulette<Integer> roulette = new Roulette<>(List.of(1, 2, 3), item -> 0);
    assertChances(counts(roulette::spin), equal(Set.of(1, 2, 3)));
  }

  @Test
  void streamsOfDifferentDecisionsAreUnrelated() {
    Streams streams = new Streams(1);
    Set<Long> first = new HashSet<>();
    int ones = 0;
    for (int decision = -1000; decision < 1000; decision++) {
      first.add(streams.of(decision).nextLong());
      ones += Long.bitCount(streams.of(decision).nextLong() ^ streams.of(decision + 1).nextLong());
    }
    assertThat(first).hasSize(2000);
    // Half of 128,000 bits differ; five standard deviations are 895.
    assertThat(ones).isBetween(64_000 - 895, 64_000 + 895);
    assertThat(streams.of(7).nextLong()).isEqualTo(new Streams(1).of(7).nextLong());
    assertThat(streams.of(7).nextLong()).isNotEqualTo(new Streams(2).of(7).nextLong());
  }
}

package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GenesTest {

  private static final Genes ZEROS = new Genes(Collections.nCopies(6, 0));
  private static final Genes ONES = new Genes(Collections.nCopies(6, 1));

  @Test
  void twoPointCrossoverDrawsEachPairOfCutsWithEqualChance() {
    RandomGenerator random = new SplittableRandom(1);
    long[] counts = new long[10];
    for (int i = 0; i < 50_000; i++) {
      List<Genes> children = TwoPointCrossover.cross(ZEROS, ONES, random);
      List<Integer> child = children.get(0).values();
      int from = child.indexOf(1);
      int to = child.lastIndexOf(1) + 1;
      assertThat(child.subList(from, to)).containsOnly(1);
      assertThat(from).isPositive();
      assertThat(to).isLessThan(6);
      for (int gene = 0; gene < 6; gene++) {
        assertThat(children.get(1).get(gene)).isEqualTo(1 - child.get(gene));
      }
      counts[pair(from, to)]++;
    }
    Chances.assertUniform(counts);
  }

  /** Number of the pair of cuts among the ten of {1, …, 5}. */
  private static int pair(int from, int to) {
    int index = 0;
    for (int a = 1; a < from; a++) {
      index += 5 - a;
    }
    return index + to - from - 1;
  }

  @Test
  void uniformCrossoverExchangesEachGeneInHalfOfTheCasesIndependently() {
    RandomGenerator random = new SplittableRandom(2);
    long[] counts = new long[64];
    for (int i = 0; i < 64_000; i++) {
      List<Genes> children = UniformCrossover.cross(ZEROS, ONES, random);
      int pattern = 0;
      for (int gene = 0; gene < 6; gene++) {
        assertThat(children.get(0).get(gene) + children.get(1).get(gene)).isEqualTo(1);
        pattern = 2 * pattern + children.get(0).get(gene);
      }
      counts[pattern]++;
    }
    Chances.assertUniform(counts);
  }
}

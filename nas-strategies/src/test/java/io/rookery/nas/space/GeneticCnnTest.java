package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GeneticCnnTest extends SearchSpaceKit<Genes> {

  @Override
  protected GeneticCnn space() {
    return new GeneticCnn(GeneticCnnSettings.defaults(), problem());
  }

  private static GeneticCnn plain() {
    GeneticCnnSettings settings =
        new GeneticCnnSettings(List.of(3, 5), List.of(20, 50), 5, 3, false, 500, 0, 0.1, 0.3);
    return new GeneticCnn(settings, new GeneticCnnTest().problem());
  }

  @Test
  void hasThirteenBitsAsInThePaper() {
    assertThat(space().sample(new SplittableRandom(1)).length()).isEqualTo(13);
  }

  @Test
  void withoutConnectionsItIsThePapersLeNet() {
    // conv 20@5x5, pool, conv 50@5x5, pool, 500, 10, with "same" padding.
    Architecture network = plain().decode(plain().read("0-00 0-00-000-0000"));
    long first = 20 * 25 + 20;
    long second = 50 * 20 * 25 + 50;
    long dense = 500L * 50 * 7 * 7 + 500;
    assertThat(network.parameters()).isEqualTo(first + second + dense + 500 * 10 + 10);
    assertThat(network.multiplyAdds())
        .isEqualTo(20 * 25 * 784 + 50 * 20 * 25 * 196 + 500L * 50 * 49 + 5000);
  }

  @Test
  void aStageSumsAndEndsInAnOutputNode() {
    // Node 3 reads nodes 1 and 2, which both read the stage's input: four 3x3 convolutions more.
    Architecture network = plain().decode(plain().read("0-11 0-00-000-0000"));
    long none = plain().decode(plain().read("0-00 0-00-000-0000")).parameters();
    assertThat(network.parameters() - none).isEqualTo(4 * (20 * 20 * 9 + 20));
    assertThat(network.nodes().stream().filter(n -> n.operation() instanceof Operation.Sum))
        .hasSize(1);
  }

  @Test
  void renumberedNodesHaveOneCanonicalForm() {
    // A single connection, wherever it stands; a chain of three.
    GeneticCnn space = space();
    Set<String> single = new HashSet<>();
    for (String stage : List.of("1-00", "0-10", "0-01")) {
      single.add(space.canonical(space.read(stage + " 0-00-000-0000")));
    }
    assertThat(single).hasSize(1);
    assertThat(space.canonical(space.read("1-01 0-00-000-0000"))).isNotIn(single);
  }

  @Test
  void mutationFlipsEachBitWithItsProbability() {
    RandomGenerator random = new SplittableRandom(3);
    GeneticCnn space = space();
    int trials = 20_000;
    long[] flips = new long[13];
    long[] flipsAtOnce = new long[5];
    for (int i = 0; i < trials; i++) {
      Genes parent = space.sample(random);
      Genes child = space.mutate(parent, random);
      int count = 0;
      for (int bit = 0; bit < 13; bit++) {
        boolean flipped = !parent.values().get(bit).equals(child.values().get(bit));
        flips[bit] += flipped ? 1 : 0;
        count += flipped ? 1 : 0;
      }
      flipsAtOnce[Math.min(count, 4)]++;
    }
    for (long count : flips) {
      Chances.assertRate(count, trials, 0.1);
    }
    Chances.assertThatCountsFit(flipsAtOnce, binomialTail(13, 0.1, 5));
  }

  /** Probabilities of 0, 1, … successes, the last entry all that remain. */
  private static double[] binomialTail(int n, double p, int entries) {
    double[] result = new double[entries];
    double probability = Math.pow(1 - p, n);
    double rest = 1;
    for (int k = 0; k < entries - 1; k++) {
      result[k] = probability;
      rest -= probability;
      probability *= (n - k) / (k + 1.0) * p / (1 - p);
    }
    result[entries - 1] = rest;
    return result;
  }

  @Test
  void crossoverExchangesWholeStagesWithItsProbability() {
    GeneticCnn space = space();
    Genes zeros = new Genes(Collections.nCopies(13, 0));
    Genes ones = new Genes(Collections.nCopies(13, 1));
    RandomGenerator random = new SplittableRandom(4);
    long[] outcomes = new long[4];
    for (int i = 0; i < 20_000; i++) {
      List<Genes> children = space.crossOver(zeros, ones, random);
      List<Integer> child = children.get(0).values();
      assertThat(new HashSet<>(child.subList(0, 3))).hasSize(1);
      assertThat(new HashSet<>(child.subList(3, 13))).hasSize(1);
      for (int bit = 0; bit < 13; bit++) {
        assertThat(children.get(1).get(bit)).isEqualTo(1 - child.get(bit));
      }
      outcomes[2 * child.get(0) + child.get(3)]++;
    }
    Chances.assertThatCountsFit(outcomes, new double[] {0.49, 0.21, 0.21, 0.09});
  }

  @Test
  void samplesEachBitEvenly() {
    RandomGenerator random = new SplittableRandom(5);
    long[] ones = new long[13];
    for (int i = 0; i < 20_000; i++) {
      Genes sample = space().sample(random);
      for (int bit = 0; bit < 13; bit++) {
        ones[bit] += sample.get(bit);
      }
    }
    for (long count : ones) {
      Chances.assertRate(count, 20_000, 0.5);
    }
  }

  @Test
  void aStageOfOneNodeHasNoBits() {
    GeneticCnnSettings settings =
        new GeneticCnnSettings(List.of(1, 2), List.of(4, 8), 3, 3, true, 0, 0, 0.1, 0.3);
    GeneticCnn space = new GeneticCnn(settings, problem());
    assertThat(space.write(space.read(". 1"))).isEqualTo(". 1");
    assertThatThrownBy(() -> space.read("0 1"))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("single dot");
  }

  @Test
  void settingsThatDisagreeAreRefused() {
    assertThatThrownBy(
            () -> new GeneticCnnSettings(List.of(3), List.of(2, 4), 3, 3, true, 0, 0, 0.1, 0.3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[3], [2, 4]");
  }
}

package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Problem;
import io.rookery.nas.Shape;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class NsgaNetMicroTest extends SearchSpaceKit<Genes> {

  private static final Problem CIFAR = new Problem(new Shape(3, 32, 32), 10);
  private static final int BN = 2;

  @Override
  protected NsgaNetMicro space() {
    return new NsgaNetMicro(new NsgaNetMicroSettings(4, 4, 5, 0.1, true, 3, 0), problem());
  }

  private static NsgaNetMicro oneBlock() {
    return new NsgaNetMicro(new NsgaNetMicroSettings(16, 3, 1, 0, false, 3, 0), CIFAR);
  }

  private static Architecture network(String block) {
    NsgaNetMicro space = oneBlock();
    return space.decode(space.read(block + " / " + block));
  }

  @Test
  void theDefaultsAreFortyGenesAndFiveBlocks() {
    NsgaNetMicro space = new NsgaNetMicro(NsgaNetMicroSettings.defaults(), CIFAR);
    Genes genome = space.sample(new SplittableRandom(1));
    assertThat(genome.length()).isEqualTo(40);
    assertThat(space.write(genome).split("\\+", -1)).hasSize(11);
  }

  /** Three cells of one block, the second and third reductions: 16, 32 and 64 channels. */
  @Test
  void aCellOfPoolingsCostsItsProjections() {
    long stem = 3 * 48 * 9 + BN * 48;
    long first = 48 * 16 + BN * 16;
    long second = 16 * 32 + BN * 32;
    long third = 32 * 64 + BN * 64;
    long scores = 64 * 10 + 10;
    assertThat(network("max_pool_3x3~1+avg_pool_3x3~1").parameters())
        .isEqualTo(stem + first + second + third + scores);
  }

  @Test
  void theOlderInputIsReducedAfterAReductionCell() {
    // All cells read the cell before the last one: stem, stem, first cell; the third after a
    // reduction.
    long stem = 3 * 48 * 9 + BN * 48;
    long first = 48 * 16 + BN * 16;
    long second = 48 * 32 + BN * 32;
    long third = 2 * (16 * 32) + BN * 64;
    long scores = 64 * 10 + 10;
    Architecture network = network("max_pool_3x3~0+avg_pool_3x3~0");
    assertThat(network.parameters()).isEqualTo(stem + first + second + third + scores);
    assertThat(network.shapes()).contains(new Shape(64, 8, 8));
  }

  @Test
  void operationsCostTheirClosedForms() {
    assertThat(cost("skip_connect")).isZero();
    assertThat(cost("sep_conv_3x3")).isEqualTo(2 * (9 + 16 + BN) * 16);
    assertThat(cost("sep_conv_5x5")).isEqualTo(2 * (25 + 16 + BN) * 16);
    assertThat(cost("sep_conv_7x7")).isEqualTo(2 * (49 + 16 + BN) * 16);
    assertThat(cost("dil_conv_3x3")).isEqualTo((9 + 16 + BN) * 16);
    assertThat(cost("dil_conv_5x5")).isEqualTo((25 + 16 + BN) * 16);
    assertThat(cost("conv_7x1_1x7")).isEqualTo(2 * 7 * 16 * 16 + BN * 16);
  }

  /** Parameters that an operation in the first (normal) cell adds to a pooling. */
  private static long cost(String operation) {
    NsgaNetMicro space = oneBlock();
    String pooling = "max_pool_3x3~1+max_pool_3x3~1";
    String other = operation + "~1+max_pool_3x3~1";
    return space.decode(space.read(other + " / " + pooling)).parameters()
        - space.decode(space.read(pooling + " / " + pooling)).parameters();
  }

  @Test
  void theFactorisedConvolutionStridesOnceAlongEachSide() {
    NsgaNetMicro space = oneBlock();
    String pooling = "max_pool_3x3~1+max_pool_3x3~1";
    Architecture network = space.decode(space.read(pooling + " / conv_7x1_1x7~1+max_pool_3x3~1"));
    List<Convolution> factors =
        network.nodes().stream()
            .map(node -> node.operation())
            .filter(Convolution.class::isInstance)
            .map(Convolution.class::cast)
            .filter(c -> c.kernelHeight() != c.kernelWidth())
            .toList();
    assertThat(factors).extracting(Convolution::strideWidth).containsExactly(2, 1, 2, 1);
    assertThat(factors).extracting(Convolution::strideHeight).containsExactly(1, 2, 1, 2);
    // On 32x32 with 32 channels: 32x16 outputs, then 16x16; on 16x16 with 64: 16x8, then 8x8.
    long first = 7L * 32 * 32 * (32 * 16 + 16 * 16);
    long second = 7L * 64 * 64 * (16 * 8 + 8 * 8);
    long without = space.decode(space.read(pooling + " / " + pooling)).multiplyAdds();
    assertThat(network.multiplyAdds() - without).isEqualTo(first + second);
  }

  @Test
  void oddImagesReduceOnBothWaysToOneShape() {
    NsgaNetMicro space =
        new NsgaNetMicro(
            new NsgaNetMicroSettings(4, 6, 1, 0, false, 3, 0),
            new Problem(new Shape(1, 27, 27), 10));
    Architecture network =
        space.decode(space.read("skip_connect~0+sep_conv_5x5~1 / skip_connect~0+dil_conv_5x5~1"));
    assertThat(network.shapes()).contains(new Shape(8, 14, 14), new Shape(16, 7, 7));
  }

  @Test
  void theOrderOfBlocksAndWithinBlocksDoesNotMatter() {
    NsgaNetMicro space = new NsgaNetMicro(new NsgaNetMicroSettings(4, 3, 3, 0, false, 3, 0), CIFAR);
    String reduction =
        " / max_pool_3x3~0+max_pool_3x3~1 max_pool_3x3~0+max_pool_3x3~1"
            + " max_pool_3x3~0+max_pool_3x3~1";
    String a = "sep_conv_3x3~0+skip_connect~1 dil_conv_3x3~1+avg_pool_3x3~0";
    String b = "avg_pool_3x3~0+dil_conv_3x3~1 skip_connect~1+sep_conv_3x3~0";
    // The third block reads the first one: after the exchange that is block 3, not block 2.
    String one = a + " sep_conv_5x5~2+skip_connect~0" + reduction;
    String other = b + " sep_conv_5x5~3+skip_connect~0" + reduction;
    String different = b + " sep_conv_5x5~2+skip_connect~0" + reduction;
    assertThat(space.canonical(space.read(one))).isEqualTo(space.canonical(space.read(other)));
    // Equal as multisets of blocks, which the published helper takes for equal, and another
    // network.
    assertThat(space.canonical(space.read(one)))
        .isNotEqualTo(space.canonical(space.read(different)));
  }

  @Test
  void mutationChangesAGeneAtTheRateOfThePolynomial() {
    RandomGenerator random = new SplittableRandom(2);
    NsgaNetMicro space = new NsgaNetMicro(NsgaNetMicroSettings.defaults(), CIFAR);
    Genes parent = new Genes(Collections.nCopies(40, 0));
    int trials = 60_000;
    long[] values = new long[9];
    for (int i = 0; i < trials; i++) {
      values[space.mutate(parent, random).get(0)]++;
    }
    double[] expected = PolynomialMutationTest.integerDistribution(0, 0, 8, 3);
    for (int i = 0; i < 9; i++) {
      expected[i] = expected[i] / 40 + (i == 0 ? 39.0 / 40 : 0);
    }
    // Values of which fewer than 6 are expected are counted together.
    Chances.assertThatCountsFit(pooled(values, 4), pooled(expected, 4));
  }

  private static long[] pooled(long[] counts, int kept) {
    long[] result = Arrays.copyOf(counts, kept);
    for (int i = kept; i < counts.length; i++) {
      result[kept - 1] += counts[i];
    }
    return result;
  }

  private static double[] pooled(double[] probabilities, int kept) {
    double[] result = Arrays.copyOf(probabilities, kept);
    for (int i = kept; i < probabilities.length; i++) {
      result[kept - 1] += probabilities[i];
    }
    return result;
  }

  @Test
  void aBlockCannotReadALaterOne() {
    NsgaNetMicro space = oneBlock();
    assertThatThrownBy(
            () -> space.read("max_pool_3x3~2+max_pool_3x3~1 / max_pool_3x3~1+max_pool_3x3~1"))
        .hasMessageContaining("[0, 1]");
  }
}

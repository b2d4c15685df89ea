package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Shape;
import io.rookery.nas.Spaces;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class EvoCnnTest extends SearchSpaceKit<EvoGenome> {

  @Override
  protected EvoCnn space() {
    return new EvoCnn(EvoCnnSettings.paper(), problem());
  }

  private EvoCnn code() {
    return new EvoCnn(EvoCnnSettings.code(), problem());
  }

  @Test
  void bothPresetsAreFoundByName() {
    assertThat(Spaces.named("evocnn").defaults()).isEqualTo(EvoCnnSettings.paper());
    assertThat(Spaces.named("evocnn-code").defaults()).isEqualTo(EvoCnnSettings.code());
  }

  @Test
  void parametersAndMultiplyAddsFollowTheClosedForm() {
    EvoGenome genome =
        space().read("conv(4,6,0.1,0.2) pool(2,0.7) dense(100,0.0,0.5) scores(0.0,0.1)");
    Architecture network = space().decode(genome);
    // CReLU doubles: 12 channels, 7x7 after the pooling, 200 features after the dense layer.
    long convolution = 6 * 16;
    long dense = 100L * 12 * 49;
    long scores = 10 * 200;
    assertThat(network.parameters()).isEqualTo(convolution + 12 + dense + 200 + scores + 20);
    assertThat(network.multiplyAdds()).isEqualTo(convolution * 784 + dense + scores);
    assertThat(network.shapes()).contains(new Shape(12, 7, 7));
  }

  @Test
  void evenKernelsAndOddImagesKeepSamePadding() {
    // 28 -> 7 -> 2 -> 1 with windows and strides of 4.
    EvoGenome genome =
        space().read("conv(20,3,0.0,0.1) pool(2,0.1) pool(2,0.1) pool(2,0.9) scores(0.0,0.1)");
    List<Shape> shapes = space().decode(genome).shapes();
    assertThat(shapes.get(0)).isEqualTo(new Shape(3, 28, 28));
    assertThat(shapes)
        .containsSubsequence(new Shape(6, 7, 7), new Shape(6, 2, 2), new Shape(6, 1, 1));
  }

  @Test
  void samplesOfThePublishedCodeHaveItsLengths() {
    RandomGenerator random = new SplittableRandom(1);
    long[] convolutions = new long[2];
    long[] dense = new long[2];
    for (int i = 0; i < 10_000; i++) {
      EvoGenome genome = code().sample(random);
      convolutions[count(genome, EvoLayer.Convolution.class) - 1]++;
      dense[count(genome, EvoLayer.Dense.class)]++;
      int poolings = count(genome, EvoLayer.Pooling.class);
      assertThat(poolings).isBetween(1, 2);
    }
    Chances.assertUniform(convolutions);
    Chances.assertUniform(dense);
  }

  private static int count(EvoGenome genome, Class<? extends EvoLayer> kind) {
    return EvoVariation.positions(genome.layers(), kind).size();
  }

  @Test
  void drawsEachNumberOfItsRangesWithEqualChance() {
    RandomGenerator random = new SplittableRandom(2);
    long[] kernels = new long[19];
    long[] filters = new long[48];
    long[] exponents = new long[2];
    EvoVariation variation = new EvoVariation(EvoCnnSettings.paper());
    for (int i = 0; i < 20_000; i++) {
      EvoLayer.Convolution c = (EvoLayer.Convolution) variation.convolution(random);
      kernels[c.kernel() - 2]++;
      filters[c.filters() - 3]++;
      exponents[((EvoLayer.Pooling) variation.pooling(random)).exponent() - 1]++;
    }
    Chances.assertUniform(kernels);
    Chances.assertUniform(filters);
    Chances.assertUniform(exponents);
  }

  /** Per layer: 1/2 kept, 1/6 preceded by a new one, 1/6 changed, 1/6 removed. */
  @Test
  void mutationKeepsGrowsChangesAndRemovesLayersAtItsRates() {
    RandomGenerator random = new SplittableRandom(3);
    EvoCnn space = space();
    EvoGenome parent =
        space.read("conv(3,9,0.25,0.5) pool(1,0.4) dense(1200,0.1,0.2) scores(0.3,0.4)");
    EvoLayer dense = parent.layers().get(2);
    long[] outcomes = new long[4];
    for (int i = 0; i < 30_000; i++) {
      List<EvoLayer> layers = space.mutate(parent, random).layers();
      List<Integer> found = EvoVariation.positions(layers, EvoLayer.Dense.class);
      boolean kept = layers.contains(dense);
      outcomes[found.isEmpty() ? 3 : found.size() == 2 ? 1 : kept ? 0 : 2]++;
    }
    Chances.assertThatCountsFit(outcomes, new double[] {1 / 2.0, 1 / 6.0, 1 / 6.0, 1 / 6.0});
  }

  @Test
  void mutationAddsNoLayerBeyondTheMost() {
    RandomGenerator random = new SplittableRandom(4);
    EvoCnn space = code();
    EvoGenome genome = space.sample(random);
    for (int i = 0; i < 20_000; i++) {
      genome = space.mutate(genome, random);
      assertThat(genome.layers().size() + 1).isLessThanOrEqualTo(7);
      assertThat(genome.layers().get(0)).isInstanceOf(EvoLayer.Convolution.class);
    }
  }

  @Test
  void crossoverAlignsLayersOfOneKindAndKeepsLengths() {
    RandomGenerator random = new SplittableRandom(5);
    EvoCnn space = space();
    EvoGenome first =
        space.read("conv(3,9,0.2,0.5) pool(1,0.4) conv(5,20,0.1,0.1) scores(0.3,0.4)");
    EvoGenome second = space.read("conv(9,40,-0.5,0.9) dense(1500,0.1,0.2) scores(-0.3,0.6)");
    long crossedKernels = 0;
    int trials = 20_000;
    for (int i = 0; i < trials; i++) {
      List<EvoGenome> children = space.crossOver(first, second, random);
      List<EvoLayer> one = children.get(0).layers();
      List<EvoLayer> other = children.get(1).layers();
      // The second convolution, the pooling and the dense layer have no partner.
      assertThat(one.subList(1, 3)).isEqualTo(first.layers().subList(1, 3));
      assertThat(other.get(1)).isEqualTo(second.layers().get(1));
      double mean = ((EvoLayer.Convolution) one.get(0)).weights().mean();
      crossedKernels += mean != 0.2 ? 1 : 0;
    }
    Chances.assertRate(crossedKernels, trials, 0.5);
  }

  @Test
  void thePublishedCodesRateCrossesOneAlignedPairInFive() {
    RandomGenerator random = new SplittableRandom(6);
    EvoGenome first = space().read("conv(3,9,0.2,0.5) scores(0.3,0.4)");
    EvoGenome second = space().read("conv(9,40,-0.5,0.9) scores(0.3,0.4)");
    long crossed = 0;
    for (int i = 0; i < 20_000; i++) {
      EvoGenome child = code().crossOver(first, second, random).get(0);
      double mean = ((EvoLayer.Convolution) child.layers().get(0)).weights().mean();
      crossed += mean != 0.2 ? 1 : 0;
    }
    Chances.assertRate(crossed, 20_000, 0.2 * 0.5);
  }

  @Test
  void poolingsThatTakeTheSameValueAreTheSameNetwork() {
    String one = "conv(3,9,0.2,0.5) pool(1,0.1) scores(0.3,0.4)";
    String same = "conv(3,9,0.2,0.5) pool(1,0.49) scores(0.3,0.4)";
    String mean = "conv(3,9,0.2,0.5) pool(1,0.5) scores(0.3,0.4)";
    assertThat(space().canonical(space().read(one)))
        .isEqualTo(space().canonical(space().read(same)))
        .isNotEqualTo(space().canonical(space().read(mean)));
  }

  @Test
  void genomesOutOfOrderOrRangeAreRefusedWithTheReason() {
    assertThatThrownBy(() -> space().read("pool(1,0.2) scores(0.0,0.1)"))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("first layer must be a convolution");
    assertThatThrownBy(
            () -> space().read("conv(3,9,0.2,0.5) dense(9,0.0,0.1) pool(1,0.2) scores(0.0,0.1)"))
        .hasMessageContaining("before dense layers");
    assertThatThrownBy(() -> space().read("conv(3,9,2.0,0.5) scores(0.0,0.1)"))
        .hasMessageContaining("mean in [-1, 1]");
    assertThatThrownBy(() -> space().read("conv(3,9,0.1,0.5)"))
        .hasMessageContaining("scores(mean,deviation)");
  }
}

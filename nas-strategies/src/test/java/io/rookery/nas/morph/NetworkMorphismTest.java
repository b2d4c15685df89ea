package io.rookery.nas.morph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Activation;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Padding;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.nas.space.GeneticCnnSettings;
import io.rookery.nas.space.LayersSettings;
import io.rookery.nas.space.NasBench201Settings;
import io.rookery.nas.space.NsgaNetMacroSettings;
import io.rookery.nas.space.NsgaNetMicroSettings;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkMorphismTest {

  private static final Problem PROBLEM = new Problem(new Shape(2, 9, 9), 3);

  /** Floats of some hundred summands differ in their last bits. */
  private static final double CLOSE = 1e-4;

  private static <S extends Record> SearchSpace<?> space(
      SpaceProvider<S> provider, Record settings) {
    @SuppressWarnings("unchecked")
    S own = (S) settings;
    return provider.create(own, PROBLEM);
  }

  /**
   * Spaces with chains, sums, concatenations, depthwise convolutions, gates and rectifier pairs.
   */
  static List<SearchSpace<?>> spaces() {
    return List.of(
        space(Spaces.named("nsga-net-macro"), new NsgaNetMacroSettings(2, 3, 4, 3, 0)),
        space(Spaces.named("nsga-net-micro"), new NsgaNetMicroSettings(4, 3, 2, 0.1, true, 3, 0)),
        space(Spaces.named("nas-bench-201"), new NasBench201Settings(4, 1, false)),
        space(
            Spaces.named("genetic-cnn"),
            new GeneticCnnSettings(List.of(3, 4), List.of(4, 5), 3, 3, false, 6, 0.5, 0.1, 0.3)),
        space(
            Spaces.named("layers"),
            new LayersSettings(
                List.of(
                    "conv filters=4 act=crelu|relu|tanh",
                    "repeat 1..2 {",
                    "skip sum|concat|none {",
                    "conv filters=4|6 separable=true|false act=relu|swish; squeeze ratio=2",
                    "}",
                    "pool kind=max|mean",
                    "}",
                    "choose { global or dense units=5 norm=true|false dropout=0.2 }"),
                0)));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  <G> void widerNetworksComputeWhatTheirParentComputes(SearchSpace<G> space) {
    RandomGenerator random = new SplittableRandom(1);
    int widened = 0;
    for (int i = 0; i < 5; i++) {
      Architecture parent = space.decode(space.sample(random));
      for (int node = 0; node < parent.nodes().size(); node++) {
        widened += widensWithoutChange(parent, node, random) ? 1 : 0;
      }
    }
    assertThat(widened).as("layers that could be widened").isGreaterThan(5);
  }

  private static boolean widensWithoutChange(
      Architecture parent, int node, RandomGenerator random) {
    Morph morph;
    try {
      int width = parent.shapes().get(node).channels() + 1 + random.nextInt(4);
      morph = NetworkMorphism.widen(parent, node, width, random, 0);
      assertThat(morph.architecture().shapes().get(node).channels()).isEqualTo(width);
    } catch (InvalidArchitecture e) {
      return false;
    }
    assertComputesTheSame(parent, morph, random);
    return true;
  }

  @ParameterizedTest
  @MethodSource("spaces")
  <G> void deeperNetworksComputeWhatTheirParentComputes(SearchSpace<G> space) {
    RandomGenerator random = new SplittableRandom(2);
    int deepened = 0;
    for (int i = 0; i < 5; i++) {
      Architecture parent = space.decode(space.sample(random));
      for (int node = 0; node < parent.nodes().size(); node++) {
        if (parent.nodes().get(node).operation() instanceof Activation a
            && a.kind() == Activation.Kind.RELU) {
          Morph morph = NetworkMorphism.deepen(parent, node, 1 + 2 * random.nextInt(3));
          assertThat(morph.architecture().depth()).isBetween(parent.depth(), parent.depth() + 1);
          assertComputesTheSame(parent, morph, random);
          deepened++;
        }
      }
    }
    assertThat(deepened).isGreaterThan(5);
  }

  @Test
  void manyStepsTogetherComputeTheSame() {
    RandomGenerator random = new SplittableRandom(3);
    Architecture network = residual();
    Map<String, float[]> weights = RandomWeights.of(network, random);
    double[] image = image(network, random);
    double[] scores = Forward.scores(network, weights, image);
    // The first new layer moves the last convolution from 7 to 10.
    int[][] widths = {{0, 6}, {10, 9}};
    for (int[] step : widths) {
      Morph wider = NetworkMorphism.widen(network, step[0], step[1], random, 0);
      weights = InheritedWeights.of(wider.architecture(), wider.inheritance(), weights);
      Morph deeper = NetworkMorphism.deepen(wider.architecture(), 2, 3);
      weights = InheritedWeights.of(deeper.architecture(), deeper.inheritance(), weights);
      network = deeper.architecture();
    }
    assertThat(Forward.scores(network, weights, image)).containsExactly(scores, close());
    assertThat(network.parameters()).isGreaterThan(2 * residual().parameters());
  }

  private static Offset<Double> close() {
    return offset(CLOSE);
  }

  private static void assertComputesTheSame(
      Architecture parent, Morph morph, RandomGenerator random) {
    Map<String, float[]> weights = RandomWeights.of(parent, random);
    Map<String, float[]> inherited =
        InheritedWeights.of(morph.architecture(), morph.inheritance(), weights);
    assertThat(inherited.keySet())
        .isEqualTo(RandomWeights.of(morph.architecture(), random).keySet());
    double[] image = image(parent, random);
    double[] before = Forward.scores(parent, weights, image);
    double[] after = Forward.scores(morph.architecture(), inherited, image);
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isCloseTo(before[i], offset(CLOSE * (1 + Math.abs(before[i]))));
    }
  }

  private static double[] image(Architecture network, RandomGenerator random) {
    return random.doubles(network.input().size(), -1, 1).toArray();
  }

  /** A convolution, a block with a shortcut around it, the scores. */
  private static Architecture residual() {
    Blueprint b = new Blueprint(PROBLEM.input());
    int entry =
        b.chain(
            Architecture.INPUT,
            Convolution.square(4, 3, 1, 1),
            new Operation.BatchNorm(),
            new Activation(Activation.Kind.RELU));
    int block = b.chain(entry, Convolution.square(4, 3, 1, 1), new Operation.BatchNorm());
    int sum = b.add(new Operation.Sum(), block, entry);
    b.chain(
        sum,
        new Activation(Activation.Kind.RELU),
        Convolution.square(5, 3, 2, 1),
        new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE),
        new Operation.Dense(3));
    return b.finish();
  }

  @Test
  void layersThatAreSummedAreWidenedTogether() {
    Morph morph = NetworkMorphism.widen(residual(), 3, 7, new SplittableRandom(4), 0);
    List<Shape> shapes = morph.architecture().shapes();
    assertThat(shapes.get(0).channels()).isEqualTo(7);
    assertThat(shapes.get(3).channels()).isEqualTo(7);
    assertThat(shapes.get(5).channels()).isEqualTo(7);
    assertThat(shapes.get(7).channels()).isEqualTo(5);
  }

  @Test
  void replicasAreDrawnWithEqualChance() {
    RandomGenerator random = new SplittableRandom(5);
    long[] counts = new long[4];
    for (int i = 0; i < 8000; i++) {
      Morph morph = NetworkMorphism.widen(residual(), 0, 5, random, 0);
      Inheritance.Copied origin = (Inheritance.Copied) morph.inheritance().nodes().get(0);
      assertThat(origin.outputs().subList(0, 4)).containsExactly(0, 1, 2, 3);
      counts[origin.outputs().get(4)]++;
    }
    // Four counts of 2000 expected; 16.27 is chi-square's 0.999 quantile of three degrees.
    double statistic = 0;
    for (long count : counts) {
      statistic += (count - 2000.0) * (count - 2000.0) / 2000;
    }
    assertThat(statistic).isLessThan(16.27);
  }

  @Test
  void noiseMovesReplicasAloneAndRepeatably() {
    Architecture parent = residual();
    Map<String, float[]> weights = RandomWeights.of(parent, new SplittableRandom(6));
    Morph exact = NetworkMorphism.widen(parent, 7, 9, new SplittableRandom(7), 0);
    Morph noisy = NetworkMorphism.widen(parent, 7, 9, new SplittableRandom(7), 0.05);
    float[] without =
        InheritedWeights.of(exact.architecture(), exact.inheritance(), weights).get("7.weight");
    float[] with =
        InheritedWeights.of(noisy.architecture(), noisy.inheritance(), weights).get("7.weight");
    int row = 4 * 9;
    for (int i = 0; i < with.length; i++) {
      if (i < 5 * row) {
        assertThat(with[i]).isEqualTo(without[i]);
      } else {
        assertThat(with[i]).isNotEqualTo(without[i]);
        assertThat((double) Math.abs(with[i] - without[i])).isLessThan(0.05 * 5);
      }
    }
    assertThat(
            InheritedWeights.of(noisy.architecture(), noisy.inheritance(), weights).get("7.weight"))
        .containsExactly(with);
  }

  @Test
  void whatCannotBeMorphedSaysWhy() {
    RandomGenerator random = new SplittableRandom(8);
    assertRefused(
        "the scores cannot be widened", () -> NetworkMorphism.widen(residual(), 9, 5, random, 0));
    assertRefused("is no dense layer", () -> NetworkMorphism.widen(residual(), 1, 5, random, 0));
    assertRefused("not fewer than 4", () -> NetworkMorphism.widen(residual(), 0, 4, random, 0));
    assertRefused("no node 99", () -> NetworkMorphism.widen(residual(), 99, 4, random, 0));
    assertRefused("no rectifier", () -> NetworkMorphism.deepen(residual(), 0, 3));
    assertRefused("must be odd", () -> NetworkMorphism.deepen(residual(), 2, 4));
  }

  @Test
  void channelsSummedWithTheImageOrReadInGroupsStay() {
    RandomGenerator random = new SplittableRandom(9);
    Blueprint image = new Blueprint(PROBLEM.input());
    int conv = image.add(Convolution.square(2, 3, 1, 1), Architecture.INPUT);
    image.add(new Operation.Dense(3), image.add(new Operation.Sum(), conv, Architecture.INPUT));
    assertRefused(
        "summed with some that cannot be widened",
        () -> NetworkMorphism.widen(image.finish(), 0, 5, random, 0));
    Blueprint groups = new Blueprint(PROBLEM.input());
    groups.chain(
        Architecture.INPUT,
        Convolution.square(4, 3, 1, 1),
        new Convolution(4, 3, 3, 1, Padding.of(1), 1, 2, false, null),
        new Operation.Dense(3));
    assertRefused(
        "groups that is not depthwise",
        () -> NetworkMorphism.widen(groups.finish(), 0, 5, random, 0));
  }

  private static void assertRefused(String message, ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(InvalidArchitecture.class).hasMessageContaining(message);
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Morph morph = NetworkMorphism.widen(residual(), 0, 5, new SplittableRandom(10), 0);
    assertThatThrownBy(
            () -> InheritedWeights.of(morph.architecture(), morph.inheritance(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the parent's 0.weight must have 72 values, found none");
    assertThatThrownBy(
            () ->
                InheritedWeights.of(
                    morph.architecture(), new Inheritance(List.of(), 0, 0), Map.of()))
        .hasMessageContaining("speaks of 0 nodes, the child has 10");
  }
}

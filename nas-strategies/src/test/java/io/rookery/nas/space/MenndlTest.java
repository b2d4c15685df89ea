package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MenndlTest extends SearchSpaceKit<MenndlGenome> {

  private static final String TRAINING = " sgd(64,0.05,0.5,0.1,1.0E-4)";

  @Override
  protected Menndl space() {
    return new Menndl(MenndlSettings.defaults(), problem());
  }

  @Override
  protected double leastValid() {
    return 0.999;
  }

  private Architecture network(String layers) {
    return space().decode(space().read(layers + TRAINING));
  }

  @Test
  void parametersAndMultiplyAddsFollowTheClosedForm() {
    // 28x28, kernel 5, stride 2, padding 1: 13x13; batch norm and pooling 3, stride 2: 6x6.
    Architecture network = network("conv(5,2,1,16,3,3,2,0,0.3) dense(100,0.2)");
    long convolution = 16 * 25;
    long dense = 100L * 16 * 36;
    assertThat(network.parameters()).isEqualTo(convolution + 2 * 16 + dense + 100 + 10 * 100 + 10);
    assertThat(network.multiplyAdds()).isEqualTo(convolution * 169 + dense + 1000);
  }

  @Test
  void trainingEvolvesWithTheLayers() {
    assertThat(network("conv(5,2,1,16,3,3,2,0,0.3)").recipe())
        .hasValue(new Recipe(new Optimizer.Sgd(0.5, 0.1, false), 0.05, 1e-4, 64, 0));
  }

  @Test
  void windowsLargerThanTheImageAreMadeToFit() {
    // Kernel 32 on 28 + 2 gives 1x1; there a pooling of 9 with padding 4 is one of 1 with none.
    Architecture network = network("conv(32,20,1,16,2,9,4,4,0.0) conv(32,20,1,8,4,1,1,0,0.1)");
    assertThat(network.shapes().get(0)).isEqualTo(new Shape(16, 1, 1));
    assertThat(space().canonical(space().read("conv(32,20,1,16,2,9,4,4,0.0)" + TRAINING)))
        .isEqualTo("conv(30,20,1,16,2,1,4,0,0.0)" + TRAINING);
  }

  @Test
  void genesWithoutUseDoNotMakeAnotherNetwork() {
    String one = "conv(5,2,1,16,1,3,2,0,0.3)" + TRAINING;
    String other = "conv(5,2,1,16,1,7,1,2,0.1)" + TRAINING;
    assertThat(space().canonical(space().read(one)))
        .isEqualTo(space().canonical(space().read(other)));
    assertThat(space().canonical(space().read(one.replace(",1,3,2,0,", ",3,3,2,0,"))))
        .isNotEqualTo(space().canonical(space().read(one)));
  }

  /** The three networks released with PENGUIN lie in the default ranges. */
  @Test
  void theReleasedExtremesAreInside() {
    MenndlSettings settings = MenndlSettings.defaults();
    assertThat(settings.kernels()).containsExactly(1, 32);
    assertThat(settings.strides()).containsExactly(1, 20);
    assertThat(settings.mostLearningRate()).isGreaterThanOrEqualTo(0.78);
    assertThat(settings.mostDropout()).isGreaterThanOrEqualTo(0.46);
    assertThat(settings.batchSizes()).containsExactly(25, 186);
  }

  @Test
  void mutationChangesEachGeneAtItsRate() {
    RandomGenerator random = new SplittableRandom(1);
    MenndlGenome parent =
        space().read("conv(9,5,2,100,3,5,2,2,0.25) conv(9,5,2,100,3,5,2,2,0.25)" + TRAINING);
    int trials = 20_000;
    long[] changed = new long[12];
    for (int i = 0; i < trials; i++) {
      MenndlGenome child = space().mutate(parent, random);
      MenndlGenome.Training training = child.training();
      changed[0] += training.batchSize() != 64 ? 1 : 0;
      changed[1] += training.learningRate() != 0.05 ? 1 : 0;
      changed[2] += training.momentum() != 0.5 ? 1 : 0;
      changed[3] += training.dampening() != 0.1 ? 1 : 0;
      changed[4] += training.weightDecay() != 1e-4 ? 1 : 0;
      if (child.convolutions().size() == 2) {
        MenndlGenome.Convolution last = child.convolutions().get(1);
        changed[5] += last.options() != 3 ? 1 : 0;
        changed[6]++;
      }
    }
    for (int gene = 0; gene < 5; gene++) {
      Chances.assertRate(changed[gene], trials, 0.1);
    }
    // Two layers remain if none is added and none removed, or one added and one removed; in the
    // latter case, 0.01, the last layer is new in 1 of 3 and 2 of 3 cases it is an old one.
    Chances.assertRate(changed[6], trials, 0.9 * 0.9 + 0.1 * 0.1);
  }

  @Test
  void optionsMutateToEachOtherOne() {
    RandomGenerator random = new SplittableRandom(2);
    MenndlVariation variation = new MenndlVariation(everyGene(), random);
    MenndlGenome.Convolution layer = new MenndlGenome.Convolution(9, 5, 2, 100, 3, 5, 2, 2, 0.25);
    long[] options = new long[8];
    for (int i = 0; i < 20_000; i++) {
      options[variation.mutated(layer).options()]++;
    }
    double sixth = 1.0 / 6;
    Chances.assertThatCountsFit(
        options, new double[] {0, sixth, sixth, 0, sixth, sixth, sixth, sixth});
  }

  private static MenndlSettings everyGene() {
    MenndlSettings s = MenndlSettings.defaults();
    return new MenndlSettings(
        s.convolutions(),
        s.dense(),
        s.kernels(),
        s.strides(),
        s.paddings(),
        s.filters(),
        s.poolKernels(),
        s.poolStrides(),
        s.poolPaddings(),
        s.units(),
        s.mostDropout(),
        s.batchSizes(),
        s.leastLearningRate(),
        s.mostLearningRate(),
        s.mostMomentum(),
        s.mostDampening(),
        s.leastWeightDecay(),
        s.mostWeightDecay(),
        1,
        0);
  }

  @Test
  void crossoverExchangesLayersAndConstantsEvenly() {
    RandomGenerator random = new SplittableRandom(3);
    MenndlGenome first =
        space().read("conv(1,1,0,16,1,1,1,0,0.0) conv(1,1,0,16,1,1,1,0,0.0)" + TRAINING);
    MenndlGenome second = space().read("conv(2,2,1,32,2,2,2,1,0.1) sgd(32,0.01,0.0,0.0,1.0E-5)");
    long[] patterns = new long[4];
    for (int i = 0; i < 20_000; i++) {
      List<MenndlGenome> children = space().crossOver(first, second, random);
      MenndlGenome one = children.get(0);
      assertThat(one.convolutions()).hasSize(2);
      assertThat(one.convolutions().get(1)).isEqualTo(first.convolutions().get(1));
      boolean layer = one.convolutions().get(0).kernel() == 2;
      boolean rate = one.training().learningRate() == 0.01;
      assertThat(children.get(1).convolutions().get(0).kernel()).isEqualTo(layer ? 1 : 2);
      assertThat(children.get(1).training().learningRate()).isEqualTo(rate ? 0.05 : 0.01);
      patterns[(layer ? 2 : 0) + (rate ? 1 : 0)]++;
    }
    Chances.assertUniform(patterns);
  }

  @Test
  void textsThatAreNoGenomeSayWhy() {
    assertThatThrownBy(() -> space().read("dense(10,0.1)" + TRAINING))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("conv(…) comes first");
    assertThatThrownBy(() -> space().read("conv(1,0,0,16,1,1,1,0,0.0)" + TRAINING))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("stride 0");
    assertThatThrownBy(() -> space().read("conv(1,1,0,16,9,1,1,0,0.0)" + TRAINING))
        .hasMessageContaining("options must be in [1, 7]: 9");
    assertThatThrownBy(() -> space().read("conv(1,1)" + TRAINING))
        .hasMessageContaining("9 numbers wanted");
  }
}

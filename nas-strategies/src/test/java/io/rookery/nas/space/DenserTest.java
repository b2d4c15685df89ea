package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DenserTest extends SearchSpaceKit<DenserGenome> {

  private static final String SKIPPING = "features 1..30 from 2..4 back 3";

  @Override
  protected Denser space() {
    return space(DenserSettings.defaults());
  }

  private Denser space(DenserSettings settings) {
    return new Denser(settings, Grammar.parse(DenserProvider.shipped()), problem());
  }

  private static DenserSettings settings(
      List<String> structure, String learning, double addLayer, double reuse, double removeLayer) {
    return new DenserSettings(
        "", structure, learning, addLayer, reuse, removeLayer, 0.3, 0.3, 0.15, 0.3, 0.15, 1e-3);
  }

  private static final String CONV_RELU =
      "{activation=0;bias=0;conv=0[32,3];features=0;window=0[1]}";
  private static final String SGD =
      " learning{learning=0;limits=0[125,8];nesterov=0;rate=0[0.01,0.0001];sgd=0[0.9]}";
  private static final String DENSE =
      " classification{activation=2;bias=1;classification=0;dense=0[128]}:0";

  private DenserGenome read(String text) {
    return space().read(text);
  }

  @Test
  void parametersAndMultiplyAddsFollowTheClosedForm() {
    Architecture network = space().decode(read("features" + CONV_RELU + ":0" + DENSE + SGD));
    long convolution = 32 * 9;
    long dense = 128L * 32 * 784;
    assertThat(network.parameters()).isEqualTo(convolution + 32 + dense + 10 * 128 + 10);
    assertThat(network.multiplyAdds()).isEqualTo(convolution * 784 + dense + 1280);
  }

  @Test
  void trainingIsDerivedToo() {
    assertThat(space().decode(read("features" + CONV_RELU + ":0" + DENSE + SGD)).recipe())
        .hasValue(new Recipe(new Optimizer.Sgd(0.9, 0, true), 0.01, 1e-3, 125, 8, 1e-4));
    String adam =
        " learning{adam=0[1,0.999];learning=2;limits=0[50,5];rate=0[0.001,0.000001]}"
            .replace("0.000001", "1.0E-6");
    assertThat(space().decode(read("features" + CONV_RELU + ":0" + DENSE + adam)).recipe())
        .hasValue(new Recipe(new Optimizer.Adam(0.9999, 0.999), 0.001, 1e-3, 50, 5, 1e-6));
  }

  @Test
  void withoutALearningRuleTheSearchSaysHowNetworksAreTrained() {
    Denser space = space(settings(List.of(SKIPPING), "", 0.25, 0.15, 0.25));
    assertThat(space.decode(space.sample(new SplittableRandom(1))).recipe()).isEmpty();
  }

  @Test
  void aLayerThatDoesNotFitIsLeftOut() {
    // A pooling of 5 without padding, three times at stride 3: 28, 8, 2, then it does not fit.
    String pooling = "{features=2;pool=0[5];window=1[3]}";
    Architecture network = space().decode(read("features" + pooling + ":0,0,0" + DENSE + SGD));
    assertThat(network.shapes().subList(0, 2))
        .containsExactly(new Shape(1, 8, 8), new Shape(1, 2, 2));
    assertThat(space().canonical(read("features" + pooling + ":0,0,0" + DENSE + SGD)))
        .isEqualTo(space().canonical(read("features" + pooling + ":0,0" + DENSE + SGD)));
  }

  @Test
  void skippedLayersAreBroughtToOneSizeAndConcatenated() {
    Denser space = space(settings(List.of(SKIPPING), "", 0, 0, 0));
    // Layer 1 pools to 14x14; layer 2 reads it and the image.
    String pooling = "{features=2;pool=0[2];window=1[2]}";
    Architecture network = space.decode(space.read("features" + CONV_RELU + pooling + ":0,1,0<-1"));
    assertThat(network.nodes()).anyMatch(node -> node.operation() instanceof Operation.Concat);
    assertThat(network.shapes()).contains(new Shape(33, 14, 14));
  }

  @Test
  void oneUnitInTwoPlacesMutatesInBoth() {
    DenserModule module =
        new DenserModule(
            List.of(DenserText.readUnit("x" + CONV_RELU, "x")),
            List.of(new DenserModule.Layer(0, List.of()), new DenserModule.Layer(0, List.of())));
    Unit other = DenserText.readUnit("x{activation=1;bias=0}", "x");
    DenserModule changed = module.withUnit(0, other);
    assertThat(changed.unit(0)).isEqualTo(other);
    assertThat(changed.unit(1)).isEqualTo(other);
  }

  @Test
  void linksFollowTheLayersTheyLeadTo() {
    Unit unit = DenserText.readUnit("x" + CONV_RELU, "x");
    DenserModule module = DenserText.readModule("m" + CONV_RELU + ":0,0,0<0,0<-1<1", "m");
    assertThat(DenserText.write("m", module.with(1, unit, List.of())))
        .endsWith(":0,1,0,0<0,0<-1<2");
    assertThat(DenserText.write("m", module.without(0))).endsWith(":0,0,0<-1<0");
    assertThat(DenserText.write("m", module.without(2))).endsWith(":0,0,0<-1");
    assertThat(DenserText.write("m", module.withCopy(0, 1, List.of())))
        .endsWith(":0,0,0,0<1,0<-1<2");
  }

  @Test
  void genomesWithLinksComeBackFromTheirText() {
    Denser space = space(settings(List.of(SKIPPING), "learning", 0.5, 0.5, 0.5));
    RandomGenerator random = new SplittableRandom(2);
    DenserGenome genome = space.sample(random);
    boolean linked = false;
    for (int i = 0; i < 500; i++) {
      genome = space.mutate(genome, random);
      assertThat(space.read(space.write(genome))).isEqualTo(genome);
      linked |= space.write(genome).contains("<");
      space.decode(genome);
    }
    assertThat(linked).isTrue();
  }

  /** One or two tries of 1/4 each: none is added in (3/4 + 9/16)/2 of the cases. */
  @Test
  void layersAreAddedAtTheirRate() {
    Denser space = space(settings(List.of("features 1..30 from 4..4 back 1"), "", 0.25, 0.15, 0));
    RandomGenerator random = new SplittableRandom(3);
    DenserGenome parent = space.sample(random);
    long[] added = new long[3];
    for (int i = 0; i < 20_000; i++) {
      added[space.mutate(parent, random).modules().get(0).size() - 4]++;
    }
    double none = (0.75 + 0.75 * 0.75) / 2;
    double two = 0.25 * 0.25 / 2;
    Chances.assertThatCountsFit(added, new double[] {none, 1 - none - two, two});
  }

  @Test
  void layersAreRemovedAtTheirRateAndNeverBelowTheFewest() {
    Denser space = space(settings(List.of("features 3..30 from 4..4 back 1"), "", 0, 0, 0.25));
    RandomGenerator random = new SplittableRandom(4);
    DenserGenome parent = space.sample(random);
    long[] removed = new long[2];
    for (int i = 0; i < 20_000; i++) {
      removed[4 - space.mutate(parent, random).modules().get(0).size()]++;
    }
    double none = (0.75 + 0.75 * 0.75) / 2;
    Chances.assertThatCountsFit(removed, new double[] {none, 1 - none});
  }

  @Test
  void addedLayersAreOldOnesAgainAtTheirRate() {
    Denser space = space(settings(List.of("features 1..5 from 4..4 back 1"), "", 1, 0.15, 0));
    RandomGenerator random = new SplittableRandom(5);
    DenserGenome parent = space.read("features" + CONV_RELU + ":0,0,0,0");
    long again = 0;
    for (int i = 0; i < 20_000; i++) {
      DenserModule child = space.mutate(parent, random).modules().get(0);
      assertThat(child.size()).isEqualTo(5);
      again += child.units().size() == 1 ? 1 : 0;
    }
    Chances.assertRate(again, 20_000, 0.15);
  }

  @Test
  void crossoverKeepsModulesWithinTheirNumbersOfLayers() {
    Denser space = space(settings(List.of("features 2..6 from 2..6 back 3"), "", 0, 0, 0));
    RandomGenerator random = new SplittableRandom(6);
    for (int i = 0; i < 1000; i++) {
      DenserGenome a = space.sample(random);
      DenserGenome b = space.sample(random);
      int layers = a.modules().get(0).size() + b.modules().get(0).size();
      List<DenserGenome> children = space.crossOver(a, b, random);
      int first = children.get(0).modules().get(0).size();
      int second = children.get(1).modules().get(0).size();
      assertThat(first).isBetween(2, 6);
      assertThat(second).isBetween(2, 6);
      assertThat(first + second).isEqualTo(layers);
      space.decode(children.get(0));
    }
  }

  @Test
  void learningIsExchangedInAQuarterOfTheCrossings() {
    RandomGenerator random = new SplittableRandom(7);
    Denser space = space();
    DenserGenome a = space.sample(random);
    DenserGenome b = space.sample(random);
    long exchanged = 0;
    for (int i = 0; i < 20_000; i++) {
      DenserGenome child = space.crossOver(a, b, random).get(0);
      exchanged += b.learning() != null && b.learning().equals(child.learning()) ? 1 : 0;
    }
    Chances.assertRate(exchanged, 20_000, 0.25);
  }

  @Test
  void firstNetworksHaveTheirNumbersOfLayers() {
    RandomGenerator random = new SplittableRandom(8);
    Denser space = space();
    long[] layers = new long[3];
    for (int i = 0; i < 10_000; i++) {
      DenserGenome genome = space.sample(random);
      layers[genome.modules().get(0).size() - 2]++;
      assertThat(genome.modules().get(1).size()).isEqualTo(1);
    }
    Chances.assertUniform(layers);
  }

  @Test
  void ownGrammarsComeFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("own.grammar");
    Files.writeString(file, "<f> ::= layer:fc [num-units,int,1,4,4] act:relu bias:True\n");
    DenserSettings settings =
        new DenserSettings(
            file.toString(), List.of("f 1..2 from 1..1 back 1"), "", 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Denser space = (Denser) new DenserProvider().create(settings, problem());
    assertThat(space.decode(space.sample(new SplittableRandom(1))).parameters())
        .isEqualTo(4 * 784 + 4 + 10 * 4 + 10);
    Files.writeString(file, "<f> ::= layer:lstm\n");
    assertThatThrownBy(() -> new DenserProvider().create(settings, problem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'layer:lstm' is not known");
    Files.delete(file);
    assertThatThrownBy(() -> new DenserProvider().create(settings, problem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot read the grammar");
  }

  @Test
  void genomesThatDoNotDeriveAreRefusedWithTheReason() {
    assertThatThrownBy(() -> read("features{features=0}:0" + DENSE + SGD))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("a codon for <conv> is missing");
    assertThatThrownBy(
            () -> read("features" + CONV_RELU.replace("32,3", "9,3") + ":0" + DENSE + SGD))
        .hasMessageContaining("[num-filters] must be in [32.0, 256.0]: 9.0");
    assertThatThrownBy(() -> read("features" + CONV_RELU + ":1" + DENSE + SGD))
        .isInstanceOf(InvalidArchitecture.class);
    assertThatThrownBy(() -> read("features" + CONV_RELU + ":0" + DENSE))
        .hasMessageContaining("3 parts wanted");
  }

  @Test
  void aStructureThatCannotBeIsRefused() {
    assertThatThrownBy(() -> settings(List.of("features 5..3 from 4..4 back 1"), "", 0, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features 5..3");
    assertThatThrownBy(() -> settings(List.of("features"), "", 0, 0, 0))
        .hasMessageContaining("wanted 'symbol fewest..most");
  }
}

package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MorphSpaceTest extends SearchSpaceKit<MorphGenome<LayerGenome>> {

  private static final MorphSettings SMALL =
      new MorphSettings(
          List.of("conv filters=4 kernel=3|5", "pool size=4", "conv filters=4", "global"),
          List.of(4, 8, 16),
          List.of(16, 32),
          List.of(1, 3),
          6,
          0);

  @Override
  protected MorphSpace<LayerGenome> space() {
    return new MorphSpace<>(
        SMALL, new LayersSpace(new LayersSettings(SMALL.layers(), 0), problem()));
  }

  @Test
  void theDefaultsMakeASpace() {
    SearchSpace<?> space = new MorphProvider().create(MorphSettings.defaults(), problem());
    assertThat(grown(space, 8)).isGreaterThan(grown(space, 0));
  }

  private static <G> long grown(SearchSpace<G> space, int steps) {
    RandomGenerator random = new SplittableRandom(1);
    G genome = space.sample(random);
    for (int i = 0; i < steps; i++) {
      genome = space.mutate(genome, random);
    }
    return space.decode(genome).parameters();
  }

  @Test
  void aMutantIsOneStepFromItsParentAndInheritsItsWeights() {
    MorphSpace<LayerGenome> space = space();
    RandomGenerator random = new SplittableRandom(2);
    MorphGenome<LayerGenome> parent = space.sample(random);
    for (int i = 0; i < SMALL.maxSteps(); i++) {
      MorphGenome<LayerGenome> child = space.mutate(parent, random);
      assertThat(child.edits()).hasSize(i + 1);
      Architecture network = space.decode(child);
      Inheritance inheritance = space.inheritance(parent, child).orElseThrow();
      assertThat(inheritance.nodes()).hasSize(network.nodes().size());
      assertThat(inheritance.nodes()).noneMatch(o -> o instanceof Inheritance.Fresh);
      assertThat(network.parameters()).isGreaterThan(space.decode(parent).parameters());
      parent = child;
    }
    assertThat(space.mutate(parent, random)).isEqualTo(parent);
  }

  @Test
  void strangersInheritNothing() {
    MorphSpace<LayerGenome> space = space();
    RandomGenerator random = new SplittableRandom(3);
    MorphGenome<LayerGenome> parent = space.sample(random);
    MorphGenome<LayerGenome> child = space.mutate(parent, random);
    MorphGenome<LayerGenome> grandchild = space.mutate(child, random);
    assertThat(space.inheritance(child, parent)).isEmpty();
    assertThat(space.inheritance(parent, grandchild)).isEmpty();
    assertThat(space.inheritance(parent, parent)).isEmpty();
  }

  @Test
  void widerAndDeeperComeWithEqualChance() {
    MorphSpace<LayerGenome> space = space();
    RandomGenerator random = new SplittableRandom(4);
    MorphGenome<LayerGenome> parent = space.sample(random);
    long wider = 0;
    for (int i = 0; i < 5000; i++) {
      wider += space.mutate(parent, random).edits().get(0) instanceof MorphEdit.Widen ? 1 : 0;
    }
    Chances.assertRate(wider, 5000, 0.5);
  }

  @Test
  void layersAreWidenedToTheNextWidth() {
    MorphSpace<LayerGenome> space = space();
    MorphGenome<LayerGenome> genome =
        space.read("conv1.kernel=3 / widen(0,8,1) / widen(0,16,2) / deepen(2,3)");
    assertThat(space.decode(genome).shapes().get(0).channels()).isEqualTo(16);
    RandomGenerator random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      List<MorphEdit> edits = space.mutate(genome, random).edits();
      if (edits.get(3) instanceof MorphEdit.Widen w && w.node() == 0) {
        throw new AssertionError("16 is the widest: " + w);
      }
    }
  }

  @Test
  void oneNetworkHasOneCanonicalFormWhateverTheOrderOfSteps() {
    MorphSpace<LayerGenome> space = space();
    String one = space.canonical(space.read("conv1.kernel=3 / widen(0,8,1) / deepen(2,3)"));
    String other = space.canonical(space.read("conv1.kernel=3 / deepen(2,3) / widen(0,8,9)"));
    assertThat(one).isNotEqualTo(other);
    // Widening first makes the new layer wide too: that is the order for which they agree.
    String both =
        space.canonical(space.read("conv1.kernel=3 / deepen(2,3) / widen(0,8,9) / widen(3,8,4)"));
    assertThat(both).isEqualTo(one);
  }

  @Test
  void stepsThatCannotBeAreRefusedWithTheReason() {
    assertThatThrownBy(() -> space().read("conv1.kernel=3 / widen(0,4,1)"))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("not fewer than 4");
    assertThatThrownBy(() -> space().read("conv1.kernel=3 / deepen(0,3)"))
        .hasMessageContaining("no rectifier");
    assertThatThrownBy(() -> space().read("conv1.kernel=3 / prune(0)"))
        .isInstanceOf(InvalidArchitecture.class);
  }

  @Test
  void inheritancesTravelToExecutors() throws IOException, ClassNotFoundException {
    MorphSpace<LayerGenome> space = space();
    RandomGenerator random = new SplittableRandom(6);
    MorphGenome<LayerGenome> parent = space.sample(random);
    Inheritance inheritance = space.inheritance(parent, space.mutate(parent, random)).orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(inheritance);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(inheritance);
    }
  }
}

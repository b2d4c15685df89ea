package io.rookery.nas.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link SearchSpace} must do, as a suite to inherit: give the space, run the tests.
 *
 * @param <G> the space's genome
 */
public abstract class SearchSpaceKit<G> {

  private static final int GENOMES = 10_000;
  private static final int NETWORKS = 300;

  /** The space under test, for {@link #problem()}. */
  protected abstract SearchSpace<G> space();

  /** Grey images of Fashion-MNIST's size and ten classes, unless overridden. */
  protected Problem problem() {
    return new Problem(new Shape(1, 28, 28), 10);
  }

  /** The least share of samples that must decode to a network; 0.5 unless overridden. */
  protected double leastValid() {
    return 0.5;
  }

  /** Samples, their mutants and their children, in equal parts. */
  private List<G> genomes(int count, long seed) {
    SearchSpace<G> space = space();
    RandomGenerator random = new SplittableRandom(seed);
    List<G> genomes = new ArrayList<>();
    G last = space.sample(random);
    while (genomes.size() < count) {
      G sample = space.sample(random);
      genomes.add(sample);
      genomes.add(space.mutate(sample, random));
      genomes.addAll(space.crossOver(last, genomes.get(genomes.size() - 1), random));
      last = genomes.get(genomes.size() - 1);
    }
    return genomes.subList(0, count);
  }

  /** And no two different ones have the same text. */
  @Test
  void everyGenomeComesBackFromItsText() {
    SearchSpace<G> space = space();
    Map<String, G> seen = new HashMap<>();
    for (G genome : genomes(GENOMES, 1)) {
      String text = space.write(genome);
      G back = space.read(text);
      // Compared here, since an assertion for each of so many takes longer than the work.
      if (!back.equals(genome) || !back.equals(seen.computeIfAbsent(text, key -> genome))) {
        assertThat(back).as("read from '%s'", text).isEqualTo(genome);
        assertThat(seen.get(text)).as("of the text '%s' too", text).isEqualTo(genome);
      }
    }
    assertThat(seen.size()).as("different genomes among %d", GENOMES).isGreaterThan(1);
    assertThat(seen.keySet()).noneMatch(text -> text.isBlank() || text.matches("(?s).*[\n\r\t].*"));
  }

  @Test
  void readingAndWritingAgainGivesTheSameText() {
    SearchSpace<G> space = space();
    for (G genome : genomes(NETWORKS, 2)) {
      String text = space.write(genome);
      assertThat(space.write(space.read(text))).isEqualTo(text);
    }
  }

  @Test
  void aTextOfNoGenomeIsRefusedWithAReason() {
    SearchSpace<G> space = space();
    String good = space.write(genomes(1, 3).get(0));
    for (String bad : List.of("", "?", good + " ?", "? " + good)) {
      assertThatThrownBy(() -> space.read(bad))
          .as("reading '%s'", bad)
          .isInstanceOf(InvalidArchitecture.class)
          .message()
          .isNotBlank();
    }
  }

  /** A number with a digit less is still one: what is read must then be a genome like any other. */
  @Test
  void aTextWithoutOneLetterIsRefusedWithAReasonOrAGenome() {
    SearchSpace<G> space = space();
    String good = space.write(genomes(1, 3).get(0));
    for (int i = 0; i < good.length(); i++) {
      String cut = new StringBuilder(good).deleteCharAt(i).toString();
      try {
        String text = space.write(space.read(cut));
        assertThat(space.write(space.read(text))).as("reading '%s'", cut).isEqualTo(text);
      } catch (InvalidArchitecture refused) {
        assertThat(refused).as("reading '%s'", cut).message().isNotBlank();
      }
    }
  }

  @Test
  void theSameSeedGivesTheSameGenomes() {
    assertThat(genomes(1000, 4)).isEqualTo(genomes(1000, 4));
    assertThat(genomes(1000, 4)).isNotEqualTo(genomes(1000, 5));
  }

  @Test
  void variationLeavesParentsAloneAndGivesTwoChildren() {
    SearchSpace<G> space = space();
    List<G> parents = genomes(200, 6);
    List<String> before = parents.stream().map(space::write).toList();
    RandomGenerator random = new SplittableRandom(7);
    for (int i = 1; i < parents.size(); i++) {
      space.mutate(parents.get(i), random);
      assertThat(space.crossOver(parents.get(i - 1), parents.get(i), random)).hasSize(2);
    }
    assertThat(parents.stream().map(space::write).toList()).isEqualTo(before);
  }

  @Test
  void mutationReachesNewGenomes() {
    SearchSpace<G> space = space();
    RandomGenerator random = new SplittableRandom(8);
    G parent = space.sample(random);
    assertThat(IntStream.range(0, 1000).mapToObj(i -> space.mutate(parent, random)))
        .anyMatch(child -> !child.equals(parent));
  }

  @Test
  void genomesDecodeToNetworksOfTheProblemOrSayWhyNot() {
    SearchSpace<G> space = space();
    int valid = 0;
    RandomGenerator random = new SplittableRandom(9);
    for (int i = 0; i < NETWORKS; i++) {
      Optional<Architecture> network = decoded(space, space.sample(random));
      valid += network.isPresent() ? 1 : 0;
      network.ifPresent(this::assertSolvesProblem);
    }
    assertThat((double) valid / NETWORKS).as("share that decodes").isGreaterThan(leastValid());
  }

  private void assertSolvesProblem(Architecture network) {
    assertThat(network.input()).isEqualTo(problem().input());
    assertThat(network.classes()).isEqualTo(problem().classes());
    assertThat(network.parameters()).isPositive();
    assertThat(network.multiplyAdds()).isPositive();
  }

  @Test
  void variantsDecodeToNetworksOrSayWhyNot() {
    SearchSpace<G> space = space();
    for (G genome : genomes(NETWORKS, 10)) {
      decoded(space, genome).ifPresent(this::assertSolvesProblem);
    }
  }

  private static <G> Optional<Architecture> decoded(SearchSpace<G> space, G genome) {
    try {
      return Optional.of(space.decode(genome));
    } catch (InvalidArchitecture e) {
      assertThat(e.getMessage()).isNotBlank();
      return Optional.empty();
    }
  }

  @Test
  void oneCanonicalFormMeansOneCost() {
    SearchSpace<G> space = space();
    Map<String, Optional<String>> seen = new HashMap<>();
    for (G genome : genomes(4 * NETWORKS, 11)) {
      String canonical = space.canonical(genome);
      assertThat(canonical).doesNotContain("\n");
      assertThat(space.canonical(space.read(space.write(genome)))).isEqualTo(canonical);
      Optional<String> cost =
          decoded(space, genome)
              .map(n -> n.parameters() + " " + n.multiplyAdds() + " " + n.depth());
      Optional<String> other = seen.putIfAbsent(canonical, cost);
      assertThat(other == null || other.equals(cost)).as(canonical).isTrue();
    }
  }

  @Test
  void mutantsInheritOnlyWhereTheSpaceSaysSo() {
    SearchSpace<G> space = space();
    RandomGenerator random = new SplittableRandom(14);
    boolean inherits = false;
    for (int i = 0; i < 50; i++) {
      G parent = space.sample(random);
      inherits |= space.inheritance(parent, space.mutate(parent, random)).isPresent();
    }
    assertThat(inherits).isEqualTo(space.inherits());
  }

  @Test
  void decodingIsRepeatableAlsoFromSeveralThreads() {
    SearchSpace<G> space = space();
    List<G> genomes = genomes(50, 12);
    List<Optional<Architecture>> alone = genomes.stream().map(g -> decoded(space, g)).toList();
    List<Optional<Architecture>> together =
        genomes.parallelStream().map(g -> decoded(space, g)).toList();
    assertThat(together).isEqualTo(alone);
  }

  @Test
  void networksTravelToExecutors() throws IOException, ClassNotFoundException {
    SearchSpace<G> space = space();
    Architecture network =
        genomes(NETWORKS, 13).stream()
            .flatMap(genome -> decoded(space, genome).stream())
            .findFirst()
            .orElseThrow();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(network);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(network);
    }
  }
}

package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Failed;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.testkit.BitSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalSearchTest {

  private static final int INITIAL = 4;
  private final BitSpace space = new BitSpace(12);

  private SearchStrategy search(long seed) {
    return new LocalSearchProvider()
        .create(
            new LocalSearchProvider.Settings(INITIAL, 50, PredictedFitness.AS_MEASURED),
            space,
            true,
            seed);
  }

  /** Rugged: many local optima. */
  private static double fitness(String genome) {
    return BitSpace.ones(genome) % 4 * 100 + Math.floorMod(genome.hashCode(), 97);
  }

  private static int differences(String one, String other) {
    int count = 0;
    for (int i = 0; i < one.length(); i++) {
      count += one.charAt(i) != other.charAt(i) ? 1 : 0;
    }
    return count;
  }

  /** With one slot each candidate is foretold but for the order of a network's neighbours. */
  @Test
  void climbsToTheFirstBetterNeighbourAndBeginsAnewAtALocalOptimum() {
    SearchStrategy strategy = search(3);
    Set<String> known = new HashSet<>();
    List<String> initial = new ArrayList<>();
    String position = null;
    int climbs = 1;
    for (int i = 0; i < 600; i++) {
      Candidate next = strategy.ask(1).get(0);
      String genome = next.genome();
      if (position != null && space.neighbours(position).stream().allMatch(known::contains)) {
        climbs++;
        position = null;
        initial.clear();
      }
      if (position == null) {
        assertThat(next.parents()).isEmpty();
        initial.add(genome);
        if (initial.size() == INITIAL) {
          position =
              initial.stream().max(Comparator.comparingDouble(LocalSearchTest::fitness)).get();
        }
      } else {
        assertThat(differences(genome, position)).isEqualTo(1);
        position = fitness(genome) > fitness(position) ? genome : position;
      }
      known.add(genome);
      strategy.tell(
          next.invalid() == null
              ? new Measured(next.id(), fitness(genome), 1)
              : new Failed(next.id(), next.invalid()));
    }
    assertThat(climbs).isGreaterThan(5);
  }

  @Test
  void freeSlotsGetRandomNetworksWhileTheLastNeighboursTrain() {
    SearchStrategy strategy = search(4);
    List<Candidate> initial = strategy.ask(INITIAL);
    initial.forEach(c -> strategy.tell(new Measured(c.id(), fitness(c.genome()), 1)));
    List<Candidate> neighbours = strategy.ask(12);
    assertThat(neighbours).allMatch(c -> c.parents().size() == 1);
    List<Candidate> ahead = strategy.ask(INITIAL + 1);
    assertThat(ahead).allMatch(c -> c.parents().isEmpty());
    neighbours.forEach(c -> strategy.tell(new Measured(c.id(), -1, 1)));
    ahead.forEach(c -> strategy.tell(new Measured(c.id(), -c.sequence(), 1)));
    assertThat(strategy.ask(1).get(0).parents())
        .as("the next climb begins at the best of those asked for ahead")
        .containsExactly(ahead.get(0).id());
  }

  @Test
  void mutantsStandInWhereASpaceListsNoNeighbours() {
    SearchStrategy strategy =
        new LocalSearchProvider()
            .create(
                new LocalSearchProvider.Settings(2, 5, PredictedFitness.AS_MEASURED),
                new Marks(),
                true,
                1);
    Map<String, Integer> kinds = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      Candidate next = strategy.ask(1).get(0);
      kinds.merge(next.parents().isEmpty() ? "sample" : "mutant", 1, Integer::sum);
      strategy.tell(new Measured(next.id(), 1, 1));
    }
    // Mutation of Marks always gives the same network: one neighbour, then a new climb.
    assertThat(kinds).containsEntry("sample", 40).containsEntry("mutant", 20);
  }
}

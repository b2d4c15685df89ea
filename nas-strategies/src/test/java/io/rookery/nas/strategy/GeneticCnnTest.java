package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.testkit.BitSpace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GeneticCnnTest {

  private static final int DRAWS = 40_000;

  /** Four standard deviations of a share of a half among 40,000. */
  private static final double CLOSE = 0.01;

  private final Marks space = new Marks();

  @Test
  void theRouletteDrawsByTheFitnessAboveTheWorst() {
    Evolution.Mating<String> mating =
        new GeneticCnn<>(space, 4, 0, 0).mating(space.members(10, 11, 12, 17));
    Map<String, Double> drawn =
        Marks.shares(DRAWS, random -> mating.children(random).get(0).genome());
    assertThat(drawn).doesNotContainKey("a");
    assertThat(drawn.get("b")).isEqualTo(0.1, within(CLOSE));
    assertThat(drawn.get("c")).isEqualTo(0.2, within(CLOSE));
    assertThat(drawn.get("d")).isEqualTo(0.7, within(CLOSE));
  }

  @Test
  void pairsAreCrossedAndOnlyThoseNotCrossedMutate() {
    Evolution.Mating<String> mating =
        new GeneticCnn<>(space, 4, 0.2, 0.8).mating(space.members(1, 1));
    Map<String, Double> kinds =
        Marks.shares(
            DRAWS, random -> mating.children(random).get(1).genome().replaceAll("[ab,()]", ""));
    assertThat(kinds.get("x")).isEqualTo(0.2, within(CLOSE));
    assertThat(kinds.get("m")).isEqualTo(0.64, within(CLOSE));
    assertThat(kinds.get("")).isEqualTo(0.16, within(CLOSE));
    assertThat(kinds).hasSize(3);
  }

  @Test
  void aCrossedPairIsBothChildrenOfOneCrossing() {
    Evolution.Mating<String> mating =
        new GeneticCnn<>(space, 4, 1, 0).mating(space.members(1, 2, 3));
    List<Draft<String>> pair = mating.children(new SplittableRandom(3));
    String first = pair.get(0).genome();
    assertThat(pair.get(1).genome())
        .isEqualTo("x(" + first.charAt(4) + "," + first.charAt(2) + ")");
  }

  @Test
  void theWorstDies() {
    assertThat(
            new GeneticCnn<>(space, 4, 0.2, 0.8)
                .loser(space.members(3, 1, 2), new SplittableRandom(1))
                .genome())
        .isEqualTo("b");
  }

  /**
   * Of three bits there are eight networks; generations of six go on until all are trained, and
   * those that come again are not asked for.
   */
  @Test
  void aNetworkThatComesAgainIsNotTrainedAgain() {
    SearchStrategy strategy =
        new GeneticCnnProvider()
            .create(
                new GeneticCnnProvider.Settings(6, 0.2, 0.8, true, PredictedFitness.AS_MEASURED),
                new BitSpace(3),
                true,
                1);
    Set<String> trained = new HashSet<>();
    List<Candidate> asked = strategy.ask(10);
    assertThat(asked).hasSize(6);
    while (!asked.isEmpty()) {
      for (Candidate candidate : asked) {
        assertThat(trained.add(candidate.genome())).isTrue();
        strategy.tell(new Measured(candidate.id(), BitSpace.ones(candidate.genome()), 1));
      }
      asked = strategy.ask(10);
    }
    assertThat(trained).hasSize(8);
  }

  @Test
  void theNextGenerationIsMadeOfTheChildrenAlone() {
    GeneticCnn<String> geneticCnn = new GeneticCnn<>(space, 3, 0.2, 0.8);
    List<Member<String>> parents = space.members(1, 2, 3);
    List<Member<String>> children = space.members(0, 1);
    assertThat(geneticCnn.survivors(parents, children, new SplittableRandom(1)))
        .isEqualTo(children);
    assertThat(geneticCnn.survivors(parents, List.of(), new SplittableRandom(1)))
        .isEqualTo(parents);
  }
}

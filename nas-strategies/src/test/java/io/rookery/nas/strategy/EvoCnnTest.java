package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvoCnnTest {

  private static final int DRAWS = 40_000;

  /** Four standard deviations of a share of a half among 40,000. */
  private static final double CLOSE = 0.01;

  private final Marks space = new Marks();

  private EvoCnn<String> evoCnn(int population, double crossover, double mutation) {
    return new EvoCnn<>(
        space,
        new EvoCnnProvider.Settings(
            population, crossover, mutation, 0.2, 5, 2, true, PredictedFitness.AS_MEASURED));
  }

  /** Share of each as the first parent of a child that is only a copy. */
  private Map<String, Double> winners(List<Member<String>> members) {
    Evolution.Mating<String> mating = evoCnn(2, 0, 0).mating(members);
    return Marks.shares(DRAWS, random -> mating.children(random).get(0).genome());
  }

  @Test
  void ofVeryDifferentNetworksTheBetterWins() {
    Map<String, Double> winners = winners(space.members(List.of("simple", "much longer"), 10, 16));
    assertThat(winners.get("much longer")).isEqualTo(0.75, within(CLOSE));
  }

  @Test
  void ofNearlyEqualNetworksTheMuchSimplerWins() {
    Map<String, Double> winners = winners(space.members(List.of("simple", "much longer"), 10, 15));
    assertThat(winners.get("simple")).isEqualTo(0.75, within(CLOSE));
  }

  @Test
  void ofNearlyEqualNetworksOfAboutTheSameSizeTheBetterWins() {
    // Two parameters fewer are not more than two.
    Map<String, Double> winners = winners(space.members(List.of("123", "12345"), 10, 15));
    assertThat(winners.get("12345")).isEqualTo(0.75, within(CLOSE));
  }

  @Test
  void childrenAreCrossedAndMutatedWithTheirProbabilities() {
    Evolution.Mating<String> mating = evoCnn(2, 0.9, 0.1).mating(space.members(1, 1));
    Map<String, Double> kinds =
        Marks.shares(
            DRAWS, random -> mating.children(random).get(1).genome().replaceAll("[ab,()]", ""));
    assertThat(kinds.get("x")).isEqualTo(0.81, within(CLOSE));
    assertThat(kinds.get("mx")).isEqualTo(0.09, within(CLOSE));
    assertThat(kinds.get("m")).isEqualTo(0.01, within(0.002));
    assertThat(kinds.get("")).isEqualTo(0.09, within(CLOSE));
  }

  @Test
  void theBestFifthSurvivesAndTheRestComesFromTheOthers() {
    List<Member<String>> parents =
        space.members(IntStream.range(0, 10).mapToDouble(i -> i * 10).toArray());
    List<Member<String>> children =
        space.members(IntStream.range(0, 10).mapToDouble(i -> i * 10 + 5).toArray());
    List<Member<String>> survivors =
        evoCnn(10, 1, 1).survivors(parents, children, new SplittableRandom(1));
    assertThat(survivors).hasSize(10);
    assertThat(survivors.subList(0, 2)).containsExactly(children.get(9), parents.get(9));
    assertThat(survivors.subList(2, 10)).doesNotContain(children.get(9), parents.get(9));
  }

  /** Of the 18 others, by descending score, the i-th wins with (2·(18 − i) − 1) / 18². */
  @Test
  void theRestIsFilledByTournaments() {
    List<Member<String>> parents =
        space.members(IntStream.range(0, 10).mapToDouble(i -> i * 20).toArray());
    List<Member<String>> children =
        space.members(IntStream.range(0, 10).mapToDouble(i -> i * 20 + 10).toArray());
    SplittableRandom random = new SplittableRandom(2);
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      evoCnn(10, 1, 1).survivors(parents, children, random).stream()
          .skip(2)
          .forEach(survivor -> drawn.add(survivor.score()));
    }
    for (int i = 0; i < 18; i++) {
      double score = 170 - 10 * i;
      double share = drawn.stream().filter(s -> s == score).count() / (double) drawn.size();
      assertThat(share).isEqualTo((2 * (18 - i) - 1) / 324.0, within(0.008));
    }
  }

  @Test
  void theLoserOfATournamentAmongAllButTheBestDies() {
    List<Member<String>> members = space.members(90, 80, 10, 20, 30, 40, 50, 60, 70, 65, 5);
    EvoCnn<String> evoCnn = evoCnn(10, 1, 1);
    Map<String, Double> dead =
        Marks.shares(DRAWS, random -> evoCnn.loser(members, random).genome());
    assertThat(dead).doesNotContainKeys("a", "b");
    // Of nine, the worst is among the two drawn, and then loses, in two of nine cases.
    assertThat(dead.get("k")).isEqualTo(2 / 9.0, within(CLOSE));
  }
}

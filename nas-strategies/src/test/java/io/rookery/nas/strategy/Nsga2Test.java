package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.rookery.nas.strategy.Nsga2Provider.Settings;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Nsga2Test {

  private static final int DRAWS = 40_000;

  /** Four standard deviations of a share of a half among 40,000. */
  private static final double CLOSE = 0.01;

  private final Marks space = new Marks();
  private final SplittableRandom random = new SplittableRandom(4);

  private Nsga2<String> nsga2(int size, Objective... objectives) {
    return new Nsga2<>(space, List.of(objectives), size, size);
  }

  private static List<String> names(List<Member<String>> members) {
    return members.stream().map(Member::genome).toList();
  }

  @Test
  void everyMatingCrossesAndMutatesBothChildren() {
    List<Draft<String>> children =
        nsga2(2, Objective.FITNESS).mating(space.members(1, 2)).children(random);
    assertThat(children)
        .hasSize(2)
        .allMatch(child -> child.genome().matches("m\\(x\\([ab],[ab]\\)\\)"));
  }

  /** Of two drawn with replacement the better: of four ranks 7, 5, 3 and 1 in 16. */
  @Test
  void aTournamentGoesByDomination() {
    Evolution.Mating<String> mating = nsga2(4, Objective.FITNESS).mating(space.members(1, 2, 3, 4));
    Map<Character, Double> mothers =
        Marks.shares(DRAWS, r -> mating.children(r).get(0).genome().charAt(4));
    assertThat(mothers.get('d')).isEqualTo(7 / 16.0, within(CLOSE));
    assertThat(mothers.get('c')).isEqualTo(5 / 16.0, within(CLOSE));
    assertThat(mothers.get('b')).isEqualTo(3 / 16.0, within(CLOSE));
    assertThat(mothers.get('a')).isEqualTo(1 / 16.0, within(CLOSE));
  }

  /**
   * On one front (score rises with size) the two ends are never crowded, of the inner two the one
   * in the gap is less crowded. Ends: 2/16 against each inner one, half against each other.
   */
  @Test
  void aTournamentOnOneFrontGoesByCrowding() {
    List<Member<String>> front =
        space.members(List.of("a", "bb", "ccc", "dddddddddd"), 1, 2, 3, 10);
    Evolution.Mating<String> mating =
        nsga2(4, Objective.FITNESS, Objective.PARAMETERS).mating(front);
    Map<Character, Double> mothers =
        Marks.shares(DRAWS, r -> mating.children(r).get(0).genome().charAt(4));
    assertThat(mothers.get('a')).isEqualTo(6 / 16.0, within(CLOSE));
    assertThat(mothers.get('d')).isEqualTo(6 / 16.0, within(CLOSE));
    assertThat(mothers.get('c')).isEqualTo(3 / 16.0, within(CLOSE));
    assertThat(mothers.get('b')).isEqualTo(1 / 16.0, within(CLOSE));
  }

  @Test
  void wholeFrontsSurviveAndTheLastOneByCrowding() {
    List<Member<String>> parents = space.members(List.of("a", "bb", "ccc"), 1, 2, 3);
    List<Member<String>> children =
        space.members(List.of("dddd", "eeeeeeeeee", "ffffffffffff"), 3.5, 10, 2);
    Nsga2<String> nsga2 = nsga2(4, Objective.FITNESS, Objective.PARAMETERS);
    assertThat(names(nsga2.survivors(parents, children, random)))
        .containsExactlyInAnyOrder("a", "eeeeeeeeee", "dddd", "bb");
    assertThat(names(nsga2(20, Objective.FITNESS).survivors(parents, children, random))).hasSize(6);
  }

  @Test
  void theLastByRankAndCrowdingDies() {
    List<Member<String>> members =
        space.members(List.of("a", "bb", "ccc", "dddddddddd", "ffffffffffff"), 1, 2, 3, 10, 4);
    Nsga2<String> nsga2 = nsga2(4, Objective.FITNESS, Objective.MULTIPLY_ADDS);
    assertThat(nsga2.loser(members, random).genome()).isEqualTo("ffffffffffff");
    assertThat(nsga2.loser(members.subList(0, 4), random).genome()).isEqualTo("bb");
  }

  @Test
  void anUnknownLatencyCountsAsTheLargest() {
    List<Member<String>> members = space.members(1, 2, 3);
    assertThat(Objective.LATENCY.costs(members)).containsExactly(0, 1, 2);
    assertThat(Objective.FITNESS.costs(members)).containsExactly(-1, -2, -3);
    Proposals<String> proposals =
        new Proposals<>(space, new Scoring(true, PredictedFitness.AS_MEASURED), 0);
    proposals.propose(Draft.fresh("untold"));
    assertThat(
            Objective.LATENCY.costs(
                List.of(members.get(0), proposals.member("c0000"), members.get(2))))
        .containsExactly(0, 2, 2);
  }

  @Test
  void refusesObjectivesThatAreNone() {
    Settings defaults = new Nsga2Provider().defaults();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> objectives(List.of("fitness", "size"), defaults))
        .withMessageContaining("'size'")
        .withMessageContaining("fitness, multiply-adds, parameters, latency");
    assertThatIllegalArgumentException().isThrownBy(() -> objectives(List.of(), defaults));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> objectives(List.of("latency", "latency"), defaults))
        .withMessageContaining("each once");
  }

  private static Settings objectives(List<String> objectives, Settings other) {
    return new Settings(objectives, other.population(), other.offspring(), true, other.predicted());
  }
}

package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MenndlTest {

  private static final int DRAWS = 40_000;

  /** Four standard deviations of a share of a half among 40,000. */
  private static final double CLOSE = 0.01;

  private final Marks space = new Marks();

  @Test
  void sevenOfTenChildrenHaveTwoParentsAndAllMutate() {
    Evolution.Mating<String> mating = new Menndl<>(space, 1, 0.7).mating(space.members(1, 1));
    Map<String, Double> kinds =
        Marks.shares(
            DRAWS, random -> mating.children(random).get(0).genome().replaceAll("[ab,()]", ""));
    assertThat(kinds.get("mx")).isEqualTo(0.7, within(CLOSE));
    assertThat(kinds.get("m")).isEqualTo(0.3, within(CLOSE));
  }

  /** Of five, three in a tournament: the best is among them in 6 of 10, the third best wins 1. */
  @Test
  void theBestOfATournamentIsAParent() {
    Evolution.Mating<String> mating =
        new Menndl<>(space, 3, 0).mating(space.members(1, 2, 3, 4, 5));
    Map<String, Double> parents =
        Marks.shares(DRAWS, random -> mating.children(random).get(0).parents().get(0).genome());
    assertThat(parents).containsOnlyKeys("c", "d", "e");
    assertThat(parents.get("e")).isEqualTo(0.6, within(CLOSE));
    assertThat(parents.get("d")).isEqualTo(0.3, within(CLOSE));
    assertThat(parents.get("c")).isEqualTo(0.1, within(CLOSE));
  }

  @Test
  void theWorstDies() {
    List<Member<String>> members = space.members(3, 1, 2, 1);
    assertThat(new Menndl<>(space, 3, 0.7).loser(members, new SplittableRandom(1)).genome())
        .isEqualTo("d");
  }
}

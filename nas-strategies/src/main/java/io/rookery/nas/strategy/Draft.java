package io.rookery.nas.strategy;

import java.util.List;

/**
 * A genome that may become a candidate.
 *
 * @param genome what was drawn
 * @param parents those it was made from
 * @param budget training it shall have had in all, as a multiple of the search's epochs
 * @param continued whether it is its only parent's network, trained further
 */
public record Draft<G>(G genome, List<Member<G>> parents, double budget, boolean continued) {

  public Draft {
    parents = parents.stream().distinct().toList();
  }

  /** A genome without parents. */
  public static <G> Draft<G> fresh(G genome) {
    return new Draft<>(genome, List.of(), 1, false);
  }

  /** A genome made from another. */
  public static <G> Draft<G> of(G genome, Member<G> parent) {
    return new Draft<>(genome, List.of(parent), 1, false);
  }

  /** A genome made from two others. */
  public static <G> Draft<G> of(G genome, Member<G> mother, Member<G> father) {
    return new Draft<>(genome, List.of(mother, father), 1, false);
  }

  /** The same network, trained further, from where its training stands. */
  public static <G> Draft<G> longer(Member<G> member, double budget) {
    return new Draft<>(member.genome(), List.of(member), budget, true);
  }

  /** The same with another budget. */
  public Draft<G> withBudget(double changed) {
    return new Draft<>(genome, parents, changed, continued);
  }
}

package io.rookery.nas.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** An evolution that can also go by generations, as most were published. */
interface Generations<G> extends Evolution<G> {

  /** The next generation's drafts, at least one. */
  List<Draft<G>> offspring(List<Member<G>> population, RandomGenerator random);

  /**
   * The next population.
   *
   * @param offspring of the generation that ended, all with a score
   */
  List<Member<G>> survivors(
      List<Member<G>> population, List<Member<G>> offspring, RandomGenerator random);

  /**
   * Whether a draft of a known network stands for that network, with the fitness it is known to
   * have; otherwise it is drawn again.
   */
  default boolean keepsDuplicates() {
    return false;
  }

  /** The children of as many matings as {@code count} children need. */
  static <G> List<Draft<G>> children(
      int count, Evolution.Mating<G> mating, RandomGenerator random) {
    List<Draft<G>> children = new ArrayList<>();
    while (children.size() < count) {
      children.addAll(mating.children(random));
    }
    return children.subList(0, count);
  }
}

package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Exchanges each gene with probability one half (Syswerda 1989). */
final class UniformCrossover {

  private UniformCrossover() {}

  static List<Genes> cross(Genes first, Genes second, RandomGenerator random) {
    List<Integer> one = new ArrayList<>(first.values());
    List<Integer> other = new ArrayList<>(second.values());
    for (int i = 0; i < one.size(); i++) {
      if (random.nextBoolean()) {
        one.set(i, second.get(i));
        other.set(i, first.get(i));
      }
    }
    return List.of(new Genes(one), new Genes(other));
  }
}

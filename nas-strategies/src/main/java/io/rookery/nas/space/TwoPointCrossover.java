package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Exchanges the genes between two different cut points, drawn uniformly from the places between
 * genes.
 */
final class TwoPointCrossover {

  private TwoPointCrossover() {}

  /** Two children; the first begins as the first parent. Needs at least three genes. */
  static List<Genes> cross(Genes first, Genes second, RandomGenerator random) {
    int places = first.length() - 1;
    int one = 1 + random.nextInt(places);
    int other = 1 + random.nextInt(places - 1);
    if (other >= one) {
      other++;
    }
    int from = Math.min(one, other);
    int to = Math.max(one, other);
    return List.of(spliced(first, second, from, to), spliced(second, first, from, to));
  }

  private static Genes spliced(Genes outer, Genes inner, int from, int to) {
    List<Integer> values = new ArrayList<>(outer.values());
    for (int i = from; i < to; i++) {
      values.set(i, inner.get(i));
    }
    return new Genes(values);
  }
}

package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inner genome of one layer in dynamic structured grammatical evolution (Lourenço et al. 2018):
 * for each non-terminal, in the order of their use, which production is taken, with its numbers.
 * Codons that the derivation does not reach stay, and are used again when a mutation leads to them.
 *
 * @param codons by non-terminal
 */
record Unit(SortedMap<String, List<Codon>> codons) {

  Unit {
    SortedMap<String, List<Codon>> copy = new TreeMap<>();
    codons.forEach((name, list) -> copy.put(name, List.copyOf(list)));
    codons = Collections.unmodifiableSortedMap(copy);
  }

  /**
   * One use of a non-terminal.
   *
   * @param production its number
   * @param numbers the numbers of all its blocks, in order
   */
  record Codon(int production, List<Double> numbers) {
    Codon {
      numbers = List.copyOf(numbers);
    }
  }

  /** The same but for one codon. */
  Unit with(String name, int index, Codon codon) {
    Map<String, List<Codon>> changed = new TreeMap<>(codons);
    List<Codon> list = new ArrayList<>(codons.getOrDefault(name, List.of()));
    list.set(index, codon);
    changed.put(name, list);
    return new Unit(new TreeMap<>(changed));
  }
}

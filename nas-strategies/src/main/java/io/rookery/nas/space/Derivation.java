package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.space.Grammar.Block;
import io.rookery.nas.space.Grammar.NonTerminal;
import io.rookery.nas.space.Grammar.Symbol;
import io.rookery.nas.space.Grammar.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Expands a non-terminal by the codons of a {@link Unit}. Where one is missing it is drawn; without
 * a source of randomness that is an error, so that decoding never draws, as the published code
 * does.
 */
final class Derivation {

  private final Grammar grammar;
  private final @Nullable RandomGenerator random;
  private final SortedMap<String, List<Unit.Codon>> codons = new TreeMap<>();
  private final Map<String, Integer> read = new HashMap<>();
  private final List<String> words = new ArrayList<>();

  private Derivation(Grammar grammar, Unit unit, @Nullable RandomGenerator random) {
    this.grammar = grammar;
    this.random = random;
    unit.codons().forEach((name, list) -> codons.put(name, new ArrayList<>(list)));
  }

  /** A unit for this non-terminal, drawn with equal chance of all productions. */
  static Unit drawn(Grammar grammar, String start, RandomGenerator random) {
    return completed(grammar, start, new Unit(new TreeMap<>()), random);
  }

  /** The unit with those codons that its derivation misses. */
  static Unit completed(Grammar grammar, String start, Unit unit, RandomGenerator random) {
    Derivation derivation = new Derivation(grammar, unit, random);
    derivation.expand(start);
    return new Unit(derivation.codons);
  }

  /**
   * What the unit stands for: words, and for a block its name, a colon and its numbers.
   *
   * @throws InvalidArchitecture if it misses a codon
   */
  static List<String> words(Grammar grammar, String start, Unit unit) {
    Derivation derivation = new Derivation(grammar, unit, null);
    derivation.expand(start);
    return derivation.words;
  }

  private void expand(String name) {
    int index = read.merge(name, 1, Integer::sum) - 1;
    List<Unit.Codon> known = codons.computeIfAbsent(name, key -> new ArrayList<>());
    if (index == known.size()) {
      known.add(draw(name));
    }
    Unit.Codon codon = known.get(index);
    List<List<Symbol>> productions = grammar.productions(name);
    if (codon.production() >= productions.size()) {
      throw new InvalidArchitecture(
          "<%s> has %d productions, no number %d"
              .formatted(name, productions.size(), codon.production()));
    }
    int next = 0;
    for (Symbol symbol : productions.get(codon.production())) {
      if (symbol instanceof NonTerminal nonTerminal) {
        expand(nonTerminal.name());
      } else if (symbol instanceof Word word) {
        words.add(word.text());
      } else {
        next = addBlock((Block) symbol, codon, next);
      }
    }
  }

  private int addBlock(Block block, Unit.Codon codon, int from) {
    List<String> numbers = new ArrayList<>();
    for (int i = from; i < from + block.count(); i++) {
      if (i >= codon.numbers().size()) {
        throw new InvalidArchitecture("[%s] misses a number".formatted(block.name()));
      }
      double number = codon.numbers().get(i);
      if (!(number >= block.least() && number <= block.most())) {
        throw new InvalidArchitecture(
            "[%s] must be in [%s, %s]: %s"
                .formatted(block.name(), block.least(), block.most(), number));
      }
      numbers.add(block.integer() ? String.valueOf((long) number) : String.valueOf(number));
    }
    words.add(block.name() + ":" + String.join(",", numbers));
    return from + block.count();
  }

  private Unit.Codon draw(String name) {
    @Nullable RandomGenerator source = random;
    if (source == null) {
      throw new InvalidArchitecture("a codon for <%s> is missing".formatted(name));
    }
    return codon(grammar, name, source.nextInt(grammar.productions(name).size()), source);
  }

  /** A codon for a production, its numbers drawn uniformly. */
  static Unit.Codon codon(Grammar grammar, String name, int production, RandomGenerator random) {
    List<Double> numbers = new ArrayList<>();
    for (Block block : grammar.blocks(name, production)) {
      for (int i = 0; i < block.count(); i++) {
        numbers.add(number(block, random));
      }
    }
    return new Unit.Codon(production, numbers);
  }

  /** A number of a block, drawn uniformly. */
  static double number(Block block, RandomGenerator random) {
    if (block.integer()) {
      return random.nextLong((long) block.least(), (long) block.most() + 1);
    }
    return block.least() + random.nextDouble() * (block.most() - block.least());
  }
}

package io.rookery.nas.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A context-free grammar in Backus-Naur form with blocks of numbers, as DENSER uses it.
 *
 * <p>A rule is {@code <name> ::= production | production}; a line that begins with {@code |} goes
 * on with the rule before it; {@code #} begins a comment. A production's symbols are separated by
 * spaces: {@code <name>}, a word, or a block {@code [name,int,count,least,most]} of {@code count}
 * numbers, {@code int} or {@code float}.
 *
 * @param rules productions of each non-terminal, in the order of the text
 */
record Grammar(Map<String, List<List<Grammar.Symbol>>> rules) {

  /** What productions are made of. */
  sealed interface Symbol {}

  /** A non-terminal, expanded by its rule. */
  record NonTerminal(String name) implements Symbol {}

  /** A word that stands for itself. */
  record Word(String text) implements Symbol {}

  /** So many numbers, each in [least, most]. */
  record Block(String name, boolean integer, int count, double least, double most)
      implements Symbol {}

  Grammar {
    Map<String, List<List<Symbol>>> copy = new LinkedHashMap<>();
    rules.forEach(
        (name, productions) -> copy.put(name, productions.stream().map(List::copyOf).toList()));
    rules = Collections.unmodifiableMap(copy);
  }

  /**
   * The grammar of a text.
   *
   * @throws IllegalArgumentException if it is none; the message says in which line
   */
  static Grammar parse(String text) {
    return new GrammarParser(text).parse();
  }

  /** Productions of a non-terminal that has a rule. */
  List<List<Symbol>> productions(String name) {
    List<List<Symbol>> productions = rules.get(name);
    if (productions == null) {
      throw new IllegalArgumentException("the grammar has no rule for <%s>".formatted(name));
    }
    return productions;
  }

  /** Blocks of one production. */
  List<Block> blocks(String name, int production) {
    return productions(name).get(production).stream()
        .filter(Block.class::isInstance)
        .map(Block.class::cast)
        .toList();
  }
}

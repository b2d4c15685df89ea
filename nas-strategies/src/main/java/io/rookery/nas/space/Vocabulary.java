package io.rookery.nas.space;

import io.rookery.nas.space.Grammar.Block;
import io.rookery.nas.space.Grammar.NonTerminal;
import io.rookery.nas.space.Grammar.Symbol;
import io.rookery.nas.space.Grammar.Word;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words a DENSER grammar may use; another one is an error before the search begins. */
final class Vocabulary {

  private static final Map<String, List<String>> WORDS =
      Map.of(
          "layer", List.of("conv", "pool-max", "pool-avg", "batch-norm", "dropout", "fc"),
          "act", List.of("linear", "relu", "leaky-relu", "sigmoid", "tanh", "swish", "gelu"),
          "padding", List.of("same", "valid"),
          "bias", List.of("True", "False"),
          "batch-normalisation", List.of("True", "False"),
          "nesterov", List.of("True", "False"),
          "learning", List.of("gradient-descent", "rmsprop", "adam"));

  /** Names of numbers; {@code epochs} is accepted, and the search's own number of epochs counts. */
  private static final List<String> NUMBERS =
      List.of(
          "num-filters",
          "filter-shape",
          "kernel-size",
          "stride",
          "rate",
          "num-units",
          "lr",
          "momentum",
          "decay",
          "rho",
          "beta1",
          "beta2",
          "batch_size",
          "early_stop",
          "epochs");

  private Vocabulary() {}

  /** Checks everything that can be derived from these non-terminals. */
  static void check(Grammar grammar, List<String> starts) {
    Set<String> seen = new TreeSet<>();
    starts.forEach(start -> check(grammar, start, seen));
  }

  private static void check(Grammar grammar, String name, Set<String> seen) {
    if (!seen.add(name)) {
      return;
    }
    for (List<Symbol> production : grammar.productions(name)) {
      for (Symbol symbol : production) {
        if (symbol instanceof NonTerminal nonTerminal) {
          check(grammar, nonTerminal.name(), seen);
        } else if (symbol instanceof Block block) {
          check(block);
        } else {
          check(((Word) symbol).text());
        }
      }
    }
  }

  private static void check(Block block) {
    if (!NUMBERS.contains(block.name()) || block.count() != 1) {
      throw new IllegalArgumentException(
          "grammar: one number of %s is wanted in a block, found %d of '%s'"
              .formatted(NUMBERS, block.count(), block.name()));
    }
  }

  private static void check(String word) {
    int colon = word.indexOf(':');
    String name = colon < 0 ? word : word.substring(0, colon);
    String value = word.substring(colon + 1);
    boolean number = NUMBERS.contains(name) && value.matches("[-+0-9.eE]+");
    if (colon < 0 || !(number || WORDS.getOrDefault(name, List.of()).contains(value))) {
      throw new IllegalArgumentException(
          "grammar: '%s' is not known; there are %s, and numbers for %s"
              .formatted(word, new java.util.TreeMap<>(WORDS), NUMBERS));
    }
  }
}

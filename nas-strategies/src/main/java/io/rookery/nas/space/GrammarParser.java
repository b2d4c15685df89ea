package io.rookery.nas.space;

import io.rookery.nas.space.Grammar.Block;
import io.rookery.nas.space.Grammar.NonTerminal;
import io.rookery.nas.space.Grammar.Symbol;
import io.rookery.nas.space.Grammar.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@link Grammar} and checks it. */
final class GrammarParser {

  private static final Pattern RULE = Pattern.compile("<([-\\w]+)>\\s*::=(.*)");
  private static final Pattern SYMBOL =
      Pattern.compile("<([-\\w]+)>|\\[([^\\]]*)\\]|([^<>\\[\\]\\s]+)");
  private static final Pattern BLOCK =
      Pattern.compile("([^,\\s]+),(int|float),(\\d+),([-+0-9.eE]+),([-+0-9.eE]+)");

  private final String[] lines;
  private final Map<String, List<List<Symbol>>> rules = new LinkedHashMap<>();

  GrammarParser(String text) {
    lines = text.split("\\R", -1);
  }

  Grammar parse() {
    String rule = "";
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].replaceFirst("(^|\\s)#.*", "").strip();
      Matcher matcher = RULE.matcher(line);
      if (line.startsWith("|") && !rule.isEmpty()) {
        productions(line.substring(1), rule, i);
      } else if (matcher.matches()) {
        rule = matcher.group(1);
        if (rules.put(rule, new ArrayList<>()) != null) {
          throw wrong(i, "<%s> has a rule already".formatted(rule));
        }
        productions(matcher.group(2), rule, i);
      } else if (!line.isEmpty()) {
        throw wrong(i, "<name> ::= production | … is wanted, found '%s'".formatted(line));
      }
    }
    checkDefined();
    checkFinite();
    return new Grammar(rules);
  }

  private void productions(String text, String rule, int line) {
    List<List<Symbol>> productions = rules.getOrDefault(rule, new ArrayList<>());
    for (String production : text.split("\\|", -1)) {
      if (production.isBlank()) {
        throw wrong(line, "<%s> has an empty production".formatted(rule));
      }
      productions.add(symbols(production.strip(), line));
    }
  }

  private static List<Symbol> symbols(String text, int line) {
    List<Symbol> symbols = new ArrayList<>();
    Matcher matcher = SYMBOL.matcher(text);
    int end = 0;
    while (matcher.find()) {
      if (!text.substring(end, matcher.start()).isBlank()) {
        break;
      }
      end = matcher.end();
      if (matcher.group(1) != null) {
        symbols.add(new NonTerminal(matcher.group(1)));
      } else {
        symbols.add(
            matcher.group(2) != null ? block(matcher.group(2), line) : new Word(matcher.group(3)));
      }
    }
    if (!text.substring(end).isBlank()) {
      throw wrong(line, "cannot read '%s'".formatted(text.substring(end).strip()));
    }
    return symbols;
  }

  private static Block block(String text, int line) {
    Matcher matcher = BLOCK.matcher(text.replaceAll("\\s*,\\s*", ",").strip());
    if (!matcher.matches()) {
      throw wrong(
          line, "[name,int or float,count,least,most] is wanted, found [%s]".formatted(text));
    }
    try {
      boolean integer = matcher.group(2).equals("int");
      int count = Integer.parseInt(matcher.group(3));
      double least = Double.parseDouble(matcher.group(4));
      double most = Double.parseDouble(matcher.group(5));
      boolean whole = least == Math.rint(least) && most == Math.rint(most);
      if (count >= 1 && least <= most && (whole || !integer)) {
        return new Block(matcher.group(1), integer, count, least, most);
      }
    } catch (NumberFormatException e) {
      throw wrong(line, "no numbers: [%s]".formatted(text));
    }
    throw wrong(
        line,
        "count must be at least 1, least at most most, both whole for int: [%s]".formatted(text));
  }

  private void checkDefined() {
    if (rules.isEmpty()) {
      throw new IllegalArgumentException("the grammar has no rule");
    }
    rules.forEach(
        (name, productions) ->
            productions.stream()
                .flatMap(List::stream)
                .filter(NonTerminal.class::isInstance)
                .map(symbol -> ((NonTerminal) symbol).name())
                .filter(used -> !rules.containsKey(used))
                .findFirst()
                .ifPresent(
                    used -> {
                      throw new IllegalArgumentException(
                          "the grammar has no rule for <%s>, which <%s> uses"
                              .formatted(used, name));
                    }));
  }

  /** Recursion would make layers of any length; no rule may lead back to itself. */
  private void checkFinite() {
    Set<String> done = new HashSet<>();
    rules.keySet().forEach(name -> visit(name, new HashSet<>(), done));
  }

  private void visit(String name, Set<String> path, Set<String> done) {
    if (!path.add(name)) {
      throw new IllegalArgumentException("the rule of <%s> leads back to itself".formatted(name));
    }
    if (!done.contains(name)) {
      rules.getOrDefault(name, List.of()).stream()
          .flatMap(List::stream)
          .filter(NonTerminal.class::isInstance)
          .forEach(symbol -> visit(((NonTerminal) symbol).name(), path, done));
    }
    done.add(name);
    path.remove(name);
  }

  private static IllegalArgumentException wrong(int line, String what) {
    return new IllegalArgumentException("grammar, line %d: %s".formatted(line + 1, what));
  }
}

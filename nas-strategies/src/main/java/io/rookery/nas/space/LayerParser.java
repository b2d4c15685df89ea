package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads the notation of {@code layers} spaces: statements, one an element of the list or separated
 * by semicolons, and blocks in braces, which may span elements. docs/spaces.md describes it.
 */
final class LayerParser {

  /** A statement or a brace, and the element of the list it stands in, from 1. */
  private record Token(String text, int element) {}

  private final List<Token> tokens = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private int next;

  private LayerParser(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String spaced = lines.get(i).replaceAll("[{}]|(?<![^\\s{};])or(?![^\\s{};])", ";$0;");
      for (String statement : spaced.split(";", -1)) {
        if (!statement.isBlank()) {
          tokens.add(new Token(statement.strip(), i + 1));
        }
      }
    }
  }

  /**
   * The parts of a list of lines.
   *
   * @throws IllegalArgumentException if they are none; the message says in which element
   */
  static List<Part> parse(List<String> lines) {
    LayerParser parser = new LayerParser(lines);
    List<Part> parts = parser.parts(true);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("layers must name at least one layer");
    }
    return parts;
  }

  /** Up to the end, or to the closing brace or the "or" of the block, which stay. */
  private List<Part> parts(boolean top) {
    List<Part> parts = new ArrayList<>();
    while (next < tokens.size() && (top || !endsBlock(tokens.get(next).text()))) {
      Token token = tokens.get(next++);
      try {
        parts.add(part(token, top));
      } catch (WrongElement e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new WrongElement("layers, element %d: %s".formatted(token.element(), e.getMessage()));
      }
    }
    return parts;
  }

  private static boolean endsBlock(String text) {
    return text.equals("}") || text.equals("or");
  }

  private Part part(Token token, boolean top) {
    String[] words = token.text().split("\\s+", -1);
    switch (words[0]) {
      case "repeat":
        return repeat(words);
      case "choose":
        return choose(words);
      case "optional":
        return optional(words);
      case "skip":
        return skip(words);
      case "{", "}", "or":
        throw new IllegalArgumentException("'%s' belongs to no block".formatted(words[0]));
      default:
        return layer(words, top);
    }
  }

  private Part repeat(String[] words) {
    boolean shared = words.length == 3 && words[2].equals("shared");
    if (words.length != 2 && !shared) {
      throw new IllegalArgumentException("wanted repeat COUNT { … } or repeat COUNT shared { … }");
    }
    Domain count = Domain.read(words[1]);
    if (!count.examples().stream().allMatch(value -> value.matches("\\d{1,3}"))) {
      throw new IllegalArgumentException("a count of 0 to 999 is wanted: " + words[1]);
    }
    return new Part.Repeat(id("repeat"), count, shared, block(1).get(0));
  }

  private Part choose(String[] words) {
    if (words.length != 1) {
      throw new IllegalArgumentException("wanted choose { … or … }");
    }
    return chosen("choose", block(Integer.MAX_VALUE));
  }

  private Part optional(String[] words) {
    if (words.length != 1) {
      throw new IllegalArgumentException("wanted optional { … }");
    }
    return chosen("optional", List.of(List.of(), block(1).get(0)));
  }

  private Part chosen(String kind, List<List<Part>> alternatives) {
    List<String> numbered =
        IntStream.range(0, alternatives.size()).mapToObj(String::valueOf).toList();
    return new Part.Choose(id(kind), new Domain.Choice(numbered), alternatives);
  }

  private Part skip(String[] words) {
    Domain kind = Domain.read(words.length == 1 ? "sum" : words[1]);
    if (words.length > 2 || !List.of("sum", "concat", "none").containsAll(kind.examples())) {
      throw new IllegalArgumentException("wanted skip sum|concat|none { … }, or some of these");
    }
    return new Part.Skip(id("skip"), kind, block(1).get(0));
  }

  /** The alternatives between braces. */
  private List<List<Part>> block(int most) {
    if (next == tokens.size() || !tokens.get(next).text().equals("{")) {
      throw new IllegalArgumentException("a block in braces must follow");
    }
    List<List<Part>> alternatives = new ArrayList<>();
    do {
      next++;
      alternatives.add(parts(false));
    } while (next < tokens.size() && tokens.get(next).text().equals("or"));
    if (next == tokens.size()) {
      throw new IllegalArgumentException("its closing brace is missing");
    }
    next++;
    if (alternatives.size() > most) {
      throw new IllegalArgumentException("'or' stands in choose { … } only");
    }
    return alternatives;
  }

  private Part layer(String[] words, boolean top) {
    if (words[0].equals("train") && (!top || numbers.containsKey("train"))) {
      throw new IllegalArgumentException("train stands once, outside of blocks");
    }
    Map<String, Domain> options = new LinkedHashMap<>();
    for (String word : List.of(words).subList(1, words.length)) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("wanted option=value, found '%s'".formatted(word));
      }
      if (options.put(word.substring(0, equals), Domain.read(word.substring(equals + 1))) != null) {
        throw new IllegalArgumentException("an option stands twice: " + word);
      }
    }
    return new Part.Layer(id(words[0]), words[0], LayerKinds.complete(words[0], options));
  }

  private String id(String kind) {
    return kind + numbers.merge(kind, 1, Integer::sum);
  }

  /** A mistake whose place is known already. */
  private static final class WrongElement extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WrongElement(String message) {
      super(message);
    }
  }
}

package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a derivation says of a layer or of the training, as names and values: {@code layer:conv
 * num-filters:96 …}.
 */
record Phrase(Map<String, String> values) {

  /** The phrase of words, each a name, a colon and a value. */
  static Phrase of(List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String word : words) {
      int colon = word.indexOf(':');
      if (colon < 1 || values.put(word.substring(0, colon), word.substring(colon + 1)) != null) {
        throw new InvalidArchitecture(
            "wanted name:value, each name once, found '%s'".formatted(String.join(" ", words)));
      }
    }
    return new Phrase(values);
  }

  String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new InvalidArchitecture("'%s' is missing in %s".formatted(name, this));
    }
    return value;
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int integer(String name) {
    double value = number(name);
    if (value != Math.rint(value)) {
      throw new InvalidArchitecture("'%s' must be an integer in %s".formatted(name, this));
    }
    return (int) value;
  }

  double number(String name) {
    try {
      return Double.parseDouble(text(name));
    } catch (NumberFormatException e) {
      throw new InvalidArchitecture("'%s' must be a number in %s".formatted(name, this));
    }
  }

  double number(String name, double otherwise) {
    return values.containsKey(name) ? number(name) : otherwise;
  }

  boolean flag(String name) {
    return text(name, "False").equals("True");
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append(':').append(value).append(' '));
    return text.toString().strip();
  }
}

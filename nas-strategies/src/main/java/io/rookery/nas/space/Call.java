package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name with numbers in parentheses: {@code conv(3,64,0.5)}, as text forms of layers are made. */
record Call(String name, List<String> arguments) {

  private static final Pattern FORM = Pattern.compile("([a-z][a-z-]*)\\(([-+0-9.E,]*)\\)");

  /** The call of a text. */
  static Call read(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidArchitecture("wanted name(number,…), found '%s'".formatted(text));
    }
    return new Call(matcher.group(1), List.of(matcher.group(2).split(",", -1)));
  }

  /** This call, if it has so many arguments. */
  Call with(int count) {
    if (arguments.size() != count) {
      throw new InvalidArchitecture("%d numbers wanted in %s".formatted(count, this));
    }
    return this;
  }

  int integer(int index) {
    try {
      return Integer.parseInt(arguments.get(index));
    } catch (NumberFormatException e) {
      throw new InvalidArchitecture(
          "argument %d of %s must be an integer".formatted(index + 1, this));
    }
  }

  double number(int index) {
    try {
      return Double.parseDouble(arguments.get(index));
    } catch (NumberFormatException e) {
      throw new InvalidArchitecture(
          "argument %d of %s must be a number".formatted(index + 1, this));
    }
  }

  @Override
  public String toString() {
    return name + "(" + String.join(",", arguments) + ")";
  }
}

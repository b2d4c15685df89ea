package io.rookery.nas.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The kinds of layers a {@code layers} space may name, and the options of each. */
final class LayerKinds {

  /** An option: its default, empty where it must be given, and what it may be. */
  private record Option(String otherwise, String wanted, Predicate<String> allowed) {}

  private static final List<String> ACTIVATIONS =
      List.of("none", "relu", "crelu", "leaky-relu", "sigmoid", "tanh", "swish", "gelu");

  private static final Map<String, Map<String, Option>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put(
        "conv",
        options(
            "filters", width(),
            "kernel", kernel(),
            "stride", count("1"),
            "dilation", count("1"),
            "groups", groups(),
            "separable", flag("false"),
            "padding", words("same", "same", "valid"),
            "norm", flag("true"),
            "act", activation("relu")));
    KINDS.put("reduce", options("filters", width()));
    KINDS.put(
        "pool",
        options(
            "kind", words("max", "max", "mean"),
            "size", count("2"),
            "stride", strideOrSize(),
            "padding", words("same", "same", "valid")));
    KINDS.put("global", options("kind", words("mean", "mean", "max")));
    KINDS.put(
        "dense",
        options(
            "units", count(""),
            "norm", flag("false"),
            "act", activation("relu"),
            "dropout", rate("0")));
    KINDS.put("dropout", options("rate", rate("")));
    KINDS.put("drop-path", options("rate", rate("")));
    KINDS.put("norm", options());
    KINDS.put("act", options("kind", activation("relu")));
    KINDS.put("squeeze", options("ratio", count("4")));
    KINDS.put(
        "train",
        options(
            "optimizer", words("sgd", "sgd", "adam", "rmsprop"),
            "rate", positive("0.01"),
            "momentum", rate("0.9"),
            "nesterov", flag("false"),
            "weight-decay", notNegative("0"),
            "batch", count("128"),
            "patience", new Option("0", "an integer from 0", v -> v.matches("\\d{1,6}"))));
  }

  private LayerKinds() {}

  private static Map<String, Option> options(Object... namesAndOptions) {
    Map<String, Option> options = new LinkedHashMap<>();
    for (int i = 0; i < namesAndOptions.length; i += 2) {
      options.put((String) namesAndOptions[i], (Option) namesAndOptions[i + 1]);
    }
    return options;
  }

  private static Option count(String otherwise) {
    return new Option(otherwise, "an integer from 1", value -> value.matches("[1-9]\\d{0,6}"));
  }

  private static Option width() {
    return new Option(
        "",
        "an integer from 1, 'same' as the input's, or 'x2' and so on for a multiple of it",
        value -> value.matches("[1-9]\\d{0,6}|same|x[1-9]\\d?"));
  }

  private static Option kernel() {
    return new Option(
        "3",
        "an integer from 1, or height x width as in 1x7",
        v -> v.matches("[1-9]\\d?(x[1-9]\\d?)?"));
  }

  private static Option groups() {
    return new Option(
        "1", "an integer from 1, or 'depthwise'", v -> v.matches("[1-9]\\d{0,5}|depthwise"));
  }

  private static Option strideOrSize() {
    return new Option("size", "an integer from 1, or 'size'", v -> v.matches("[1-9]\\d{0,3}|size"));
  }

  private static Option flag(String otherwise) {
    return words(otherwise, "true", "false");
  }

  private static Option activation(String otherwise) {
    return new Option(otherwise, "one of " + ACTIVATIONS, ACTIVATIONS::contains);
  }

  private static Option words(String otherwise, String... words) {
    List<String> allowed = List.of(words).stream().distinct().toList();
    return new Option(otherwise, "one of " + allowed, allowed::contains);
  }

  private static Option rate(String otherwise) {
    return number(otherwise, "a number in [0, 1)", value -> value >= 0 && value < 1);
  }

  private static Option positive(String otherwise) {
    return number(otherwise, "a number above 0", value -> value > 0);
  }

  private static Option notNegative(String otherwise) {
    return number(otherwise, "a number from 0", value -> value >= 0);
  }

  private static Option number(String otherwise, String wanted, Predicate<Double> allowed) {
    return new Option(
        otherwise,
        wanted,
        text ->
            text.matches("\\d+(\\.\\d+)?([eE][-+]?\\d+)?")
                && allowed.test(Double.parseDouble(text)));
  }

  /**
   * Every option of a kind, the given ones checked.
   *
   * @throws IllegalArgumentException that says what is wrong and what there is
   */
  static Map<String, Domain> complete(String kind, Map<String, Domain> given) {
    Map<String, Option> known = KINDS.get(kind);
    if (known == null) {
      throw new IllegalArgumentException(
          "no layer is named '%s'; there are %s, and repeat, choose, optional, skip"
              .formatted(kind, String.join(", ", KINDS.keySet())));
    }
    for (String name : given.keySet()) {
      if (!known.containsKey(name)) {
        throw new IllegalArgumentException(
            "%s has no option '%s'; it has %s"
                .formatted(
                    kind, name, known.isEmpty() ? "none" : String.join(", ", known.keySet())));
      }
    }
    Map<String, Domain> complete = new LinkedHashMap<>();
    known.forEach(
        (name, option) -> {
          Domain domain = given.getOrDefault(name, new Domain.Choice(List.of(option.otherwise())));
          for (String example : domain.examples()) {
            if (!option.allowed().test(example)) {
              throw new IllegalArgumentException(
                  "%s of %s must be %s%s"
                      .formatted(
                          name,
                          kind,
                          option.wanted(),
                          example.isEmpty() ? "; it is missing" : ": " + example));
            }
          }
          complete.put(name, domain);
        });
    return complete;
  }
}

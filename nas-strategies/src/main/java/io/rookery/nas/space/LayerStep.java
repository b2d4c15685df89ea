package io.rookery.nas.space;

import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Padding;
import io.rookery.nas.Shape;
import java.util.Locale;

/**
 * Adds one layer of a {@code layers} space.
 *
 * @param blueprint where to
 * @param from what it reads
 * @param values every option of its kind
 */
record LayerStep(Blueprint blueprint, int from, Phrase values) {

  /** Adds a layer of this kind and returns its last node. */
  int add(String kind) {
    return switch (kind) {
      case "conv" -> convolution();
      case "reduce" -> MicroOperations.reduced(blueprint, from, evenWidth());
      case "pool" -> blueprint.add(pooling(), from);
      case "global" ->
          blueprint.add(new Operation.GlobalPooling(poolingKind(values.text("kind"))), from);
      case "dense" -> dense();
      case "dropout" -> dropped(from, values.number("rate"));
      case "drop-path" -> blueprint.add(new Operation.DropPath(values.number("rate")), from);
      case "norm" -> blueprint.add(new Operation.BatchNorm(), from);
      case "act" -> activated(from, values.text("kind"));
      case "squeeze" ->
          blueprint.add(
              new Operation.SqueezeExcite(Math.max(1, in().channels() / values.integer("ratio"))),
              from);
      default -> throw new InvalidArchitecture("no layer is named " + kind);
    };
  }

  private Shape in() {
    return blueprint.shape(from);
  }

  private int width() {
    String filters = values.text("filters");
    if (filters.equals("same")) {
      return in().channels();
    }
    return filters.startsWith("x")
        ? in().channels() * Integer.parseInt(filters.substring(1))
        : Integer.parseInt(filters);
  }

  private int evenWidth() {
    int width = width();
    if (width % 2 != 0) {
      throw new InvalidArchitecture("reduce needs an even number of filters: " + width);
    }
    return width;
  }

  private int convolution() {
    int filters = width();
    boolean separable = values.text("separable").equals("true");
    boolean normalised = values.text("norm").equals("true");
    int last =
        separable
            ? blueprint.chain(
                from,
                window(in().channels(), in().channels(), false),
                new Convolution(filters, 1, 1, 1, Padding.NONE, 1, 1, !normalised, null))
            : blueprint.add(window(filters, groups(), !normalised), from);
    last = normalised ? blueprint.add(new Operation.BatchNorm(), last) : last;
    return activated(last, values.text("act"));
  }

  private int groups() {
    String groups = values.text("groups");
    return groups.equals("depthwise") ? in().channels() : Integer.parseInt(groups);
  }

  private Convolution window(int filters, int groups, boolean bias) {
    String[] sides = values.text("kernel").split("x", -1);
    int height = Integer.parseInt(sides[0]);
    int width = Integer.parseInt(sides[sides.length - 1]);
    int stride = values.integer("stride");
    int dilation = values.integer("dilation");
    Padding padding =
        values.text("padding").equals("same")
            ? Padding.same(in(), height, width, stride, dilation)
            : Padding.NONE;
    return new Convolution(filters, height, width, stride, padding, dilation, groups, bias, null);
  }

  private Operation pooling() {
    int size = values.integer("size");
    int stride = values.text("stride").equals("size") ? size : values.integer("stride");
    Padding padding =
        values.text("padding").equals("same")
            ? Padding.same(in(), size, size, stride, 1)
            : Padding.NONE;
    return new Pooling(poolingKind(values.text("kind")), size, size, stride, padding);
  }

  private static Pooling.Kind poolingKind(String word) {
    return word.equals("max") ? Pooling.Kind.MAX : Pooling.Kind.AVERAGE;
  }

  private int dense() {
    boolean normalised = values.text("norm").equals("true");
    int last = blueprint.add(new Operation.Dense(values.integer("units"), !normalised, null), from);
    last = normalised ? blueprint.add(new Operation.BatchNorm(), last) : last;
    return dropped(activated(last, values.text("act")), values.number("dropout"));
  }

  private int dropped(int node, double rate) {
    return rate > 0 ? blueprint.add(new Operation.Dropout(rate), node) : node;
  }

  private int activated(int node, String word) {
    if (word.equals("none")) {
      return node;
    }
    String name = word.toUpperCase(Locale.ROOT).replace('-', '_');
    return blueprint.add(new Operation.Activation(Operation.Activation.Kind.valueOf(name)), node);
  }
}

package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Padding;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Builds the network of phrases. A layer that does not fit the image it would read is left out, as
 * in the published code.
 */
final class DenserDecoder {

  /** The published code caps dropout there, whatever the grammar says. */
  private static final double MOST_DROPOUT = 0.5;

  /** Below 1, at which Adam and RMSProp would never move. */
  private static final double MOST_BETA = 0.9999;

  private final Blueprint blueprint;

  /** What was built, as text. */
  private final List<String> built = new ArrayList<>();

  DenserDecoder(Shape input) {
    blueprint = new Blueprint(input);
  }

  /** Texts of the layers that were built, with the nodes they read. */
  List<String> built() {
    return built;
  }

  /** Adds a layer and returns its last node; if it does not fit, the first of its inputs. */
  int add(Phrase phrase, List<Integer> inputs) {
    Shape merged = mergedShape(inputs);
    Operation operation;
    try {
      operation = operation(phrase, merged);
      operation.output(List.of(merged));
    } catch (InvalidArchitecture e) {
      return inputs.get(0);
    }
    built.add(phrase + " " + inputs);
    int last = blueprint.add(operation, merge(inputs, merged));
    if (phrase.flag("batch-normalisation")) {
      last = blueprint.add(new Operation.BatchNorm(), last);
    }
    String activation = phrase.text("act", "linear");
    return activation.equals("linear")
        ? last
        : blueprint.add(new Operation.Activation(kind(activation)), last);
  }

  private static Operation.Activation.Kind kind(String name) {
    return Operation.Activation.Kind.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Operation operation(Phrase phrase, Shape in) {
    return switch (phrase.text("layer")) {
      case "conv" -> convolution(phrase, in);
      case "pool-max" -> pooling(phrase, in, Pooling.Kind.MAX);
      case "pool-avg" -> pooling(phrase, in, Pooling.Kind.AVERAGE);
      case "batch-norm" -> new Operation.BatchNorm();
      case "dropout" -> new Operation.Dropout(Math.min(MOST_DROPOUT, phrase.number("rate")));
      case "fc" -> new Operation.Dense(phrase.integer("num-units"), phrase.flag("bias"), null);
      default -> throw new InvalidArchitecture("no such layer: " + phrase);
    };
  }

  private static Operation convolution(Phrase phrase, Shape in) {
    int kernel = phrase.integer("filter-shape");
    int stride = phrase.integer("stride");
    return new Operation.Convolution(
        phrase.integer("num-filters"),
        kernel,
        kernel,
        stride,
        padding(phrase, in, kernel, stride),
        1,
        1,
        phrase.flag("bias"),
        null);
  }

  private static Operation pooling(Phrase phrase, Shape in, Pooling.Kind kind) {
    int kernel = phrase.integer("kernel-size");
    int stride = phrase.integer("stride");
    return new Pooling(kind, kernel, kernel, stride, padding(phrase, in, kernel, stride));
  }

  private static Padding padding(Phrase phrase, Shape in, int kernel, int stride) {
    return phrase.text("padding").equals("same")
        ? Padding.same(in, kernel, kernel, stride, 1)
        : Padding.NONE;
  }

  /** Several inputs come down to the smallest of them and are concatenated. */
  private Shape mergedShape(List<Integer> inputs) {
    List<Shape> shapes = inputs.stream().map(blueprint::shape).toList();
    return new Shape(
        shapes.stream().mapToInt(Shape::channels).sum(),
        shapes.stream().mapToInt(Shape::height).min().orElseThrow(),
        shapes.stream().mapToInt(Shape::width).min().orElseThrow());
  }

  private int merge(List<Integer> inputs, Shape merged) {
    if (inputs.size() == 1) {
      return inputs.get(0);
    }
    int[] parts = new int[inputs.size()];
    for (int i = 0; i < parts.length; i++) {
      Shape shape = blueprint.shape(inputs.get(i));
      int height = shape.height() - merged.height() + 1;
      int width = shape.width() - merged.width() + 1;
      parts[i] =
          height == 1 && width == 1
              ? inputs.get(i)
              : blueprint.add(
                  new Pooling(Pooling.Kind.MAX, height, width, 1, Padding.NONE), inputs.get(i));
    }
    return blueprint.add(new Operation.Concat(), parts);
  }

  /** The scores, and the whole. */
  Architecture finish(int last, int classes) {
    blueprint.add(new Operation.Dense(classes), last);
    return blueprint.finish();
  }

  /** The scores, and the whole with its training. */
  Architecture finish(int last, int classes, Phrase learning, double weightDecay) {
    blueprint.add(new Operation.Dense(classes), last);
    return blueprint.finish(
        new Recipe(
            optimizer(learning),
            learning.number("lr"),
            weightDecay,
            learning.integer("batch_size"),
            (int) learning.number("early_stop", 0),
            learning.number("decay", 0)));
  }

  private static Optimizer optimizer(Phrase learning) {
    return switch (learning.text("learning")) {
      case "gradient-descent" ->
          new Optimizer.Sgd(learning.number("momentum", 0), 0, learning.flag("nesterov"));
      case "rmsprop" -> new Optimizer.RmsProp(Math.min(MOST_BETA, learning.number("rho", 0.9)));
      case "adam" ->
          new Optimizer.Adam(
              Math.min(MOST_BETA, learning.number("beta1", 0.9)),
              Math.min(MOST_BETA, learning.number("beta2", 0.999)));
      default -> throw new InvalidArchitecture("no such optimizer: " + learning);
    };
  }
}

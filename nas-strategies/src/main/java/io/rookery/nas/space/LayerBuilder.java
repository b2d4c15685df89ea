package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Padding;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds the network of one genome of a {@code layers} space, and notes the genes it used. */
final class LayerBuilder {

  private final Blueprint blueprint;
  private final Map<String, String> genome;
  private final Map<String, String> used = new LinkedHashMap<>();
  private @Nullable Recipe recipe;

  LayerBuilder(Shape input, Map<String, String> genome) {
    blueprint = new Blueprint(input);
    this.genome = genome;
  }

  /** The network: all parts, and the scores. */
  Architecture build(List<Part> parts, int classes) {
    int last = add(parts, Architecture.INPUT, "");
    blueprint.add(new Operation.Dense(classes), last);
    return blueprint.finish(recipe);
  }

  /** The genes that were read, with their values. */
  Map<String, String> used() {
    return used;
  }

  private String value(String name, Domain domain) {
    if (domain.fixed()) {
      return domain.examples().get(0);
    }
    String value = genome.get(name);
    if (value == null) {
      throw new InvalidArchitecture("no value for " + name);
    }
    used.put(name, value);
    return value;
  }

  private int add(List<Part> parts, int from, String suffix) {
    int last = from;
    for (Part part : parts) {
      last = add(part, last, suffix);
    }
    return last;
  }

  private int add(Part part, int from, String suffix) {
    if (part instanceof Part.Layer layer) {
      return layer(layer, from, suffix);
    } else if (part instanceof Part.Repeat repeat) {
      int last = from;
      int times = Integer.parseInt(value(repeat.id() + suffix, repeat.count()));
      for (int time = 1; time <= times; time++) {
        last = add(repeat.parts(), last, repeat.shared() ? suffix : suffix + "#" + time);
      }
      return last;
    } else if (part instanceof Part.Choose choose) {
      int number = Integer.parseInt(value(choose.id() + suffix, choose.number()));
      return add(choose.alternatives().get(number), from, suffix);
    }
    Part.Skip skip = (Part.Skip) part;
    String kind = value(skip.id() + suffix, skip.kind());
    int end = add(skip.parts(), from, suffix);
    return kind.equals("none") || end == from ? end : joined(kind, from, end);
  }

  /** The shortcut is brought to the block's size first, and for a sum to its channels. */
  private int joined(String kind, int from, int end) {
    Shape shortcut = blueprint.shape(from);
    Shape block = blueprint.shape(end);
    int stride = (shortcut.height() + block.height() - 1) / block.height();
    boolean smaller = stride > 1;
    int start = from;
    if (kind.equals("concat")) {
      if (smaller) {
        Padding padding = Padding.same(shortcut, stride, stride, stride, 1);
        start = blueprint.add(new Pooling(Pooling.Kind.MAX, stride, stride, stride, padding), from);
      }
      return blueprint.add(new Operation.Concat(), end, start);
    }
    if (smaller || shortcut.channels() != block.channels()) {
      start =
          blueprint.chain(
              from, Convolution.square(block.channels(), 1, stride, 0), new Operation.BatchNorm());
    }
    return blueprint.add(new Operation.Sum(), end, start);
  }

  private int layer(Part.Layer layer, int from, String suffix) {
    Map<String, String> values = new LinkedHashMap<>();
    layer
        .options()
        .forEach(
            (name, domain) ->
                values.put(name, value(LayerGenes.option(layer, suffix, name), domain)));
    if (layer.kind().equals("train")) {
      recipe = recipe(new Phrase(values));
      return from;
    }
    return new LayerStep(blueprint, from, new Phrase(values)).add(layer.kind());
  }

  private static Recipe recipe(Phrase values) {
    Optimizer optimizer =
        switch (values.text("optimizer")) {
          case "adam" -> new Optimizer.Adam(0.9, 0.999);
          case "rmsprop" -> new Optimizer.RmsProp(0.9);
          default ->
              new Optimizer.Sgd(
                  values.number("momentum"), 0, values.text("nesterov").equals("true"));
        };
    return new Recipe(
        optimizer,
        values.number("rate"),
        values.number("weight-decay"),
        values.integer("batch"),
        values.integer("patience"));
  }
}

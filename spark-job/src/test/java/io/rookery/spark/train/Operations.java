package io.rookery.spark.train;

import io.rookery.nas.Architecture;
import io.rookery.nas.Initial;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Activation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Concat;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Dense;
import io.rookery.nas.Operation.DropPath;
import io.rookery.nas.Operation.Dropout;
import io.rookery.nas.Operation.GlobalPooling;
import io.rookery.nas.Operation.Identity;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Operation.SqueezeExcite;
import io.rookery.nas.Operation.Subsample;
import io.rookery.nas.Operation.Sum;
import io.rookery.nas.Operation.Zero;
import io.rookery.nas.Padding;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every kind of operation with every way to set it, for tests. */
public final class Operations {

  private Operations() {}

  /** On inputs of this shape, 4 × 7 × 6; sums and concatenations take two of them. */
  public static final Shape INPUT = new Shape(4, 7, 6);

  public static List<Operation> all() {
    List<Operation> all = new ArrayList<>();
    all.add(Convolution.square(6, 3, 1, 1));
    all.add(Convolution.square(6, 1, 2, 0));
    all.add(convolution(5, 3, 3, 2, new Padding(0, 1, 1, 0), 1, 1));
    all.add(convolution(4, 3, 3, 1, Padding.same(INPUT, 3, 3, 1, 2), 2, 1));
    all.add(convolution(6, 2, 4, 1, Padding.same(INPUT, 2, 4, 1, 1), 1, 2));
    all.add(convolution(4, 5, 5, 1, Padding.of(2), 1, 4));
    all.add(convolution(3, 1, 7, 1, new Padding(0, 0, 3, 3), 1, 1));
    all.add(convolution(3, 7, 1, 1, new Padding(3, 3, 0, 0), 1, 1));
    all.add(new Convolution(3, 1, 7, 1, 2, new Padding(0, 0, 3, 3), 1, 1, false, null));
    all.add(new Convolution(3, 3, 2, 2, 3, Padding.of(1), 1, 1, false, null));
    for (Pooling.Kind kind : Pooling.Kind.values()) {
      all.add(Pooling.square(kind, 2, 2, 0));
      all.add(Pooling.square(kind, 3, 1, 1));
      all.add(new Pooling(kind, 3, 2, 2, new Padding(0, 1, 0, 1)));
      all.add(new Pooling(kind, 4, 4, 1, Padding.same(INPUT, 4, 4, 1, 1)));
      all.add(new GlobalPooling(kind));
    }
    all.add(new BatchNorm());
    for (Activation.Kind kind : Activation.Kind.values()) {
      all.add(new Activation(kind));
    }
    all.add(new Dropout(0.3));
    all.add(new DropPath(0.2));
    all.add(new Identity());
    all.add(new Zero(1));
    all.add(new Zero(2));
    all.add(new Subsample(2, 0));
    all.add(new Subsample(2, 1));
    all.add(new Subsample(3, 2));
    all.add(new Sum());
    all.add(new Concat());
    all.add(new SqueezeExcite(3));
    all.add(new Dense(5));
    all.add(new Dense(5, false, new Initial(0.1, 0.4, 0)));
    return all;
  }

  private static Convolution convolution(
      int filters, int height, int width, int stride, Padding padding, int dilation, int groups) {
    Initial initial = new Initial(0.05, 0.5, 0.1);
    return new Convolution(
        filters, height, width, stride, padding, dilation, groups, true, initial);
  }

  /** A network around one operation: it reads the image, a dense layer reads it. */
  public static Architecture network(Operation operation, @Nullable Recipe recipe) {
    boolean two = operation instanceof Sum || operation instanceof Concat;
    List<Node> nodes = new ArrayList<>();
    nodes.add(new Node(Convolution.square(INPUT.channels(), 3, 1, 1), List.of(-1)));
    nodes.add(new Node(operation, two ? List.of(-1, 0) : List.of(0)));
    nodes.add(new Node(new Dense(3), List.of(1)));
    return new Architecture(INPUT, nodes, recipe);
  }
}

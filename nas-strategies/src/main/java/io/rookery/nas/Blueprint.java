package io.rookery.nas;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Architecture} being drawn up, node by node; for decoders. Not safe for threads.
 *
 * <pre>{@code
 * Blueprint blueprint = new Blueprint(problem.input());
 * int features = blueprint.add(Operation.Convolution.square(16, 3, 1, 1), Architecture.INPUT);
 * int pooled = blueprint.add(new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE), features);
 * blueprint.add(new Operation.Dense(problem.classes()), pooled);
 * Architecture architecture = blueprint.finish();
 * }</pre>
 */
public final class Blueprint {

  private final Shape input;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();

  /** An empty one for images of this shape. */
  public Blueprint(Shape input) {
    this.input = input;
  }

  /**
   * Adds a node.
   *
   * @param inputs the nodes it reads, {@link Architecture#INPUT} for the image
   * @return its index
   * @throws InvalidArchitecture if it cannot take these inputs
   */
  public int add(Operation operation, int... inputs) {
    List<Integer> from = new ArrayList<>(inputs.length);
    List<Shape> read = new ArrayList<>(inputs.length);
    for (int index : inputs) {
      from.add(index);
      read.add(shape(index));
    }
    try {
      shapes.add(operation.output(read));
    } catch (InvalidArchitecture e) {
      throw new InvalidArchitecture(
          "node %d, %s: %s".formatted(nodes.size(), operation, e.getMessage()));
    }
    nodes.add(new Node(operation, from));
    return nodes.size() - 1;
  }

  /** Adds operations one after the other and returns the index of the last one. */
  public int chain(int from, Operation... operations) {
    int last = from;
    for (Operation operation : operations) {
      last = add(operation, last);
    }
    return last;
  }

  /** Shape of a node's output, or of the image. */
  public Shape shape(int index) {
    return index == Architecture.INPUT ? input : shapes.get(index);
  }

  /** The architecture, trained as the search says. */
  public Architecture finish() {
    return finish(null);
  }

  /** The architecture; {@code recipe} says how it is trained, null where the search does. */
  public Architecture finish(@Nullable Recipe recipe) {
    return new Architecture(input, nodes, recipe);
  }
}

package io.rookery.nas;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network as a graph of operations, in an order in which each node reads only earlier ones; the
 * last node gives one raw score (logit) a class.
 *
 * <p>Building one checks it: every shape is inferred, and a graph that no trainer could build is an
 * {@link InvalidArchitecture}.
 *
 * @param input shape of one image
 * @param nodes in order
 * @param evolvedRecipe how it is trained, where its space evolves that; else null
 */
public record Architecture(Shape input, List<Node> nodes, @Nullable Recipe evolvedRecipe)
    implements Serializable {

  /** The image, where a node's input is named. */
  public static final int INPUT = -1;

  public Architecture {
    nodes = nodes.stream().map(SharedNodes::of).toList();
    if (nodes.isEmpty()) {
      throw new InvalidArchitecture("an architecture needs at least one node");
    }
    Shape last = shapes(input, nodes).get(nodes.size() - 1);
    if (last.height() != 1 || last.width() != 1) {
      throw new InvalidArchitecture(
          "the last node must give a flat vector, one score a class; found " + last);
    }
  }

  /** How it is trained, where its space evolves that. */
  public Optional<Recipe> recipe() {
    return Optional.ofNullable(evolvedRecipe);
  }

  /** Number of scores the last node gives. */
  public int classes() {
    List<Shape> shapes = shapes();
    return shapes.get(shapes.size() - 1).channels();
  }

  /** Output shape of every node. */
  public List<Shape> shapes() {
    return shapes(input, nodes);
  }

  /** Trainable parameters. */
  public long parameters() {
    return sum((operation, inputs) -> operation.parameters(inputs));
  }

  /** Multiply-adds of one image's forward pass, in convolutions and dense layers. */
  public long multiplyAdds() {
    return sum((operation, inputs) -> operation.multiplyAdds(inputs));
  }

  /** Number of convolutions and dense layers on the longest path from the image to the scores. */
  public int depth() {
    int[] depths = new int[nodes.size()];
    for (int i = 0; i < depths.length; i++) {
      int longest = 0;
      for (int from : nodes.get(i).inputs()) {
        longest = Math.max(longest, from == INPUT ? 0 : depths[from]);
      }
      boolean layer = ArchitectureScalars.isLayer(nodes.get(i).operation());
      depths[i] = longest + (layer ? 1 : 0);
    }
    return depths[depths.length - 1];
  }

  /**
   * Numbers known before training, for predictors, by name: natural logarithms of 1 + parameters,
   * of 1 + multiply-adds and of 1 + mean filters of the convolutions ({@code logParameters}, {@code
   * logMultiplyAdds}, {@code logWidth}); {@code depth}; numbers of convolutions and dense layers
   * ({@code layers}), and of sums and concatenations ({@code joins}); where the recipe evolves,
   * {@code logLearningRate}, {@code logBatchSize}, {@code logWeightDecay}.
   */
  public Map<String, Double> scalars() {
    return ArchitectureScalars.of(this);
  }

  /** The nodes that the scores depend on; what the others compute nobody reads. */
  public BitSet used() {
    BitSet used = new BitSet(nodes.size());
    used.set(nodes.size() - 1);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (used.get(i)) {
        nodes.get(i).inputs().stream().filter(from -> from != INPUT).forEach(used::set);
      }
    }
    return used;
  }

  private long sum(Cost cost) {
    List<Shape> shapes = shapes();
    long total = 0;
    for (Node node : nodes) {
      total += cost.of(node.operation(), inputs(node, input, shapes));
    }
    return total;
  }

  private static List<Shape> shapes(Shape input, List<Node> nodes) {
    List<Shape> shapes = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      try {
        shapes.add(node.operation().output(inputs(node, input, shapes)));
      } catch (InvalidArchitecture e) {
        throw new InvalidArchitecture(
            "node %d, %s: %s".formatted(shapes.size(), node.operation(), e.getMessage()));
      }
    }
    return shapes;
  }

  private static List<Shape> inputs(Node node, Shape input, List<Shape> known) {
    List<Shape> inputs = new ArrayList<>(node.inputs().size());
    for (int from : node.inputs()) {
      if (from < INPUT || from >= known.size()) {
        throw new InvalidArchitecture(
            "reads node %d, which does not come before it".formatted(from));
      }
      inputs.add(from == INPUT ? input : known.get(from));
    }
    return inputs;
  }

  private interface Cost {
    long of(Operation operation, List<Shape> inputs);
  }
}

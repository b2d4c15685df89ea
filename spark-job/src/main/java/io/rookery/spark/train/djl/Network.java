package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An architecture as layers. Holds no arrays. Only nodes that the scores depend on are computed;
 * the others have their parameters all the same.
 */
final class Network {

  private final List<Node> nodes;
  private final List<Layer> layers = new ArrayList<>();
  private final Layout parameters = new Layout();
  private final Layout statistics = new Layout();
  private final BitSet needed;
  private boolean learns;

  /** For each node the nodes whose outputs nobody reads after it. */
  private final List<List<Integer>> done = new ArrayList<>();

  Network(Architecture architecture) {
    nodes = architecture.nodes();
    needed = architecture.used();
    BitSet learning = learning(nodes);
    List<Shape> shapes = architecture.shapes();
    for (int i = 0; i < nodes.size(); i++) {
      List<Shape> inputs = new ArrayList<>();
      for (int from : nodes.get(i).inputs()) {
        inputs.add(from == Architecture.INPUT ? architecture.input() : shapes.get(from));
      }
      int before = parameters.pieces().size();
      layers.add(new LayerBuilder(i, inputs, parameters, statistics).of(nodes.get(i).operation()));
      done.add(new ArrayList<>());
      if (learning.get(i) && parameters.pieces().size() > before) {
        learns = true;
      }
    }
    findLastReaders();
  }

  /** The nodes whose parameters have a gradient, if they have any: zeros let none through. */
  private static BitSet learning(List<Node> nodes) {
    BitSet learning = new BitSet(nodes.size());
    learning.set(nodes.size() - 1);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (learning.get(i) && !(nodes.get(i).operation() instanceof Operation.Zero)) {
        nodes.get(i).inputs().stream()
            .filter(from -> from != Architecture.INPUT)
            .forEach(learning::set);
      }
    }
    return learning;
  }

  private void findLastReaders() {
    boolean[] read = new boolean[nodes.size()];
    for (int i = nodes.size() - 1; i >= 0; i--) {
      for (int from : nodes.get(i).inputs()) {
        if (needed.get(i) && from != Architecture.INPUT && !read[from]) {
          read[from] = true;
          done.get(i).add(from);
        }
      }
    }
  }

  Layout parameters() {
    return parameters;
  }

  Layout statistics() {
    return statistics;
  }

  /** Whether any parameter has a gradient at all. */
  boolean learns() {
    return learns;
  }

  /**
   * The scores of a batch.
   *
   * @param images normalised, (image, channel, row, column)
   * @return (image, class), of the images' manager
   */
  NDArray forward(NDArray images, Layer.Pass pass) {
    NDArray[] outputs = new NDArray[nodes.size()];
    for (int i = 0; i < outputs.length; i++) {
      if (!needed.get(i)) {
        continue;
      }
      List<NDArray> inputs = new ArrayList<>();
      for (int from : nodes.get(i).inputs()) {
        inputs.add(from == Architecture.INPUT ? images : outputs[from]);
      }
      outputs[i] = layers.get(i).forward(inputs, pass);
      // The graph keeps what the backward pass needs; the rest goes at once.
      done.get(i).forEach(finished -> outputs[finished].close());
    }
    try (NDArray last = outputs[outputs.length - 1]) {
      return last.reshape(last.getShape().get(0), last.getShape().get(1));
    }
  }
}

package io.rookery.spark.train;

import io.rookery.nas.Architecture;
import java.util.List;
import java.util.Map;

/**
 * A trained network as plain values, for export: no device and no engine is needed.
 *
 * @param architecture the network
 * @param classes names of the classes, in the order of the scores
 * @param normalisation of the pixels it is shown
 * @param tensors by name, in the order of the nodes: parameters and running statistics. The name is
 *     the node's index, a dot and the role: {@code weight} and {@code bias} (a convolution's of
 *     shape (filter, channel, row, column), a dense layer's (unit, element)), {@code scale}, {@code
 *     shift}, {@code mean} and {@code variance} of a batch norm, {@code squeeze.weight} and so on
 */
public record TrainedModel(
    Architecture architecture,
    List<String> classes,
    Normalisation normalisation,
    Map<String, Tensor> tensors) {

  public TrainedModel {
    classes = List.copyOf(classes);
  }

  /** A network without weights, for what needs none. */
  public static TrainedModel untrained(Architecture architecture) {
    return new TrainedModel(
        architecture, List.of(), new Normalisation(new float[0], new float[0]), Map.of());
  }

  /** A tensor that must be there. */
  public Tensor tensor(int node, String role) {
    Tensor tensor = tensors.get(node + "." + role);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor %d.%s".formatted(node, role));
    }
    return tensor;
  }
}

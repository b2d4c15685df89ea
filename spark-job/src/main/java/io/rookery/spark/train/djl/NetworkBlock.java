package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import io.rookery.spark.train.Tensor;
import io.rookery.spark.train.TrainedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A saved network as a DJL block: pixels, 0 to 255, (image, channel, row, column), to scores
 * (image, class). It computes what the trainer computes, operation by operation, and can be trained
 * on.
 */
final class NetworkBlock extends AbstractBlock {

  private final TrainedModel model;
  private final Network network;
  private final List<Parameter> weights = new ArrayList<>();
  private final List<Parameter> statistics = new ArrayList<>();
  private final Parameter mean;
  private final Parameter deviation;

  /**
   * A block of these weights, in arrays of the manager.
   *
   * @throws IOException if a tensor is missing or has another shape
   */
  NetworkBlock(TrainedModel model, NDManager manager) throws IOException {
    this.model = model;
    network = new Network(model.architecture());
    for (Layout.Piece piece : network.parameters().pieces()) {
      weights.add(parameter(piece.name(), piece.shape(), tensor(piece), true, manager));
    }
    for (Layout.Piece piece : network.statistics().pieces()) {
      statistics.add(parameter(piece.name(), piece.shape(), tensor(piece), false, manager));
    }
    Shape each = new Shape(1, model.architecture().input().channels(), 1, 1);
    mean = parameter("normalisation.mean", each, model.normalisation().mean(), false, manager);
    deviation =
        parameter(
            "normalisation.deviation", each, model.normalisation().deviation(), false, manager);
  }

  private float[] tensor(Layout.Piece piece) throws IOException {
    Tensor tensor = model.tensors().get(piece.name());
    if (tensor == null || tensor.values().length != piece.shape().size()) {
      throw new IOException(
          "the weights have no tensor %s of shape %s".formatted(piece.name(), piece.shape()));
    }
    return tensor.values();
  }

  private Parameter parameter(
      String name, Shape shape, float[] values, boolean trained, NDManager manager) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(type(name))
            .optRequiresGrad(trained)
            .optArray(Upload.floats(manager, values, shape))
            .build());
  }

  private static Parameter.Type type(String name) {
    String role = name.substring(name.lastIndexOf('.') + 1);
    return switch (role) {
      case "weight" -> Parameter.Type.WEIGHT;
      case "bias" -> Parameter.Type.BIAS;
      case "scale" -> Parameter.Type.GAMMA;
      case "shift" -> Parameter.Type.BETA;
      default -> Parameter.Type.OTHER;
    };
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> parameters) {
    NDArray pixels = inputs.singletonOrThrow();
    Layer.Pass pass =
        new Layer.Pass(
            arrays(store, weights, pixels, training),
            arrays(store, statistics, pixels, training),
            training,
            // A training of this block by DJL draws its dropout from the clock, as DJL's own does.
            training ? System.nanoTime() : 0);
    ai.djl.Device device = pixels.getDevice();
    try (NDArray values = pixels.toType(DataType.FLOAT32, false);
        NDArray centred = values.sub(store.getValue(mean, device, training));
        NDArray seen = centred.div(store.getValue(deviation, device, training))) {
      return new NDList(network.forward(seen, pass));
    }
  }

  private static List<NDArray> arrays(
      ParameterStore store, List<Parameter> parameters, NDArray pixels, boolean training) {
    return parameters.stream()
        .map(parameter -> store.getValue(parameter, pixels.getDevice(), training))
        .toList();
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), model.architecture().classes())};
  }

  @Override
  public PairList<String, Shape> describeInput() {
    io.rookery.nas.Shape in = model.architecture().input();
    PairList<String, Shape> described = new PairList<>();
    described.add("pixels", new Shape(-1, in.channels(), in.height(), in.width()));
    return described;
  }
}

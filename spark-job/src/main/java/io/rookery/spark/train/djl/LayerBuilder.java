package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Initial;
import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import io.rookery.nas.Padding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a node's layer, and enters its parameters into the layouts. One builder a node. */
final class LayerBuilder implements OperationCases<Layer> {

  private final int node;
  private final List<io.rookery.nas.Shape> inputs;
  private final Layout parameters;
  private final Layout statistics;

  LayerBuilder(int node, List<io.rookery.nas.Shape> inputs, Layout parameters, Layout statistics) {
    this.node = node;
    this.inputs = inputs;
    this.parameters = parameters;
    this.statistics = statistics;
  }

  @Override
  public Layer convolution(Operation.Convolution c) {
    int channels = input().channels() / c.groups();
    int weight =
        weight(
            "weight",
            new Shape(c.filters(), channels, c.kernelHeight(), c.kernelWidth()),
            (long) channels * c.kernelHeight() * c.kernelWidth(),
            c.initial());
    int bias = c.bias() ? bias("bias", c.filters(), c.initial()) : -1;
    Padding padding = c.padding();
    Shape stride = new Shape(c.strideHeight(), c.strideWidth());
    Shape inside = Windows.even(padding) ? Windows.shape(padding) : new Shape(0, 0);
    return (in, pass) -> {
      NDArray weights = pass.parameters().get(weight);
      NDArray biases = bias < 0 ? null : pass.parameters().get(bias);
      if (Windows.even(padding)) {
        return Torch.convolution(
            in.get(0), weights, biases, stride, inside, c.dilation(), c.groups());
      }
      try (NDArray padded = Windows.pad(in.get(0), padding, 0)) {
        return Torch.convolution(padded, weights, biases, stride, inside, c.dilation(), c.groups());
      }
    };
  }

  @Override
  public Layer pooling(Operation.Pooling pooling) {
    return (in, pass) -> Windows.pool(in.get(0), pooling);
  }

  @Override
  public Layer globalPooling(Operation.GlobalPooling pooling) {
    return (in, pass) ->
        pooling.kind() == Operation.Pooling.Kind.MAX
            ? Torch.globalMax(in.get(0))
            : Torch.globalMean(in.get(0));
  }

  @Override
  public Layer batchNorm(Operation.BatchNorm norm) {
    Shape channels = new Shape(input().channels());
    int scale = parameters.add(name("scale"), channels, false, Layout.Start.constant(1));
    int shift = parameters.add(name("shift"), channels, false, Layout.Start.constant(0));
    int mean = statistics.add(name("mean"), channels, false, Layout.Start.constant(0));
    int variance = statistics.add(name("variance"), channels, false, Layout.Start.constant(1));
    return (in, pass) -> {
      List<NDArray> parts =
          List.of(
              pass.parameters().get(scale),
              pass.parameters().get(shift),
              pass.statistics().get(mean),
              pass.statistics().get(variance));
      return Torch.batchNorm(
          in.get(0), parts, pass.training(), 1 - norm.momentum(), norm.epsilon());
    };
  }

  @Override
  public Layer activation(Operation.Activation activation) {
    return (in, pass) -> Activations.apply(activation.kind(), in.get(0));
  }

  @Override
  public Layer dropout(Operation.Dropout dropout) {
    return (in, pass) -> drop(in.get(0), in.get(0).getShape(), dropout.rate(), pass);
  }

  @Override
  public Layer dropPath(Operation.DropPath path) {
    return (in, pass) -> {
      Shape examples = new Shape(in.get(0).getShape().get(0), 1, 1, 1);
      return drop(in.get(0), examples, path.rate(), pass);
    };
  }

  private NDArray drop(NDArray input, Shape mask, double rate, Layer.Pass pass) {
    if (!pass.training() || rate == 0) {
      return Torch.alias(input);
    }
    long seed = Seeds.of(pass.seed(), Seeds.Use.DROPOUT, node);
    // The graph keeps the factors for as long as it needs them.
    try (NDArray factors = Torch.mask(input.getManager(), mask, rate, seed)) {
      return input.mul(factors);
    }
  }

  @Override
  public Layer identity(Operation.Identity identity) {
    return (in, pass) -> Torch.alias(in.get(0));
  }

  @Override
  public Layer zero(Operation.Zero zero) {
    io.rookery.nas.Shape out = zero.output(inputs);
    return (in, pass) -> {
      NDArray input = in.get(0);
      Shape shape = new Shape(input.getShape().get(0), out.channels(), out.height(), out.width());
      return Torch.full(input.getManager(), shape, 0, input.getDevice());
    };
  }

  @Override
  public Layer subsample(Operation.Subsample subsample) {
    io.rookery.nas.Shape out = subsample.output(inputs);
    return (in, pass) -> Windows.subsample(in.get(0), subsample, out);
  }

  @Override
  public Layer sum(Operation.Sum sum) {
    return (in, pass) -> {
      NDArray total = Torch.alias(in.get(0));
      for (NDArray next : in.subList(1, in.size())) {
        NDArray before = total;
        total = before.add(next);
        before.close();
      }
      return total;
    };
  }

  @Override
  public Layer concat(Operation.Concat concat) {
    return (in, pass) -> Torch.concat(in, 1);
  }

  @Override
  public Layer squeezeExcite(Operation.SqueezeExcite excite) {
    int channels = input().channels();
    int hidden = excite.hidden();
    int down = weight("squeeze.weight", new Shape(hidden, channels), channels, null);
    int downBias = bias("squeeze.bias", hidden, null);
    int up = weight("excite.weight", new Shape(channels, hidden), hidden, null);
    int upBias = bias("excite.bias", channels, null);
    return (in, pass) -> {
      List<NDArray> p = pass.parameters();
      NDArray input = in.get(0);
      long examples = input.getShape().get(0);
      try (NDArray mean = Torch.globalMean(input);
          NDArray flat = mean.reshape(examples, channels);
          NDArray squeezed = Torch.linear(flat, p.get(down), p.get(downBias));
          NDArray active = Activations.apply(Operation.Activation.Kind.RELU, squeezed);
          NDArray excited = Torch.linear(active, p.get(up), p.get(upBias));
          NDArray gate = Activations.apply(Operation.Activation.Kind.SIGMOID, excited);
          NDArray factors = gate.reshape(examples, channels, 1, 1)) {
        return input.mul(factors);
      }
    };
  }

  @Override
  public Layer dense(Operation.Dense dense) {
    long features = input().size();
    int weight = weight("weight", new Shape(dense.units(), features), features, dense.initial());
    int bias = dense.bias() ? bias("bias", dense.units(), dense.initial()) : -1;
    return (in, pass) -> {
      long examples = in.get(0).getShape().get(0);
      NDArray biases = bias < 0 ? null : pass.parameters().get(bias);
      try (NDArray flat = in.get(0).reshape(examples, features);
          NDArray scores = Torch.linear(flat, pass.parameters().get(weight), biases)) {
        return scores.reshape(examples, dense.units(), 1, 1);
      }
    };
  }

  private io.rookery.nas.Shape input() {
    return inputs.get(0);
  }

  private String name(String role) {
    return node + "." + role;
  }

  private int weight(String role, Shape shape, long fanIn, @Nullable Initial initial) {
    Layout.Start start =
        initial == null
            ? Layout.Start.he(fanIn)
            : random -> initial.mean() + initial.deviation() * Seeds.truncatedNormal(random);
    return parameters.add(name(role), shape, true, start);
  }

  private int bias(String role, int size, @Nullable Initial initial) {
    double value = initial == null ? 0 : initial.bias();
    return parameters.add(name(role), new Shape(size), false, Layout.Start.constant(value));
  }
}

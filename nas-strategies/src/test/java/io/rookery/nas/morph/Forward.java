package io.rookery.nas.morph;

import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A network's forward pass outside training, in plain loops: slow, and easy to check. */
final class Forward implements OperationCases<double[]> {

  private final Architecture network;
  private final Map<String, float[]> weights;
  private int node;
  private List<Shape> shapes = List.of();
  private List<double[]> inputs = List.of();
  private Shape out = new Shape(1, 1, 1);

  private Forward(Architecture network, Map<String, float[]> weights) {
    this.network = network;
    this.weights = weights;
  }

  /** Scores of an image (channel, height, width). */
  static double[] scores(Architecture network, Map<String, float[]> weights, double[] image) {
    return new Forward(network, weights).run(image);
  }

  private double[] run(double[] image) {
    List<Shape> known = network.shapes();
    List<double[]> values = new ArrayList<>();
    for (node = 0; node < network.nodes().size(); node++) {
      Node current = network.nodes().get(node);
      inputs = current.inputs().stream().map(i -> i < 0 ? image : values.get(i)).toList();
      shapes = current.inputs().stream().map(i -> i < 0 ? network.input() : known.get(i)).toList();
      out = known.get(node);
      values.add(of(current.operation()));
    }
    return values.get(values.size() - 1);
  }

  private float[] weight(String role) {
    return weights.get(node + "." + role);
  }

  private double[] in() {
    return inputs.get(0);
  }

  private Shape shape() {
    return shapes.get(0);
  }

  private interface Element {
    double at(int channel, int row, int column);
  }

  private double[] each(Element element) {
    double[] result = new double[(int) out.size()];
    int i = 0;
    for (int channel = 0; channel < out.channels(); channel++) {
      for (int row = 0; row < out.height(); row++) {
        for (int column = 0; column < out.width(); column++) {
          result[i++] = element.at(channel, row, column);
        }
      }
    }
    return result;
  }

  /** An element of the input; outside of the image what is given. */
  private double at(int channel, int row, int column, double outside) {
    Shape s = shape();
    return row < 0 || column < 0 || row >= s.height() || column >= s.width()
        ? outside
        : in()[(channel * s.height() + row) * s.width() + column];
  }

  @Override
  public double[] convolution(Operation.Convolution c) {
    float[] weight = weight("weight");
    int group = shape().channels() / c.groups();
    return each(
        (filter, row, column) -> {
          double sum = c.bias() ? weight("bias")[filter] : 0;
          int first = filter / (c.filters() / c.groups()) * group;
          int at = filter * group * c.kernelHeight() * c.kernelWidth();
          for (int channel = first; channel < first + group; channel++) {
            for (int y = 0; y < c.kernelHeight(); y++) {
              for (int x = 0; x < c.kernelWidth(); x++) {
                int fromRow = row * c.strideHeight() - c.padding().top() + y * c.dilation();
                int fromColumn = column * c.strideWidth() - c.padding().left() + x * c.dilation();
                sum += weight[at++] * at(channel, fromRow, fromColumn, 0);
              }
            }
          }
          return sum;
        });
  }

  @Override
  public double[] pooling(Operation.Pooling p) {
    boolean max = p.kind() == Operation.Pooling.Kind.MAX;
    return each(
        (channel, row, column) -> {
          List<Double> window = new ArrayList<>();
          for (int y = 0; y < p.kernelHeight(); y++) {
            for (int x = 0; x < p.kernelWidth(); x++) {
              double value =
                  at(
                      channel,
                      row * p.stride() - p.padding().top() + y,
                      column * p.stride() - p.padding().left() + x,
                      Double.NaN);
              if (!Double.isNaN(value)) {
                window.add(value);
              }
            }
          }
          return max
              ? window.stream().mapToDouble(v -> v).max().orElseThrow()
              : window.stream().mapToDouble(v -> v).average().orElseThrow();
        });
  }

  @Override
  public double[] globalPooling(Operation.GlobalPooling p) {
    int size = shape().height() * shape().width();
    return each(
        (channel, row, column) -> {
          double[] all = Arrays.copyOfRange(in(), channel * size, (channel + 1) * size);
          return p.kind() == Operation.Pooling.Kind.MAX
              ? Arrays.stream(all).max().orElseThrow()
              : Arrays.stream(all).average().orElseThrow();
        });
  }

  @Override
  public double[] batchNorm(Operation.BatchNorm norm) {
    return each(
        (channel, row, column) ->
            (at(channel, row, column, 0) - weight("mean")[channel])
                    / Math.sqrt(weight("variance")[channel] + norm.epsilon())
                    * weight("scale")[channel]
                + weight("shift")[channel]);
  }

  @Override
  public double[] activation(Operation.Activation activation) {
    int channels = shape().channels();
    return each(
        (channel, row, column) -> {
          double value = at(channel % channels, row, column, 0);
          return switch (activation.kind()) {
            case RELU -> Math.max(0, value);
            case CRELU -> Math.max(0, channel < channels ? value : -value);
            case SIGMOID -> sigmoid(value);
            case SWISH -> value * sigmoid(value);
            case TANH -> Math.tanh(value);
            default -> throw new UnsupportedOperationException(activation.toString());
          };
        });
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }

  @Override
  public double[] dropout(Operation.Dropout dropout) {
    return in();
  }

  @Override
  public double[] dropPath(Operation.DropPath path) {
    return in();
  }

  @Override
  public double[] identity(Operation.Identity identity) {
    return in();
  }

  @Override
  public double[] zero(Operation.Zero zero) {
    return new double[(int) out.size()];
  }

  @Override
  public double[] subsample(Operation.Subsample s) {
    return each(
        (channel, row, column) ->
            at(channel, row * s.stride() + s.offset(), column * s.stride() + s.offset(), 0));
  }

  @Override
  public double[] sum(Operation.Sum sum) {
    double[] total = new double[(int) out.size()];
    for (double[] input : inputs) {
      for (int i = 0; i < total.length; i++) {
        total[i] += input[i];
      }
    }
    return total;
  }

  @Override
  public double[] concat(Operation.Concat concat) {
    return inputs.stream().flatMapToDouble(Arrays::stream).toArray();
  }

  @Override
  public double[] squeezeExcite(Operation.SqueezeExcite s) {
    int channels = shape().channels();
    int size = shape().height() * shape().width();
    double[] hidden = new double[s.hidden()];
    for (int h = 0; h < s.hidden(); h++) {
      hidden[h] = weight("squeeze.bias")[h];
      for (int c = 0; c < channels; c++) {
        double mean = Arrays.stream(in(), c * size, (c + 1) * size).average().orElseThrow();
        hidden[h] += weight("squeeze.weight")[h * channels + c] * mean;
      }
      hidden[h] = Math.max(0, hidden[h]);
    }
    return each(
        (channel, row, column) -> {
          double gate = weight("excite.bias")[channel];
          for (int h = 0; h < s.hidden(); h++) {
            gate += weight("excite.weight")[channel * s.hidden() + h] * hidden[h];
          }
          return at(channel, row, column, 0) * sigmoid(gate);
        });
  }

  @Override
  public double[] dense(Operation.Dense dense) {
    double[] result = new double[dense.units()];
    for (int unit = 0; unit < result.length; unit++) {
      result[unit] = dense.bias() ? weight("bias")[unit] : 0;
      for (int i = 0; i < in().length; i++) {
        result[unit] += weight("weight")[unit * in().length + i] * in()[i];
      }
    }
    return result;
  }
}

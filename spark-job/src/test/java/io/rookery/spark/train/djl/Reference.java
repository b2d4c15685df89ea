package io.rookery.spark.train.djl;

import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import io.rookery.nas.Padding;
import io.rookery.nas.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;

/**
 * Every operation by its definition, in plain loops of double precision: what the engine's results
 * are compared with. Activations are (image, channel, row, column).
 *
 * @param shapes of the inputs
 * @param inputs activations
 * @param parameters of the operation: weight then bias, or scale then shift, or as the operation's
 *     formula names them
 * @param statistics running mean, then running variance
 * @param training whether a batch norm uses the batch's own statistics
 */
record Reference(
    int images,
    List<Shape> shapes,
    List<double[]> inputs,
    List<double[]> parameters,
    List<double[]> statistics,
    boolean training)
    implements OperationCases<double[]> {

  private Shape in() {
    return shapes.get(0);
  }

  private double[] x() {
    return inputs.get(0);
  }

  private double at(int image, int channel, int row, int column) {
    Shape s = in();
    return x()[((image * s.channels() + channel) * s.height() + row) * s.width() + column];
  }

  private boolean inside(int row, int column) {
    return row >= 0 && row < in().height() && column >= 0 && column < in().width();
  }

  /** Value of one output element. */
  private interface Element {
    double of(int image, int channel, int row, int column);
  }

  private double[] each(Shape out, Element element) {
    double[] values = new double[Math.toIntExact(images * out.size())];
    int i = 0;
    for (int image = 0; image < images; image++) {
      for (int channel = 0; channel < out.channels(); channel++) {
        for (int row = 0; row < out.height(); row++) {
          for (int column = 0; column < out.width(); column++) {
            values[i++] = element.of(image, channel, row, column);
          }
        }
      }
    }
    return values;
  }

  @Override
  public double[] convolution(Operation.Convolution c) {
    int inputsPerGroup = in().channels() / c.groups();
    int outputsPerGroup = c.filters() / c.groups();
    double[] w = parameters.get(0);
    return each(
        c.output(shapes),
        (image, filter, y, x) -> {
          double sum = c.bias() ? parameters.get(1)[filter] : 0;
          for (int k = 0; k < inputsPerGroup; k++) {
            int channel = filter / outputsPerGroup * inputsPerGroup + k;
            for (int i = 0; i < c.kernelHeight(); i++) {
              for (int j = 0; j < c.kernelWidth(); j++) {
                int row = y * c.strideHeight() - c.padding().top() + i * c.dilation();
                int column = x * c.strideWidth() - c.padding().left() + j * c.dilation();
                if (inside(row, column)) {
                  int at =
                      ((filter * inputsPerGroup + k) * c.kernelHeight() + i) * c.kernelWidth() + j;
                  sum += w[at] * at(image, channel, row, column);
                }
              }
            }
          }
          return sum;
        });
  }

  @Override
  public double[] pooling(Operation.Pooling p) {
    Padding padding = p.padding();
    return each(
        p.output(shapes),
        (image, channel, y, x) -> {
          double sum = 0;
          double largest = Double.NEGATIVE_INFINITY;
          int count = 0;
          for (int i = 0; i < p.kernelHeight(); i++) {
            for (int j = 0; j < p.kernelWidth(); j++) {
              int row = y * p.stride() - padding.top() + i;
              int column = x * p.stride() - padding.left() + j;
              if (inside(row, column)) {
                double value = at(image, channel, row, column);
                sum += value;
                largest = Math.max(largest, value);
                count++;
              }
            }
          }
          return p.kind() == Operation.Pooling.Kind.MAX ? largest : sum / count;
        });
  }

  @Override
  public double[] globalPooling(Operation.GlobalPooling p) {
    Shape s = in();
    return new Reference(images, shapes, inputs, parameters, statistics, training)
        .pooling(new Operation.Pooling(p.kind(), s.height(), s.width(), 1, Padding.NONE));
  }

  @Override
  public double[] batchNorm(Operation.BatchNorm norm) {
    Shape s = in();
    double[] mean = new double[s.channels()];
    double[] variance = new double[s.channels()];
    double count = (double) images * s.height() * s.width();
    each(s, (i, c, y, x) -> mean[c] += at(i, c, y, x) / count);
    each(s, (i, c, y, x) -> variance[c] += Math.pow(at(i, c, y, x) - mean[c], 2) / count);
    double[] m = training ? mean : statistics.get(0);
    double[] v = training ? variance : statistics.get(1);
    return each(
        s,
        (i, c, y, x) ->
            (at(i, c, y, x) - m[c]) / Math.sqrt(v[c] + norm.epsilon()) * parameters.get(0)[c]
                + parameters.get(1)[c]);
  }

  @Override
  public double[] activation(Operation.Activation activation) {
    if (activation.kind() == Operation.Activation.Kind.CRELU) {
      int channels = in().channels();
      return each(
          activation.output(shapes),
          (i, c, y, x) -> Math.max(0, c < channels ? at(i, c, y, x) : -at(i, c - channels, y, x)));
    }
    DoubleUnaryOperator f = function(activation.kind());
    return each(in(), (i, c, y, x) -> f.applyAsDouble(at(i, c, y, x)));
  }

  private static DoubleUnaryOperator function(Operation.Activation.Kind kind) {
    return switch (kind) {
      case RELU, CRELU -> x -> Math.max(0, x);
      case LEAKY_RELU -> x -> x > 0 ? x : 0.01 * x;
      case SIGMOID -> Reference::sigmoid;
      case TANH -> Math::tanh;
      case SWISH -> x -> x * sigmoid(x);
      case GELU -> x -> x / 2 * (1 + Erf.erf(x / Math.sqrt(2)));
    };
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public double[] dropout(Operation.Dropout dropout) {
    return x().clone();
  }

  @Override
  public double[] dropPath(Operation.DropPath path) {
    return x().clone();
  }

  @Override
  public double[] identity(Operation.Identity identity) {
    return x().clone();
  }

  @Override
  public double[] zero(Operation.Zero zero) {
    return each(zero.output(shapes), (i, c, y, x) -> 0);
  }

  @Override
  public double[] subsample(Operation.Subsample s) {
    return each(
        s.output(shapes),
        (i, c, y, x) -> {
          int row = s.offset() + y * s.stride();
          int column = s.offset() + x * s.stride();
          return inside(row, column) ? at(i, c, row, column) : 0;
        });
  }

  @Override
  public double[] sum(Operation.Sum sum) {
    double[] total = new double[x().length];
    for (double[] input : inputs) {
      for (int i = 0; i < total.length; i++) {
        total[i] += input[i];
      }
    }
    return total;
  }

  @Override
  public double[] concat(Operation.Concat concat) {
    double[] joined = new double[inputs.stream().mapToInt(input -> input.length).sum()];
    int to = 0;
    for (int image = 0; image < images; image++) {
      for (double[] input : inputs) {
        int size = input.length / images;
        System.arraycopy(input, image * size, joined, to, size);
        to += size;
      }
    }
    return joined;
  }

  @Override
  public double[] squeezeExcite(Operation.SqueezeExcite excite) {
    Shape s = in();
    double[] mean = globalPooling(new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE));
    double[] gates = new double[images * s.channels()];
    for (int image = 0; image < images; image++) {
      double[] hidden = new double[excite.hidden()];
      for (int h = 0; h < hidden.length; h++) {
        double sum = parameters.get(1)[h];
        for (int c = 0; c < s.channels(); c++) {
          sum += parameters.get(0)[h * s.channels() + c] * mean[image * s.channels() + c];
        }
        hidden[h] = Math.max(0, sum);
      }
      for (int c = 0; c < s.channels(); c++) {
        double sum = parameters.get(3)[c];
        for (int h = 0; h < hidden.length; h++) {
          sum += parameters.get(2)[c * hidden.length + h] * hidden[h];
        }
        gates[image * s.channels() + c] = sigmoid(sum);
      }
    }
    return each(s, (i, c, y, x) -> at(i, c, y, x) * gates[i * s.channels() + c]);
  }

  @Override
  public double[] dense(Operation.Dense dense) {
    int features = x().length / images;
    return each(
        dense.output(shapes),
        (image, unit, y, x) -> {
          double sum = dense.bias() ? parameters.get(1)[unit] : 0;
          for (int i = 0; i < features; i++) {
            sum += parameters.get(0)[unit * features + i] * x()[image * features + i];
          }
          return sum;
        });
  }
}

package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Operations;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation against plain loops in double precision, forward and backward. */
class LayerTest {

  private static final int IMAGES = 3;

  /** Single precision keeps 7 digits; sums here have up to some hundred terms of size 1. */
  private static final double TOLERANCE = 2e-5;

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = Torch.manager(Device.CPU);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static List<Operation> operations() {
    return Operations.all();
  }

  /** An operation with inputs and parameters drawn for it. */
  private final class Trial {
    final Operation operation;
    final List<Shape> shapes;
    final Layout parameters = new Layout();
    final Layout statistics = new Layout();
    final Layer layer;
    final List<float[]> inputs = new ArrayList<>();
    final float[] weights;
    final float[] moments;

    Trial(Operation operation) {
      this.operation = operation;
      boolean two = operation instanceof Operation.Sum || operation instanceof Operation.Concat;
      shapes = two ? List.of(Operations.INPUT, Operations.INPUT) : List.of(Operations.INPUT);
      layer = new LayerBuilder(0, shapes, parameters, statistics).of(operation);
      Random random = new Random(11);
      for (Shape shape : shapes) {
        inputs.add(draw(random, IMAGES * shape.size(), -1));
      }
      weights = draw(random, parameters.size(), -1);
      moments = draw(random, statistics.size(), 0.2);
    }

    private float[] draw(Random random, long size, double from) {
      float[] values = new float[Math.toIntExact(size)];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (from + (1 - from) * random.nextDouble());
      }
      return values;
    }

    double[] reference(boolean training) {
      return reference(
          inputs.stream().map(LayerTest::doubles).toList(), doubles(weights), training);
    }

    double[] reference(List<double[]> in, double[] weight, boolean training) {
      return new Reference(
              IMAGES,
              shapes,
              in,
              pieces(parameters, weight),
              pieces(statistics, doubles(moments)),
              training)
          .of(operation);
    }

    private List<double[]> pieces(Layout layout, double[] values) {
      return layout.pieces().stream()
          .map(
              piece ->
                  java.util.Arrays.copyOfRange(
                      values, (int) piece.from(), (int) (piece.from() + piece.shape().size())))
          .toList();
    }

    NDArray upload(int input) {
      Shape s = shapes.get(input);
      return Upload.floats(
          manager,
          inputs.get(input),
          new ai.djl.ndarray.types.Shape(IMAGES, s.channels(), s.height(), s.width()));
    }
  }

  private static double[] doubles(float[] values) {
    double[] copy = new double[values.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = values[i];
    }
    return copy;
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("element %d", i)
          .isCloseTo(
              expected[i],
              org.assertj.core.data.Offset.offset(tolerance * Math.max(1, Math.abs(expected[i]))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void the_output_outside_training_is_the_definition(Operation operation) {
    Trial trial = new Trial(operation);
    NDArray output = forward(trial, false);
    assertThat(output.getShape()).isEqualTo(shape(operation, trial));
    assertClose(output.toFloatArray(), trial.reference(false), TOLERANCE);
  }

  private static ai.djl.ndarray.types.Shape shape(Operation operation, Trial trial) {
    Shape out = operation.output(trial.shapes);
    return new ai.djl.ndarray.types.Shape(IMAGES, out.channels(), out.height(), out.width());
  }

  private NDArray forward(Trial trial, boolean training) {
    return Torch.run(
        false,
        () -> {
          Vector weights = new Vector(trial.parameters, manager, trial.weights);
          Vector moments = new Vector(trial.statistics, manager, trial.moments);
          List<NDArray> inputs = new ArrayList<>();
          for (int i = 0; i < trial.inputs.size(); i++) {
            inputs.add(trial.upload(i));
          }
          Layer.Pass pass =
              new Layer.Pass(
                  weights.parts(manager, false), moments.parts(manager, false), training, 5);
          return trial.layer.forward(inputs, pass);
        });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void the_number_of_parameters_is_the_architectures(Operation operation) {
    Trial trial = new Trial(operation);
    assertThat(trial.parameters.size()).isEqualTo(operation.parameters(trial.shapes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void gradients_are_those_of_finite_differences(Operation operation) {
    if (operation instanceof Operation.Dropout || operation instanceof Operation.DropPath) {
      return; // Random while training: DropoutTest.
    }
    Trial trial = new Trial(operation);
    double[] pull = doubles(trial.draw(new Random(13), trial.reference(true).length, -1));
    Vector weights = new Vector(trial.parameters, manager, trial.weights);
    Vector moments = new Vector(trial.statistics, manager, trial.moments);
    List<NDArray> parts = Torch.run(false, () -> weights.parts(manager, true));
    List<NDArray> inputs = new ArrayList<>();
    for (int i = 0; i < trial.inputs.size(); i++) {
      NDArray input = trial.upload(i);
      input.setRequiresGradient(true);
      inputs.add(input);
    }
    Torch.run(
        true,
        () -> {
          Layer.Pass pass = new Layer.Pass(parts, moments.parts(manager, false), true, 5);
          NDArray output = trial.layer.forward(inputs, pass);
          assertClose(output.toFloatArray(), trial.reference(true), TOLERANCE);
          float[] narrow = new float[pull.length];
          for (int i = 0; i < pull.length; i++) {
            narrow[i] = (float) pull[i];
          }
          NDArray scalar = output.mul(Upload.floats(manager, narrow, output.getShape())).sum();
          if (!(operation instanceof Operation.Zero)) {
            Torch.backward(scalar);
          }
          return scalar;
        });
    if (trial.weights.length > 0) {
      float[] all = Torch.run(false, () -> weights.gradients(parts, manager)).toFloatArray();
      assertClose(
          all, differences(doubles(trial.weights), w -> pulled(trial, 0, null, w, pull)), 2e-4);
    }
    for (int i = 0; i < inputs.size(); i++) {
      int input = i;
      NDArray gradient = Torch.gradient(inputs.get(i));
      float[] actual =
          gradient == null ? new float[trial.inputs.get(i).length] : gradient.toFloatArray();
      double[] expected =
          differences(doubles(trial.inputs.get(i)), x -> pulled(trial, input, x, null, pull));
      assertClose(actual, expected, 2e-4);
    }
  }

  private static double pulled(Trial trial, int changed, double[] x, double[] w, double[] pull) {
    List<double[]> inputs = new ArrayList<>(trial.inputs.stream().map(LayerTest::doubles).toList());
    if (x != null) {
      inputs.set(changed, x);
    }
    double[] output = trial.reference(inputs, w == null ? doubles(trial.weights) : w, true);
    double sum = 0;
    for (int i = 0; i < output.length; i++) {
      sum += output[i] * pull[i];
    }
    return sum;
  }

  private interface Scalar {
    double of(double[] at);
  }

  /** Central differences, in double precision. */
  private static double[] differences(double[] at, Scalar f) {
    double step = 1e-6;
    double[] gradient = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double value = at[i];
      at[i] = value + step;
      double above = f.of(at);
      at[i] = value - step;
      double below = f.of(at);
      at[i] = value;
      gradient[i] = (above - below) / (2 * step);
    }
    return gradient;
  }
}

package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Optimizer;
import io.rookery.spark.train.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten steps down f(w) = ½ Σ a w², against the formulas in double precision. */
class DescentTest {

  private static final double[] CURVATURE = {1, 0.3, 7};
  private static final double[] START = {1, -2, 0.5};
  private static final int STEPS = 10;

  private interface Formula {
    void step(double[] weight, double[] gradient, double rate, int step);
  }

  private static double rate(int step) {
    return 0.05 / (1 + step);
  }

  private static void assertFollows(Optimizer optimizer, Formula formula) {
    double[] expected = START.clone();
    for (int step = 0; step < STEPS; step++) {
      double[] gradient = new double[expected.length];
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = CURVATURE[i] * expected[i];
      }
      formula.step(expected, gradient, rate(step), step);
    }
    float[] actual = descend(optimizer);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2e-6));
    }
  }

  private static float[] descend(Optimizer optimizer) {
    return Torch.run(
        false,
        () -> {
          try (NDManager manager = Torch.manager(Device.CPU)) {
            Shape shape = new Shape(START.length);
            NDArray weights = Upload.floats(manager, floats(START), shape);
            NDArray curvature = Upload.floats(manager, floats(CURVATURE), shape);
            Descent descent = Descent.of(optimizer, manager, START.length);
            for (int step = 0; step < STEPS; step++) {
              descent.step(weights, weights.mul(curvature), rate(step), step, manager);
            }
            return weights.toFloatArray();
          }
        });
  }

  private static float[] floats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  @ParameterizedTest
  @CsvSource({"0, 0, false", "0.9, 0, false", "0.9, 0.3, false", "0.8, 0, true"})
  void sgd_is_pytorchs(double momentum, double dampening, boolean nesterov) {
    double[] velocity = new double[START.length];
    assertFollows(
        new Optimizer.Sgd(momentum, dampening, nesterov),
        (w, g, rate, step) -> {
          for (int i = 0; i < w.length; i++) {
            velocity[i] = step == 0 ? g[i] : momentum * velocity[i] + (1 - dampening) * g[i];
            double d = nesterov ? g[i] + momentum * velocity[i] : velocity[i];
            w[i] -= rate * (momentum == 0 ? g[i] : d);
          }
        });
  }

  @Test
  void rms_prop_divides_by_the_root_of_the_mean_square() {
    double[] squares = new double[START.length];
    assertFollows(
        new Optimizer.RmsProp(0.95),
        (w, g, rate, step) -> {
          for (int i = 0; i < w.length; i++) {
            squares[i] = 0.95 * squares[i] + 0.05 * g[i] * g[i];
            w[i] -= rate * g[i] / (Math.sqrt(squares[i]) + 1e-8);
          }
        });
  }

  @Test
  void adam_is_algorithm_1_of_its_paper() {
    double[] mean = new double[START.length];
    double[] squares = new double[START.length];
    assertFollows(
        new Optimizer.Adam(0.9, 0.99),
        (w, g, rate, step) -> {
          for (int i = 0; i < w.length; i++) {
            mean[i] = 0.9 * mean[i] + 0.1 * g[i];
            squares[i] = 0.99 * squares[i] + 0.01 * g[i] * g[i];
            double m = mean[i] / (1 - Math.pow(0.9, step + 1));
            double v = squares[i] / (1 - Math.pow(0.99, step + 1));
            w[i] -= rate * m / (Math.sqrt(v) + 1e-8);
          }
        });
  }
}

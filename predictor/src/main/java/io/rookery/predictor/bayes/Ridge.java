package io.rookery.predictor.bayes;

/**
 * Weighted ridge regression with an unpenalised intercept and a prior mean of the coefficients.
 * Minimises Σ w (y − Xβ)² + Σ penalty (β − prior)²; the last coefficient is the intercept.
 */
final class Ridge {

  private static final double SMALLEST_PIVOT = 1e-12;

  final double[] coefficients;

  /** (XᵀWX + penalties)⁻¹, row by row, the intercept last. */
  final double[] inverse;

  private final int size;

  private Ridge(double[] coefficients, double[] inverse) {
    this.coefficients = coefficients;
    this.inverse = inverse;
    this.size = coefficients.length;
  }

  static Ridge fit(double[][] x, double[] y, double[] weights, double[] penalty, double[] prior) {
    int size = penalty.length + 1;
    double[] normal = new double[size * size];
    double[] right = new double[size];
    for (int i = 0; i < y.length; i++) {
      accumulate(x[i], y[i], weights[i], normal, right);
    }
    for (int a = 0; a < size - 1; a++) {
      normal[a * size + a] += penalty[a];
      right[a] += penalty[a] * prior[a];
    }
    double[] inverse = invert(normal, size);
    double[] coefficients = new double[size];
    for (int a = 0; a < size; a++) {
      for (int b = 0; b < size; b++) {
        coefficients[a] += inverse[a * size + b] * right[b];
      }
    }
    return new Ridge(coefficients, inverse);
  }

  /** xβ. */
  double value(double[] x) {
    double sum = coefficients[size - 1];
    for (int a = 0; a < size - 1; a++) {
      sum += coefficients[a] * x[a];
    }
    return sum;
  }

  /** x (XᵀWX + penalties)⁻¹ xᵀ: how far x lies from what was learned. */
  double leverage(double[] x) {
    double sum = 0;
    for (int a = 0; a < size; a++) {
      double row = inverse[a * size + size - 1];
      for (int b = 0; b < size - 1; b++) {
        row += inverse[a * size + b] * x[b];
      }
      sum += row * (a < size - 1 ? x[a] : 1);
    }
    return sum;
  }

  private static void accumulate(
      double[] x, double y, double weight, double[] normal, double[] right) {
    int size = right.length;
    for (int a = 0; a < size; a++) {
      double xa = weight * (a < size - 1 ? x[a] : 1);
      right[a] += xa * y;
      for (int b = 0; b <= a; b++) {
        normal[a * size + b] += xa * (b < size - 1 ? x[b] : 1);
      }
    }
  }

  /** The inverse of a symmetric positive definite matrix, given its lower half, by Cholesky. */
  private static double[] invert(double[] lower, int size) {
    double[] root = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = lower[i * size + j];
        for (int k = 0; k < j; k++) {
          sum -= root[i * size + k] * root[j * size + k];
        }
        root[i * size + j] =
            i == j ? Math.sqrt(Math.max(sum, SMALLEST_PIVOT)) : sum / root[j * size + j];
      }
    }
    double[] half = new double[size * size];
    for (int column = 0; column < size; column++) {
      for (int i = column; i < size; i++) {
        double sum = i == column ? 1 : 0;
        for (int k = column; k < i; k++) {
          sum -= root[i * size + k] * half[k * size + column];
        }
        half[i * size + column] = sum / root[i * size + i];
      }
    }
    double[] inverse = new double[size * size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = i; k < size; k++) {
          sum += half[k * size + i] * half[k * size + j];
        }
        inverse[i * size + j] = sum;
        inverse[j * size + i] = sum;
      }
    }
    return inverse;
  }
}

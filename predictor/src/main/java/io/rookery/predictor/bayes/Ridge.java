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

  /** The fit to what was summed, which stays as it is. */
  static Ridge solve(Sums sums, double[] penalty, double[] prior) {
    int size = sums.size;
    double[] normal = sums.normal.clone();
    double[] right = sums.right.clone();
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
    double sum = inverse[size * size - 1];
    for (int a = 0; a < size - 1; a++) {
      double row = 2 * inverse[a * size + size - 1] + inverse[a * size + a] * x[a];
      for (int b = 0; b < a; b++) {
        row += 2 * inverse[a * size + b] * x[b];
      }
      sum += row * x[a];
    }
    return sum;
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

  /** Sums of squares and products over rows, which can be added to and copied. */
  static final class Sums {

    private final int size;

    /** XᵀWX, its lower half. */
    private final double[] normal;

    /** XᵀWy. */
    private final double[] right;

    Sums(int size) {
      this(size, new double[size * size], new double[size]);
    }

    private Sums(int size, double[] normal, double[] right) {
      this.size = size;
      this.normal = normal;
      this.right = right;
    }

    Sums copy() {
      return new Sums(size, normal.clone(), right.clone());
    }

    void add(double[] x, double y, double weight) {
      int last = size - 1;
      for (int a = 0; a < last; a++) {
        double xa = weight * x[a];
        right[a] += xa * y;
        for (int b = 0; b <= a; b++) {
          normal[a * size + b] += xa * x[b];
        }
      }
      right[last] += weight * y;
      for (int b = 0; b < last; b++) {
        normal[last * size + b] += weight * x[b];
      }
      normal[size * size - 1] += weight;
    }
  }
}

package io.rookery.predictor.bayes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Weighted ridge regression with an unpenalised intercept and a prior mean of the coefficients.
 * Minimises Σ w (y − Xβ)² + Σ penalty (β − prior)²; the last coefficient is the intercept.
 */
final class Ridge {

  private static final double SMALLEST_PIVOT = 1e-12;

  final double[] coefficients;

  private final int size;

  /** L of XᵀWX + penalties = LLᵀ, row by row, and the reciprocals of its diagonal there. */
  private final double[] root;

  private @Nullable Leverage leverage;

  private Ridge(double[] coefficients, double[] root) {
    this.coefficients = coefficients;
    this.root = root;
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
    takeRoot(normal, size);
    substitute(normal, right);
    return new Ridge(right, normal);
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
  Leverage leverage() {
    if (leverage == null) {
      leverage = new Leverage(inverseRoot(), size);
    }
    return leverage;
  }

  private double[] inverseRoot() {
    double[] half = new double[size * size];
    for (int column = 0; column < size; column++) {
      half[column * size + column] = root[column * size + column];
      for (int i = column + 1; i < size; i++) {
        double sum = 0;
        for (int k = column; k < i; k++) {
          sum -= root[i * size + k] * half[k * size + column];
        }
        half[i * size + column] = sum * root[i * size + i];
      }
    }
    return half;
  }

  /** The same of every row, into {@code into}. */
  void values(Columns x, double[] into) {
    Arrays.fill(into, 0, x.rows(), coefficients[size - 1]);
    for (int a = 0; a < size - 1; a++) {
      Columns.add(into, coefficients[a], x.column(a), x.rows());
    }
  }

  /** Cholesky's factor of a symmetric positive definite matrix, in place of its lower half. */
  private static void takeRoot(double[] lower, int size) {
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        double sum = lower[i * size + j];
        for (int k = 0; k < j; k++) {
          sum -= lower[i * size + k] * lower[j * size + k];
        }
        lower[i * size + j] = sum * lower[j * size + j];
      }
      double pivot = lower[i * size + i];
      for (int k = 0; k < i; k++) {
        pivot -= lower[i * size + k] * lower[i * size + k];
      }
      lower[i * size + i] = 1 / Math.sqrt(Math.max(pivot, SMALLEST_PIVOT));
    }
  }

  /** Solves LLᵀ·answer = right, in place. */
  private static void substitute(double[] root, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      double sum = right[i];
      for (int k = 0; k < i; k++) {
        sum -= root[i * size + k] * right[k];
      }
      right[i] = sum * root[i * size + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = right[i];
      for (int k = i + 1; k < size; k++) {
        sum -= root[k * size + i] * right[k];
      }
      right[i] = sum * root[i * size + i];
    }
  }

  /** Sums of squares and products over rows, which can be added to and copied. */
  static final class Sums {

    private final int size;

    /** XᵀWX, its lower half. */
    private final double[] normal;

    /** XᵀWy. */
    private final double[] right;

    private Sums(int size, double[] normal, double[] right) {
      this.size = size;
      this.normal = normal;
      this.right = right;
    }

    /** Of all rows, each of weight 1. */
    static Sums of(Columns x, double[] y) {
      int last = x.count();
      int size = last + 1;
      double[] one = new double[x.rows()];
      Arrays.fill(one, 1);
      int pairs = size * (size + 1) / 2;
      double[][] left = new double[pairs + size][];
      double[][] right = new double[pairs + size][];
      int k = 0;
      for (int a = 0; a < size; a++) {
        left[pairs + a] = a < last ? x.column(a) : one;
        right[pairs + a] = y;
        for (int b = 0; b <= a; b++) {
          left[k] = left[pairs + a];
          right[k++] = b < last ? x.column(b) : one;
        }
      }
      double[] products = Columns.products(left, right, x.rows());
      Sums sums = new Sums(size, new double[size * size], new double[size]);
      k = 0;
      for (int a = 0; a < size; a++) {
        sums.right[a] = products[pairs + a];
        for (int b = 0; b <= a; b++) {
          sums.normal[a * size + b] = products[k++];
        }
      }
      return sums;
    }

    Sums copy() {
      return new Sums(size, normal.clone(), right.clone());
    }

    /** Adds a row with a weight, which may be negative. */
    void add(double[] x, double y, double weight) {
      int last = size - 1;
      for (int a = 0; a < last; a++) {
        double xa = weight * x[a];
        right[a] += xa * y;
        for (int b = 0; b <= a; b++) {
          normal[a * size + b] += xa * x[b];
        }
        normal[last * size + a] += xa;
      }
      right[last] += weight * y;
      normal[size * size - 1] += weight;
    }
  }
}

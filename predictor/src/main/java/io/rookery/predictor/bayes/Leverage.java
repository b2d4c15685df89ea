package io.rookery.predictor.bayes;

import java.util.Arrays;

/**
 * How far a row lies from those that a {@link Ridge} learned from: |L⁻¹x|², with LLᵀ its normal
 * matrix and an intercept of 1 as the last of x.
 *
 * @param half L⁻¹, row by row
 * @param size of its rows
 */
record Leverage(double[] half, int size) {

  double of(double[] x) {
    double squares = 0;
    for (int a = 0; a < size; a++) {
      double sum = a == size - 1 ? half[a * size + a] : 0;
      for (int b = 0; b <= a && b < size - 1; b++) {
        sum += half[a * size + b] * x[b];
      }
      squares += sum * sum;
    }
    return squares;
  }

  /** Of every row, into {@code into}; {@code part} is room for as many numbers. */
  void of(Columns x, double[] into, double[] part) {
    Arrays.fill(into, 0, x.rows(), 0);
    for (int a = 0; a < size; a++) {
      Arrays.fill(part, 0, x.rows(), a == size - 1 ? half[a * size + a] : 0);
      for (int b = 0; b <= a && b < size - 1; b++) {
        Columns.add(part, half[a * size + b], x.column(b), x.rows());
      }
      Columns.addSquares(into, part, x.rows());
    }
  }
}

package io.rookery.predictor.bayes;

import java.util.Arrays;

/**
 * Columns of numbers over the same rows, with room for more rows. What runs over thousands of rows
 * is written column by column: memory is read in its order, and the loops are ones that the
 * compiler turns into vector instructions. Every sum runs over the rows in their order, so that it
 * does not depend on how many are taken at a time.
 */
final class Columns {

  private final double[][] columns;

  /** How many of each column's numbers are NaN. */
  private final int[] unknown;

  private int rows;

  Columns(int count) {
    this.columns = new double[count][0];
    this.unknown = new int[count];
  }

  int count() {
    return columns.length;
  }

  int rows() {
    return rows;
  }

  /** Its first {@link #rows} numbers count; to be read, or filled, in place. */
  double[] column(int index) {
    return columns[index];
  }

  /** Copies a row into {@code into}. */
  void row(int index, double[] into) {
    for (int a = 0; a < columns.length; a++) {
      into[a] = columns[a][index];
    }
  }

  /** How many of the inserted numbers of a column are no NaN. */
  int known(int index) {
    return rows - unknown[index];
  }

  /** Room for {@code count} rows, to be filled. */
  void resize(int count) {
    for (int a = 0; a < columns.length; a++) {
      columns[a] = grown(columns[a], count);
    }
    rows = count;
  }

  /** Inserts a row before row {@code at}. */
  void insert(int at, double[] row) {
    int behind = rows - at;
    resize(rows + 1);
    for (int a = 0; a < columns.length; a++) {
      System.arraycopy(columns[a], at, columns[a], at + 1, behind);
      columns[a][at] = row[a];
      unknown[a] += Double.isNaN(row[a]) ? 1 : 0;
    }
  }

  void remove(int at) {
    rows--;
    for (int a = 0; a < columns.length; a++) {
      unknown[a] -= Double.isNaN(columns[a][at]) ? 1 : 0;
      System.arraycopy(columns[a], at + 1, columns[a], at, rows - at);
    }
  }

  /** The array, or a longer copy that holds {@code count} numbers. */
  static double[] grown(double[] array, int count) {
    return count <= array.length ? array : Arrays.copyOf(array, Math.max(16, count + count / 2));
  }

  /** Adds {@code factor} times {@code column} to {@code sum}, row by row. */
  static void add(double[] sum, double factor, double[] column, int rows) {
    for (int i = 0; i < rows; i++) {
      sum[i] += factor * column[i];
    }
  }

  /** Adds the squares of {@code column} to {@code sum}, row by row. */
  static void addSquares(double[] sum, double[] column, int rows) {
    for (int i = 0; i < rows; i++) {
      sum[i] += column[i] * column[i];
    }
  }

  static void scale(double[] column, double factor, int rows) {
    for (int i = 0; i < rows; i++) {
      column[i] *= factor;
    }
  }

  /** Sum of the first {@code rows} numbers of each array. */
  static double[] sums(double[][] arrays, int rows) {
    double[] one = new double[rows];
    double[][] ones = new double[arrays.length][];
    Arrays.fill(one, 1);
    Arrays.fill(ones, one);
    return products(arrays, ones, rows);
  }

  /** Mean square distance of the first {@code rows} numbers of an array from their mean. */
  static double variance(double[] array, int rows) {
    double mean = sums(new double[][] {array}, rows)[0] / rows;
    double squares = 0;
    for (int i = 0; i < rows; i++) {
      squares += (array[i] - mean) * (array[i] - mean);
    }
    return squares / rows;
  }

  /** Σ left[k]·right[k] over the first {@code rows} numbers, for each k. */
  static double[] products(double[][] left, double[][] right, int rows) {
    double[] sums = new double[left.length];
    for (int k = 0; k < left.length; k += 4) {
      four(left, right, rows, k, sums);
    }
    return sums;
  }

  /** An addition waits for the one before it in its sum: four sums at a time fill the wait. */
  private static void four(double[][] left, double[][] right, int rows, int k, double[] sums) {
    int last = left.length - 1;
    int k1 = Math.min(k + 1, last);
    int k2 = Math.min(k + 2, last);
    int k3 = Math.min(k + 3, last);
    double[] a0 = left[k];
    double[] a1 = left[k1];
    double[] a2 = left[k2];
    double[] a3 = left[k3];
    double[] b0 = right[k];
    double[] b1 = right[k1];
    double[] b2 = right[k2];
    double[] b3 = right[k3];
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    for (int i = 0; i < rows; i++) {
      s0 += a0[i] * b0[i];
      s1 += a1[i] * b1[i];
      s2 += a2[i] * b2[i];
      s3 += a3[i] * b3[i];
    }
    sums[k] = s0;
    sums[k1] = s1;
    sums[k2] = s2;
    sums[k3] = s3;
  }
}

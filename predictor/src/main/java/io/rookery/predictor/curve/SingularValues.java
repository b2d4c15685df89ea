package io.rookery.predictor.curve;

/**
 * The singular value decomposition A = U·diag(s)·Vᵀ of a tall matrix of few columns, by one-sided
 * Jacobi rotations (Hestenes 1958; accurate also for the small singular values: Demmel and Veselić
 * 1992, doi:10.1137/0613074). For three columns several times faster than the general method of
 * Commons Math, and it ends after a bounded number of sweeps whatever it is given.
 */
final class SingularValues {

  private static final int MAX_SWEEPS = 30;
  private static final double ORTHOGONAL = 1e-15;

  private final double[][] columns; // of U·diag(s)
  private final double[][] right; // columns of V
  private final double[] values;

  /** Decomposes the matrix of these columns, which it overwrites; at least one column. */
  SingularValues(double[][] columns) {
    int n = columns.length;
    this.columns = columns;
    this.right = new double[n][n];
    for (int i = 0; i < n; i++) {
      right[i][i] = 1;
    }
    int sweeps = 0;
    while (sweep() && sweeps < MAX_SWEEPS) {
      sweeps++;
    }
    this.values = new double[n];
    sort();
  }

  /** Makes each pair of columns orthogonal; whether there was something left to do. */
  private boolean sweep() {
    boolean turned = false;
    for (int i = 0; i < columns.length; i++) {
      for (int j = i + 1; j < columns.length; j++) {
        double ii = Vectors.dot(columns[i], columns[i]);
        double jj = Vectors.dot(columns[j], columns[j]);
        double ij = Vectors.dot(columns[i], columns[j]);
        if (Math.abs(ij) > ORTHOGONAL * Math.sqrt(ii) * Math.sqrt(jj)) {
          double zeta = (jj - ii) / (2 * ij);
          double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
          double cosine = 1 / Math.sqrt(1 + tangent * tangent);
          turn(columns[i], columns[j], cosine, cosine * tangent);
          turn(right[i], right[j], cosine, cosine * tangent);
          turned = true;
        }
      }
    }
    return turned;
  }

  private static void turn(double[] a, double[] b, double cosine, double sine) {
    for (int k = 0; k < a.length; k++) {
      double old = a[k];
      a[k] = cosine * old - sine * b[k];
      b[k] = sine * old + cosine * b[k];
    }
  }

  private void sort() {
    for (int i = 0; i < values.length; i++) {
      values[i] = Vectors.norm(columns[i]);
    }
    for (int i = 1; i < values.length; i++) {
      for (int j = i; j > 0 && values[j] > values[j - 1]; j--) {
        swap(j, j - 1);
      }
    }
  }

  private void swap(int i, int j) {
    double value = values[i];
    values[i] = values[j];
    values[j] = value;
    double[] column = columns[i];
    columns[i] = columns[j];
    columns[j] = column;
    column = right[i];
    right[i] = right[j];
    right[j] = column;
  }

  /** The singular values, largest first. */
  double[] values() {
    return values;
  }

  /** Uᵀ·v for a v whose entries beyond its length are 0. */
  double[] projected(double[] v) {
    double[] product = new double[values.length];
    for (int i = 0; i < product.length; i++) {
      double sum = 0;
      for (int k = 0; k < v.length; k++) {
        sum += columns[i][k] * v[k];
      }
      product[i] = values[i] == 0 ? 0 : sum / values[i];
    }
    return product;
  }

  /** V·v. */
  double[] rotated(double[] v) {
    double[] product = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      for (int k = 0; k < v.length; k++) {
        product[k] += right[i][k] * v[i];
      }
    }
    return product;
  }

  /** Column {@code i} of V. */
  double[] right(int i) {
    return right[i];
  }
}

package io.rookery.predictor.bayes;

/**
 * Features brought to one size: how many spreads from the center. One that was not reported stands
 * at its center.
 *
 * @param center mean of each feature where it was reported
 * @param spread standard deviation and a little, so that what hardly varies stays small
 */
record Standard(double[] center, double[] spread) {

  private static final double LITTLE = 0.05;

  /** That of {@code raw}, whose standardised rows are written into {@code into}. */
  static Standard of(Columns raw, Columns into) {
    int count = raw.count();
    into.resize(raw.rows());
    double[] center = new double[count];
    double[] spread = new double[count];
    double[][] columns = new double[count][];
    for (int a = 0; a < count; a++) {
      columns[a] = into.column(a);
      subtract(raw, a, 0, columns[a]);
    }
    double[] sums = Columns.sums(columns, raw.rows());
    for (int a = 0; a < count; a++) {
      center[a] = sums[a] / Math.max(1, raw.known(a));
      subtract(raw, a, center[a], columns[a]);
    }
    double[] squares = Columns.products(columns, columns, raw.rows());
    for (int a = 0; a < count; a++) {
      spread[a] = Math.sqrt(squares[a] / Math.max(1, raw.known(a))) + LITTLE;
      Columns.scale(columns[a], 1 / spread[a], raw.rows());
    }
    return new Standard(center, spread);
  }

  double[] of(double[] features) {
    double[] x = new double[features.length];
    for (int a = 0; a < x.length; a++) {
      x[a] = Double.isNaN(features[a]) ? 0 : (features[a] - center[a]) * (1 / spread[a]);
    }
    return x;
  }

  private static void subtract(Columns raw, int column, double center, double[] into) {
    double[] from = raw.column(column);
    boolean all = raw.known(column) == raw.rows();
    for (int i = 0; i < raw.rows(); i++) {
      into[i] = from[i] - center;
    }
    for (int i = 0; i < raw.rows() && !all; i++) {
      into[i] = Double.isNaN(into[i]) ? 0 : into[i];
    }
  }
}

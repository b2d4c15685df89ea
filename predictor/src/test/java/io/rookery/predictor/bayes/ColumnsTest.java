package io.rookery.predictor.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What runs column by column gives what the definitions say, row by row. */
class ColumnsTest {

  private static final int ROWS = 57;
  private static final int COUNT = 5;

  private final Random random = new Random(1);

  @Test
  void aRowGoesInAndOutAnywhere() {
    Columns x = columns(new double[] {1, 10}, new double[] {3, Double.NaN});
    x.insert(1, new double[] {2, 20});
    x.insert(0, new double[] {0, Double.NaN});
    assertThat(x.rows()).isEqualTo(4);
    assertThat(x.column(0)).startsWith(0, 1, 2, 3);
    assertThat(x.known(0)).isEqualTo(4);
    assertThat(x.known(1)).isEqualTo(2);
    x.remove(3);
    x.remove(0);
    assertThat(x.column(0)).startsWith(1, 2);
    assertThat(x.known(1)).isEqualTo(2);
  }

  @Test
  void productsAreThoseOfEachPair() {
    Columns x = random();
    double[][] left = new double[COUNT][];
    double[][] right = new double[COUNT][];
    for (int a = 0; a < COUNT; a++) {
      left[a] = x.column(a);
      right[a] = x.column(COUNT - 1 - a);
    }
    double[] products = Columns.products(left, right, ROWS);
    for (int a = 0; a < COUNT; a++) {
      double sum = 0;
      for (int i = 0; i < ROWS; i++) {
        sum += left[a][i] * right[a][i];
      }
      assertThat(products[a]).isEqualTo(sum);
    }
  }

  @Test
  void standardFeaturesHaveNoMeanAndWhatIsUnknownStandsThere() {
    Columns x = random();
    x.insert(0, new double[] {0, 1, Double.NaN, 3, 4});
    Columns standard = new Columns(COUNT);
    Standard.of(x, standard);
    assertThat(standard.column(2)[0]).isZero();
    for (double sum : Columns.sums(new double[][] {standard.column(2)}, ROWS + 1)) {
      assertThat(sum).isCloseTo(0, within(1e-9));
    }
    // One standard deviation, a little less for what is added to the spread.
    assertThat(Columns.variance(standard.column(2), ROWS + 1)).isBetween(0.7, 1.0);
  }

  @Test
  void aFitSolvesItsNormalEquationsWithEveryWeight() {
    Columns x = random();
    double[] y = random.doubles(ROWS).toArray();
    Ridge.Sums sums = Ridge.Sums.of(x, y);
    double[] row = new double[COUNT];
    x.row(7, row);
    sums.add(row, y[7], -0.75);
    double[] penalty = {1, 2, 3, 4, 5};
    double[] prior = {0.1, 0, -0.2, 0, 0.3};
    Ridge fit = Ridge.solve(sums, penalty, prior);
    double[] fitted = new double[ROWS];
    fit.values(x, fitted);
    double[] off = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      off[i] = (i == 7 ? 0.25 : 1) * (y[i] - fitted[i]);
    }
    for (int a = 0; a < COUNT; a++) { // Xᵀw(y − Xβ) = penalty·(β − prior)
      double pull = Columns.products(new double[][] {x.column(a)}, new double[][] {off}, ROWS)[0];
      double held = penalty[a] * (fit.coefficients[a] - prior[a]);
      assertThat(pull).isCloseTo(held, within(1e-9));
    }
    assertThat(Columns.sums(new double[][] {off}, ROWS)[0]).isCloseTo(0, within(1e-9));
  }

  @Test
  void theLeverageOfEveryRowIsThatOfTheRowAlone() {
    Columns x = random();
    Ridge fit =
        Ridge.solve(Ridge.Sums.of(x, new double[ROWS]), new double[COUNT], new double[COUNT]);
    double[] leverages = new double[ROWS];
    fit.leverage().of(x, leverages, new double[ROWS]);
    double[] row = new double[COUNT];
    for (int i = 0; i < ROWS; i++) {
      x.row(i, row);
      assertThat(leverages[i]).isCloseTo(fit.leverage().of(row), within(1e-12));
    }
    // Without penalties the leverages sum to the number of coefficients.
    assertThat(Columns.sums(new double[][] {leverages}, ROWS)[0])
        .isCloseTo(COUNT + 1, within(1e-9));
  }

  static Columns columns(double[]... rows) {
    Columns x = new Columns(rows[0].length);
    for (double[] row : rows) {
      x.insert(x.rows(), row);
    }
    return x;
  }

  private Columns random() {
    double[][] rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = random.doubles(COUNT).toArray();
    }
    return columns(rows);
  }
}

package io.rookery.predictor.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.CurveModel.Parameter;
import io.rookery.predictor.Providers;
import io.rookery.predictor.testkit.CurveModelKit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

  @ParameterizedTest
  @CsvSource({
    "a + 2 * 3, 7",
    "a - 2 - 3, -4",
    "2^3^2 + 0 * a, 512",
    "-2^2 + 0 * a, -4",
    "a * 12 / 4 / 3, 1",
    "a + 1e1 + .5, 11.5",
    "a * ln(e) + LOG(1) + log10(100), 3",
    "a * sqrt(x) + tanh(0) + atan(0), 3",
    "a * pi, 3.141592653589793",
    "exp(a - 1) - -x, 10",
  })
  void readsAsMathematiciansDo(String text, double expected) {
    Formula formula = Formula.compile(text);
    assertThat(formula.coefficients()).containsExactly("a");
    assertThat(formula.term().at(9, new double[] {1})).isCloseTo(expected, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "2 * x",
        "a +",
        "(a",
        "a)",
        "2 a",
        "a(x)",
        "RANDOM() * a",
        "STR_LENGTH(\"x\") * a",
        "DT_NOW() + a",
        "\"java\" + a",
        "a[0]",
        "a.b",
        "a == 1",
        "a && x",
        "!a",
        "a % 2",
        "IF(a, 1, 2)",
        "exp(a, 2)",
        "exp()",
        "a = 3",
        "a; b",
        "0xff * a",
        "T(java.lang.Runtime).getRuntime()",
      })
  void refusesWhatIsNotArithmetic(String text) {
    assertThatThrownBy(() -> Formula.compile(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("formula");
  }

  @Test
  void refusesLongTextsAndReadsDeepOnes() {
    assertThatThrownBy(() -> Formula.compile("a+".repeat(250) + "a"))
        .hasMessageContaining("1 to 500 characters; found 501");
    String deep = "(".repeat(249) + "a" + ")".repeat(249);
    assertThat(Formula.compile(deep).term().at(1, new double[] {3})).isEqualTo(3);
    String tower = "exp(".repeat(99) + "a" + ")".repeat(99);
    Term slope = Formula.compile(tower).term().by(0);
    assertThat(slope.at(1, new double[] {-1})).isPositive();
  }

  @Test
  void noTextMakesItFailInAnotherWay() {
    String alphabet = "ab x+-*/^()., 0123456789.eE[]{}\"'&|=!<>%;:?exp(ln(";
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(25);
      for (int k = 0; k < length; k++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Formula.compile(text.toString());
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("formula");
      }
    }
  }

  static List<CurveModel> families() {
    return Providers.families();
  }

  @ParameterizedTest
  @MethodSource("families")
  void theFormulasOfTheFamiliesAreTrue(CurveModel family) {
    FormulaModel formula = new FormulaModel(family.formula(), List.of());
    List<String> names = family.parameters().stream().map(Parameter::name).toList();
    double[] x = {1, 2, 5, 20};
    double[] p = family.guess(x, new double[] {30, 40, 50, 55});
    double[] reordered =
        formula.parameters().stream().mapToDouble(q -> p[names.indexOf(q.name())]).toArray();
    for (double at : x) {
      assertThat(formula.value(at, reordered))
          .as(family.name())
          .isCloseTo(family.value(at, p), within(1e-9));
    }
  }

  @Test
  void readsBounds() {
    FormulaModel model =
        new FormulaModel(
            "a - b^(c - x) + d", List.of("0.5 <= a <= 200", "b>=1", "c <= -1e2", "-1 < d < 1"));
    assertThat(model.parameters())
        .containsExactly(
            new Parameter("a", 0.5, 200),
            new Parameter("b", 1, Double.POSITIVE_INFINITY),
            new Parameter("c", Double.NEGATIVE_INFINITY, -100),
            new Parameter("d", -1, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "q >= 1, names no coefficient",
    "a, a bound is written",
    "a >= b, a bound is written",
    "a >= 1.2.3, a bound is written",
    "2 <= a <= 1, needs lower < upper",
  })
  void refusesBounds(String bound, String message) {
    assertThatThrownBy(() -> new FormulaModel("a + b * x", List.of(bound)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void theDefaultFitsLikeTheFamilyItSpells() {
    double[] x = {1, 2, 3, 4, 5, 6, 7, 8};
    double[] y = {20, 31, 39.5, 44, 49, 51, 53.5, 55};
    Points points = new Points(x, y, 1);
    FormulaProvider.Settings settings = new FormulaProvider().defaults();
    FormulaModel model = new FormulaModel(settings.formula(), settings.bounds());
    double byFormula = CurveFitter.of(model).fit(points).orElseThrow().squares();
    double byFamily = CurveFitter.of(new Exponential()).fit(points).orElseThrow().squares();
    assertThat(byFormula).isCloseTo(byFamily, within(1e-6 * byFamily));
  }

  @Nested
  class AsAFamily extends CurveModelKit {
    @Override
    protected CurveModel model() {
      return new FormulaModel("a - b^(c - x)", List.of("0.5 <= a <= 200", "b >= 1", "c >= 0"));
    }
  }
}

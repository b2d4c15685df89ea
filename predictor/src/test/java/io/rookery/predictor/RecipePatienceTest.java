package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.predictor.baseline.LastValueProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecipePatienceTest {

  /** No rules but the recipe's own. */
  private final PredictionEngine engine =
      new PredictionEngine(
          Metric.ACCURACY,
          "last-value",
          new LastValueProvider().create(new LastValueProvider().defaults(), Metric.ACCURACY),
          List.of(),
          Guards.NONE);

  private Decision observe(String id, double epoch, double validLoss) {
    return engine
        .observe(id, new CurvePoint(epoch, 50, Double.NaN, Double.NaN, validLoss))
        .decision();
  }

  @Test
  void endsATrainingWhoseLossWasNotLowerForSoManyEpochs() {
    engine.begin("a", 20, Map.of(), 2);
    assertThat(observe("a", 1, 0.9)).isEqualTo(Decision.CONTINUE);
    assertThat(observe("a", 2, 0.7)).isEqualTo(Decision.CONTINUE);
    assertThat(observe("a", 3, 0.8)).isEqualTo(Decision.CONTINUE);
    assertThat(observe("a", 3.5, 0.69)).isEqualTo(Decision.CONTINUE);
    assertThat(observe("a", 5, 0.69)).isEqualTo(Decision.CONTINUE);
    Decision end = observe("a", 5.5, 0.75);
    assertThat(end).isInstanceOf(Decision.Abandon.class);
    assertThat(end.why().orElseThrow().rule()).isEqualTo("recipe-patience");
    assertThat(end.why().orElseThrow().text())
        .isEqualTo(
            "at epoch 5.500 the valid loss has not been lower for 2.000 epochs, since epoch 3.500;"
                + " the network's recipe asks for an end after 2.000");
  }

  @Test
  void neverEndsOneWithoutPatienceOneToBeMeasuredOrOneThatReportsNoLoss() {
    engine.begin("a", 20, Map.of());
    engine.begin("b", 20, Map.of(), 1);
    engine.exempt("b");
    engine.begin("c", 20, Map.of(), 1);
    for (int epoch = 1; epoch < 20; epoch++) {
      assertThat(observe("a", epoch, epoch)).isEqualTo(Decision.CONTINUE);
      assertThat(observe("b", epoch, epoch)).isEqualTo(Decision.CONTINUE);
      assertThat(observe("c", epoch, Double.NaN)).isEqualTo(Decision.CONTINUE);
    }
  }

  @Test
  void patienceIsNotNegative() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> engine.begin("a", 20, Map.of(), -1))
        .withMessageContaining("patience must be 0 or more: -1");
  }
}

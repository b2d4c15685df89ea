package io.rookery.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

  @Test
  void findsEachByItsName() {
    for (PredictorProvider<?> provider : Providers.predictors()) {
      assertThat(Providers.predictor(provider.name())).hasSameClassAs(provider);
    }
    for (RuleProvider<?> provider : Providers.rules()) {
      assertThat(Providers.rule(provider.name())).hasSameClassAs(provider);
    }
    for (CurveModel model : Providers.families()) {
      assertThat(Providers.family(model.name())).hasSameClassAs(model);
    }
    assertThat(Providers.predictors())
        .extracting(PredictorProvider::name)
        .contains("penguin", "a4nn");
    assertThat(Providers.families()).hasSizeGreaterThanOrEqualTo(19);
  }

  @ParameterizedTest
  @CsvSource({
    "pengiun, did you mean penguin?",
    "a4n, did you mean a4nn?",
    "zzzzzzzz, no predictor is named zzzzzzzz. Known: a4nn",
    "'', no predictor is named",
  })
  void anUnknownNameListsTheNearestAndAll(String name, String message) {
    assertThatThrownBy(() -> Providers.predictor(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("parametric, penguin");
  }

  @Test
  void rulesAndFamiliesToo() {
    assertThatThrownBy(() -> Providers.rule("nevr"))
        .hasMessageContaining("did you mean never? Known: diverged");
    assertThatThrownBy(() -> Providers.family("pow5"))
        .hasMessageContaining("did you mean pow2?")
        .hasMessageContaining("pow3, pow4");
  }

  @Test
  void everySettingHasHelp() {
    Stream.concat(
            Providers.predictors().stream().map(PredictorProvider::defaults),
            Providers.rules().stream().map(RuleProvider::defaults))
        .flatMap(settings -> Arrays.stream(settings.getClass().getRecordComponents()))
        .forEach(
            component ->
                assertThat(component.getAnnotation(Help.class))
                    .as("%s of %s", component.getName(), component.getDeclaringRecord())
                    .isNotNull());
  }
}

package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.nas.StrategyProvider;
import org.junit.jupiter.api.Test;

class StrategiesTest {

  @Test
  void findsAStrategyByName() {
    assertThat(Strategies.named("regularized-evolution"))
        .isInstanceOf(RegularizedEvolutionProvider.class);
  }

  @Test
  void namesTheNearestAndAllWhereThereIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Strategies.named("regularised-evolution"))
        .withMessageContaining("'regularised-evolution'")
        .withMessageContaining("nearest is 'regularized-evolution'")
        .withMessageContaining("random");
  }

  @Test
  void everyStrategySaysWhatItIsAndWhereItComesFrom() {
    assertThat(Strategies.all())
        .extracting(StrategyProvider::name)
        .doesNotHaveDuplicates()
        .isSorted()
        .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    for (StrategyProvider<?> provider : Strategies.all()) {
      assertThat(provider.summary()).isNotBlank().doesNotContain("\n");
      assertThat(provider.source()).containsPattern("\\d{4}");
    }
  }

  @Test
  void countsTheEditsBetweenTwoNames() {
    assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(Spelling.distance("", "nsga2")).isEqualTo(5);
    assertThat(Spelling.distance("random", "random")).isZero();
  }
}

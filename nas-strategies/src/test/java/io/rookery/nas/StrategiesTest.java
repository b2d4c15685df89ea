package io.rookery.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StrategiesTest {

  @Test
  void findsAStrategyByName() {
    assertThat(Strategies.named("regularized-evolution").name()).isEqualTo("regularized-evolution");
  }

  @Test
  void namesTheNearestAndAllWhereThereIsNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Strategies.named("regularised-evolution"))
        .withMessageContaining("no search strategy is named 'regularised-evolution'")
        .withMessageContaining("Did you mean 'regularized-evolution'?")
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
}

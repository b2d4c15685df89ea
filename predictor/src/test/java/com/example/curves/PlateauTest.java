package com.example.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.Providers;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.testkit.RuleKit;
import org.junit.jupiter.api.Test;

class PlateauTest extends RuleKit {

  @Override
  protected RuleProvider<?> provider() {
    return new PlateauProvider();
  }

  @Test
  void isFoundByItsName() {
    assertThat(Providers.rule("plateau")).isInstanceOf(PlateauProvider.class);
  }
}

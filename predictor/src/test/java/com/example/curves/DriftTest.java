package com.example.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.Providers;
import io.rookery.predictor.testkit.PredictorKit;
import org.junit.jupiter.api.Test;

class DriftTest extends PredictorKit {

  @Override
  protected PredictorProvider<?> provider() {
    return new DriftProvider();
  }

  @Test
  void isFoundByItsName() {
    assertThat(Providers.predictor("drift")).isInstanceOf(DriftProvider.class);
  }
}

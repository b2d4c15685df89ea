package com.example.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Providers;
import io.rookery.predictor.testkit.CurveModelKit;
import org.junit.jupiter.api.Test;

class GompertzTest extends CurveModelKit {

  @Override
  protected CurveModel model() {
    return new Gompertz();
  }

  @Test
  void isFoundByItsName() {
    assertThat(Providers.family("gompertz")).isInstanceOf(Gompertz.class);
  }
}

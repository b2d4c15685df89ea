package io.rookery.predictor;

import io.rookery.predictor.testkit.PredictorKit;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in predictor through the kit. */
@ParameterizedClass(name = "{0}")
@MethodSource("names")
class PredictorsTest extends PredictorKit {

  @Parameter String name;

  static List<String> names() {
    return Providers.predictors().stream().map(PredictorProvider::name).toList();
  }

  @Override
  protected PredictorProvider<?> provider() {
    return Providers.predictor(name);
  }
}

package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Providers;
import io.rookery.predictor.testkit.CurveModelKit;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in family through the kit. */
@ParameterizedClass(name = "{0}")
@MethodSource("names")
class FamiliesTest extends CurveModelKit {

  @Parameter String name;

  static List<String> names() {
    return Providers.families().stream().map(CurveModel::name).toList();
  }

  @Override
  protected CurveModel model() {
    return Providers.family(name);
  }
}

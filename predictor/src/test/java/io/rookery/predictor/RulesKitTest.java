package io.rookery.predictor;

import io.rookery.predictor.testkit.RuleKit;
import java.util.List;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in stopping rule through the kit. */
@ParameterizedClass(name = "{0}")
@MethodSource("names")
class RulesKitTest extends RuleKit {

  @Parameter String name;

  static List<String> names() {
    return Providers.rules().stream().map(RuleProvider::name).toList();
  }

  @Override
  protected RuleProvider<?> provider() {
    return Providers.rule(name);
  }
}

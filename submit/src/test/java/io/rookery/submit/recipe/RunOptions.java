package io.rookery.submit.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.config.Layers;
import java.util.List;

/** Arguments of {@code rookery run}, held against its settings. */
final class RunOptions {

  private RunOptions() {}

  static void check(List<String> arguments) {
    assertThat(arguments).startsWith("run");
    Layers layers = new Layers();
    for (int i = 1; i < arguments.size(); i += 2) {
      switch (arguments.get(i)) {
        case "--set" -> layers.option(arguments.get(i + 1));
        case "--output" ->
            layers.option("rookery.output", '"' + arguments.get(i + 1) + '"', "test");
        default -> throw new AssertionError("rookery run has no option " + arguments.get(i));
      }
    }
    layers.settings();
  }
}

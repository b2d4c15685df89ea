package io.rookery.predictor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.Help;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;

/** What {@code rookery list} and a configuration need of every provider. */
final class SettingsChecks {

  private static final Set<Class<?>> TYPES =
      Set.of(int.class, long.class, double.class, boolean.class, String.class, List.class);

  private SettingsChecks() {}

  static void describes(String name, String summary, String source) {
    assertThat(name).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    assertThat(summary).isNotBlank().doesNotContain("\n").hasSizeLessThanOrEqualTo(120);
    assertThat(source).isNotBlank();
  }

  /**
   * The settings of a provider.
   *
   * @param defaults its defaults
   * @param again the same, asked for once more
   */
  static void settings(Record defaults, Record again) {
    assertThat(Modifier.isPublic(defaults.getClass().getModifiers())).as("public record").isTrue();
    for (RecordComponent component : defaults.getClass().getRecordComponents()) {
      Class<?> type = component.getType();
      assertThat(type.isEnum() || TYPES.contains(type)).as("type of %s", component).isTrue();
      Help help = component.getAnnotation(Help.class);
      assertThat(help).as("Help on %s", component).isNotNull();
      assertThat(help.value()).as("Help on %s", component).isNotBlank().doesNotContain("\n");
    }
    assertThat(again).as("the same defaults each time").isEqualTo(defaults);
  }
}

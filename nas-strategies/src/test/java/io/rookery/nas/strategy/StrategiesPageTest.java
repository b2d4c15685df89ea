package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Strategies;
import io.rookery.nas.StrategyProvider;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/strategies.md says is what the code does. */
class StrategiesPageTest {

  private static final Path DOCS = Path.of("..", "docs");

  private static Map<String, String> sections() throws IOException {
    return Stream.of(Files.readString(DOCS.resolve("strategies.md")).split("(?m)^## ", -1))
        .collect(
            Collectors.toMap(
                section -> section.substring(0, section.indexOf('\n')).strip(),
                section -> section.substring(section.indexOf('\n'))));
  }

  private static List<StrategyProvider<?>> ours() {
    return Strategies.all().stream()
        .filter(provider -> provider.getClass().getName().startsWith("io.rookery.nas."))
        .toList();
  }

  @Test
  void everyStrategyHasItsSettingsWithTheirDefaultsAndOrigins() throws Exception {
    Map<String, String> sections = sections();
    for (StrategyProvider<?> provider : ours()) {
      assertThat(sections).containsKey(provider.name());
      Record defaults = provider.defaults();
      for (RecordComponent component : defaults.getClass().getRecordComponents()) {
        List<String> row = row(sections.get(provider.name()), component.getName());
        assertThat(row.get(2))
            .as(provider.name() + " " + component.getName())
            .isEqualTo(shown(component.getAccessor().invoke(defaults)));
        assertThat(row.get(3)).containsPattern("\\[[CPRTI]\\]|ours");
      }
    }
  }

  private static List<String> row(String section, String setting) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `" + setting + "` |"))
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + setting));
  }

  private static String shown(Object value) {
    if (value instanceof Double d && d == Math.rint(d)) {
      return String.valueOf(d.longValue());
    } else if (value instanceof PredictedFitness treatment) {
      return treatment.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    } else if (value instanceof List<?> list) {
      return list.isEmpty()
          ? "none"
          : list.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
    return value.toString();
  }

  @Test
  void everyStrategyHasASourceAndACommandToTryIt() throws Exception {
    Map<String, String> sections = sections();
    for (StrategyProvider<?> provider : ours()) {
      String section = sections.get(provider.name());
      assertThat(section).as(provider.name()).containsPattern("arXiv|doi");
      assertThat(section).as(provider.name()).contains("\n    submit/bin/rookery run ");
      List<String> configurations =
          Pattern.compile("--config docs/(try/\\S+)")
              .matcher(section)
              .results()
              .map((MatchResult result) -> result.group(1))
              .toList();
      for (String configuration : configurations) {
        assertThat(Files.readString(DOCS.resolve(configuration)))
            .contains("name = " + provider.name());
      }
    }
  }
}

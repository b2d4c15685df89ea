package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/spaces.md says of every space and setting what the code says. */
class SpacesPageTest {

  private static final Path PAGE = Path.of("..", "docs", "spaces.md");

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new TreeMap<>();
    for (String section : Files.readString(PAGE).split("(?m)^## ", -1)) {
      int end = section.indexOf('\n');
      sections.put(section.substring(0, end).strip(), section.substring(end));
    }
    return sections;
  }

  @Test
  void everySettingOfEverySpaceStandsThereWithItsDefault() throws Exception {
    Map<String, String> sections = sections();
    for (SpaceProvider<?> provider : Spaces.all()) {
      if (!provider.getClass().getName().startsWith("io.rookery.")) {
        continue;
      }
      String name = provider.name().replace("-code", "");
      assertThat(sections).containsKey(name);
      Record defaults = provider.defaults();
      for (RecordComponent component : defaults.getClass().getRecordComponents()) {
        String row = row(sections.get(name), component.getName());
        Object value = component.getAccessor().invoke(defaults);
        if (value instanceof Number || value instanceof Boolean) {
          assertThat(numbers(row)).as(name + " " + component.getName()).contains(plain(value));
        } else if (value instanceof List<?> list && list.get(0) instanceof Integer) {
          assertThat(row).contains(list.toString());
        }
      }
    }
  }

  private static String row(String section, String setting) {
    return section
        .lines()
        .filter(line -> line.startsWith("| `" + setting + "` |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row for " + setting));
  }

  private static List<String> numbers(String row) {
    return List.of(row.split("[| ,;:\\[\\]]+", -1));
  }

  private static String plain(Object value) {
    if (value instanceof Double d) {
      return d == 1e-6
          ? "1e-6"
          : d == Math.rint(d) ? String.valueOf(d.longValue()) : value.toString();
    }
    return value.toString();
  }

  @Test
  void theNotationsExampleIsRead() throws IOException {
    List<String> lines =
        Pattern.compile("(?m)^ {4}\"(.*)\"$")
            .matcher(sections().get("layers"))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();
    assertThat(lines).hasSizeGreaterThan(8);
    assertThat(LayerParser.parse(lines)).hasSize(4);
  }

  @Test
  void statementsOfTheTableAreRead() throws IOException {
    List<String> statements =
        Pattern.compile("(?m)^\\| `((?:conv|reduce|pool|global|dense|train)[^`]*)`")
            .matcher(sections().get("layers"))
            .results()
            .map(result -> result.group(1).replace("…", "8"))
            .toList();
    assertThat(statements).hasSize(6);
    statements.forEach(
        statement -> assertThat(LayerParser.parse(List.of(statement))).as(statement).hasSize(1));
  }

  @Test
  void theGrammarOfThePageIsRead() throws IOException {
    String grammar =
        Pattern.compile("(?m)^ {4}<.*$")
            .matcher(sections().get("denser"))
            .results()
            .map(MatchResult::group)
            .reduce("", (all, line) -> all + line + "\n");
    Grammar parsed = Grammar.parse(grammar);
    Vocabulary.check(parsed, List.of("features"));
    assertThat(parsed.rules()).hasSize(3);
  }
}

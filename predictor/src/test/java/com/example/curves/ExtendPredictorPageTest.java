package com.example.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.Metric;
import io.rookery.predictor.curve.FormulaProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code of docs/extend-predictor.md and of the module's README is the code here. */
class ExtendPredictorPageTest {

  private static final Path PAGE = Path.of("..", "docs", "extend-predictor.md");
  private static final String FORMULA = "a - b^(c - x)";
  private static final Path SOURCES = Path.of("src", "test", "java", "com", "example", "curves");
  private static final Path SERVICES = Path.of("src", "test", "resources", "META-INF", "services");

  @ParameterizedTest
  @CsvSource({"../docs/extend-predictor.md, 8", "README.md, 1"})
  void everyBlockIsCompiledHere(Path page, int count) throws IOException {
    List<String> blocks =
        Pattern.compile("(?s)```java\n(.*?)\n```")
            .matcher(Files.readString(page))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(blocks).hasSize(count);
    String sources = sources();
    assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file)).append('\n');
      }
    }
    return all.toString();
  }

  @Test
  void thePagesFormulaIsTaken() throws IOException {
    List<String> bounds = List.of("0.5 <= a <= 200", "b >= 1", "c >= 0");
    FormulaProvider provider = new FormulaProvider();
    assertThat(provider.create(new FormulaProvider.Settings(FORMULA, bounds, 4), Metric.ACCURACY))
        .isNotNull();
    assertThat(Files.readString(PAGE))
        .contains("formula = \"" + FORMULA + "\", bounds = [\"" + String.join("\", \"", bounds));
  }

  @Test
  void theServiceFilesHaveThePagesLines() throws IOException {
    String page = Files.readString(PAGE);
    try (Stream<Path> files = Files.list(SERVICES)) {
      for (Path file : files.toList()) {
        assertThat(page).contains(file.getFileName().toString(), Files.readString(file).strip());
      }
    }
  }
}

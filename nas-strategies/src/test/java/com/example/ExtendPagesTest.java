package com.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The code of docs/extend-space.md and docs/extend-strategy.md is the code here. */
class ExtendPagesTest {

  private static final Path SOURCES = Path.of("src", "test", "java", "com", "example");
  private static final Path SERVICES = Path.of("src", "test", "resources", "META-INF", "services");

  @ParameterizedTest
  @CsvSource({"extend-space.md, widths", "extend-strategy.md, annealing"})
  void everyBlockOfThePageIsCompiledHere(String page, String folder) throws IOException {
    List<String> blocks =
        Pattern.compile("(?s)```java\n(.*?)\n```")
            .matcher(text(page))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(blocks).hasSize(4);
    String sources = sources(folder);
    assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
  }

  private static String text(String page) throws IOException {
    return Files.readString(Path.of("..", "docs", page));
  }

  private static String sources(String folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(SOURCES.resolve(folder))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "extend-space.md, io.rookery.nas.SpaceProvider",
    "extend-strategy.md, io.rookery.nas.StrategyProvider"
  })
  void theServiceFileHasThePagesLine(String page, String service) throws IOException {
    String line = Files.readString(SERVICES.resolve(service));
    assertThat(text(page)).contains(service, "```\n" + line + "```");
  }
}

package com.example.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of docs/extend-strategy.md is the code here. */
class ExtendStrategyPageTest {

  private static final Path PAGE = Path.of("..", "docs", "extend-strategy.md");
  private static final Path SOURCES = Path.of("src", "test", "java", "com", "example", "annealing");
  private static final Path SERVICES =
      Path.of("src/test/resources/META-INF/services/io.rookery.nas.StrategyProvider");

  @Test
  void everyBlockOfThePageIsCompiledHere() throws IOException {
    List<String> blocks =
        Pattern.compile("(?s)```java\n(.*?)\n```")
            .matcher(Files.readString(PAGE))
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(blocks).hasSize(4);
    String sources = sources();
    assertThat(blocks).allSatisfy(block -> assertThat(sources).contains(block));
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  @Test
  void theServiceFileHasThePagesLine() throws IOException {
    assertThat(Files.readString(PAGE)).contains("```\n" + Files.readString(SERVICES) + "```");
  }
}

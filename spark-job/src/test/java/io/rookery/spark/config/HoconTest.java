package io.rookery.spark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that somebody wrote who means no good. */
class HoconTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"other.conf\"",
        "include file(\"/etc/hostname\")",
        "include url(\"http://127.0.0.1:1/x.conf\")",
        "include classpath(\"reference.conf\")",
        "rookery { include required(file(\"/etc/hostname\")) }"
      })
  void includesAreRefusedWhereverTheyStand(String text) throws IOException {
    Files.writeString(folder.resolve("other.conf"), "rookery.seed = 5");
    Path file = Files.writeString(folder.resolve("a.conf"), text);
    assertThatThrownBy(() -> new Layers().file(file.toFile()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("includes are not taken");
    assertThatThrownBy(() -> new Layers().options(text, "notebook"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("includes are not taken");
  }

  @Test
  void whatIsTooLargeOrTooDeepIsRefusedAndNoStackOverflows() throws IOException {
    Path large = Files.writeString(folder.resolve("a.conf"), "#".repeat(Hocon.MOST_BYTES + 1));
    assertThatThrownBy(() -> new Layers().file(large.toFile()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("more than 1048576 bytes");
    for (String bracket : new String[] {"[", "{a:"}) {
      Path deep = Files.writeString(folder.resolve("b.conf"), "a = " + bracket.repeat(200_000));
      assertThatThrownBy(() -> new Layers().file(deep.toFile()))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("more than 64 brackets");
      assertThatThrownBy(() -> new Layers().recorded("{\"a\":" + bracket.repeat(200_000), "it"))
          .isInstanceOf(Refusal.class);
    }
  }

  @Test
  void ofAnOptionOnlyItsValueIsRead() {
    Settings settings =
        new Layers()
            .option("rookery.output", "x\ninclude file(\"/etc/hostname\")", "test")
            .settings();
    assertThat(settings.output()).startsWith("x\ninclude");
  }
}

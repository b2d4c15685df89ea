package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.OptionsPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RookeryTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"strategies", "spaces", "predictors", "rules", "curves"})
  void everythingThatHasANameIsListedWithASummaryAndASource(String kind) throws IOException {
    assertThat(execute("list", kind, "--json")).isZero();
    JsonNode entries = new ObjectMapper().readTree(out.toString());
    assertThat(entries).isNotEmpty();
    for (JsonNode entry : entries) {
      assertThat(entry.path("name").asText()).matches("[a-z0-9-]+");
      assertThat(entry.path("summary").asText()).isNotBlank();
      assertThat(entry.path("source").asText()).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run --set rookery.search.candidate=1",
        "run --set rookery.strategy.name=best",
        "run --set rookery.training.epochs=0",
        "run --config absent.conf",
        "run --resume absent-folder",
        "run --nonsense",
        "export absent-folder --format onnx --to there",
        "export absent-folder --to there",
        "train absent-folder --epochs 3",
        "train absent-folder",
        "list nothing",
      })
  void whatCannotBeTakenEndsWithTwoBeforeSparkStarts(String arguments) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  @Test
  void javaThatSparkDiesOnIsRefused() {
    Assertions.assertThatThrownBy(() -> Launch.requireJava(25))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Java 17 to 24, found Java 25")
        .satisfies(e -> assertThat(((Refusal) e).exitCode().code()).isEqualTo(3));
    Launch.requireJava(17);
  }

  /** Made by {@code submit/bin/rookery options > docs/options.md}. */
  @Test
  void thePageOfSettingsIsTheGeneratedOne() throws IOException {
    Path page = Path.of("..", "docs", "options.md");
    assertThat(Files.readString(page)).isEqualTo(OptionsPage.markdown());
  }

  private int execute(String... arguments) {
    CommandLine command = Rookery.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

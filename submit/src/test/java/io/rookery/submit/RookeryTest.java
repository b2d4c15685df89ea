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
import org.junit.jupiter.api.io.TempDir;
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
        "sample no-such-space",
        "sample nas-bench-201 --count 0",
        "sample nas-bench-201 --image 28x28",
        "sample nas-bench-201 --classes 0",
        "sample nas-bench-201 --genome nonsense",
        "sample nas-bench-201 --set rookery.space.nas-bench-201.cells=0",
      })
  void whatCannotBeTakenEndsWithTwoBeforeSparkStarts(String arguments) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
  }

  /** Before one of its settings, which only the newer version knows, is called unknown. */
  @Test
  void aSearchOfANewerFormatIsNotResumed(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("search.json"),
        "{\"searchId\": \"s\", \"format\": 9, \"versions\": {\"rookery\": \"7.1\"},"
            + " \"configuration\": {\"rookery\": {\"wisdom\": 1}}}");
    assertThat(execute("run", "--resume", folder.toString())).isEqualTo(3);
    assertThat(err.toString())
        .contains("was written in format 9 by Rookery 7.1")
        .doesNotContain("wisdom", "\tat ");
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nsga-net-macro",
        "nsga-net-micro",
        "evocnn",
        "menndl",
        "denser",
        "genetic-cnn",
        "nas-bench-201",
        "layers",
        "network-morphism"
      })
  void everySpaceIsSampledAndDrawn(String space, @TempDir Path folder) throws Exception {
    Path svg = folder.resolve("network.svg");
    assertThat(execute("sample", space, "--count", "4", "--json", "--svg", svg.toString()))
        .isZero();
    JsonNode samples = new ObjectMapper().readTree(out.toString());
    assertThat(samples).hasSize(4);
    JsonNode network = samples.get(0);
    assertThat(network.path("parameters").asLong()).isPositive();
    assertThat(network.path("multiplyAdds").asLong()).isPositive();
    assertThat(Files.readString(svg)).startsWith("<svg").contains("<title>" + space);
    out.getBuffer().setLength(0);

    String genome = network.path("genome").asText();
    assertThat(execute("sample", space, "--genome", genome)).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            genome,
            "    %,d parameters, %,d multiply-adds, depth %d"
                .formatted(
                    network.path("parameters").asLong(),
                    network.path("multiplyAdds").asLong(),
                    network.path("depth").asInt()));
  }

  /** Index 6111 of the benchmark: 1.073 M parameters, 153.27 M multiply-adds. */
  @Test
  void aPublishedNetworkHasItsPublishedCosts() {
    String genome =
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|";
    assertThat(execute("sample", "nas-bench-201", "--image", "3x32x32", "--genome", genome))
        .isZero();
    assertThat(out.toString()).contains("1,073,466 parameters, 153,272,960 multiply-adds");
  }

  private int execute(String... arguments) {
    CommandLine command = Rookery.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TrainPredictorCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void whatItTrainsOnOneSearchIsReplayedOnAnother() throws IOException {
    String past = write("past.csv", 1);
    String other = write("other.csv", 2);
    String model = folder.resolve("model").toString();
    assertThat(
            execute(
                "train-predictor",
                "--curves",
                past,
                "--output",
                model,
                "--trees",
                "5",
                "--stages",
                "1",
                "--master",
                "local[1]"))
        .as("%s", err)
        .isZero();
    assertThat(err.toString()).contains("past: 40 of 40 networks reach the horizon");
    JsonNode card = new ObjectMapper().readTree(Path.of(model, "predictor.json").toFile());
    assertThat(card.path("networks").asInt()).isEqualTo(40);
    assertThat(card.path("scalars").get(0).asText()).isEqualTo("depth");
    out.getBuffer().setLength(0);
    String setting = "rookery.predictor.sequential-regression.model=\"" + model + "\"";
    assertThat(
            execute(
                "replay",
                "--curves",
                other,
                "--predictor",
                "sequential-regression",
                "--rules",
                "interval-narrow",
                "--set",
                setting,
                "--set",
                "rookery.rule.interval-narrow.width=25",
                "--set",
                "rookery.guards.minimumEpochs=3",
                "--orders",
                "1",
                "--json"))
        .as("%s", err)
        .isZero();
    JsonNode result = new ObjectMapper().readTree(out.toString());
    assertThat(result.path("predictor").asText()).isEqualTo("sequential-regression");
    assertThat(result.path("x").asDouble()).isGreaterThan(1.2);
    assertThat(result.path("maeStopped").asDouble()).isLessThan(10);
  }

  @Test
  void whatCannotBeTrainedIsToldInOneLine() throws IOException {
    String nowhere = folder.resolve("nowhere").toString();
    assertThat(execute("train-predictor", "--curves", nowhere, "--output", "x")).isEqualTo(3);
    assertThat(err.toString()).contains("no such file").doesNotContain("\tat ");
    assertThat(execute("train-predictor", "--curves", nowhere, "--output", "x", "--trees", "0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("trees and stages must be 1 or more");
    String curves = write("past.csv", 1);
    assertThat(execute("train-predictor", "--curves", curves, "--output", "x", "--master", "locl"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("the master is 'locl'").doesNotContain("\tat ");
  }

  /** Forty networks of eight epochs whose depth says how far they come. */
  private String write(String name, long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder csv = new StringBuilder("curve_id,epoch,fitness,arch_depth\n");
    for (int i = 0; i < 40; i++) {
      int depth = 1 + random.nextInt(10);
      for (int e = 1; e <= 8; e++) {
        double fitness = 20 + (20 + 4 * depth) * (1 - Math.exp(-0.4 * e)) + random.nextGaussian();
        csv.append(String.format(Locale.ROOT, "n%d,%d,%.3f,%d%n", i, e, fitness, depth));
      }
    }
    Path file = folder.resolve(name);
    Files.writeString(file, csv);
    return file.toString();
  }

  private int execute(String... arguments) {
    CommandLine command = Rookery.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

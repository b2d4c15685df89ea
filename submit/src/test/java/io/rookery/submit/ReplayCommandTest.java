package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ReplayCommandTest {

  /** What a script may rely on. */
  private static final List<String> KEYS =
      List.of(
          "set",
          "predictor",
          "rules",
          "n",
          "horizon",
          "x",
          "meanEpochs",
          "mae",
          "maeStopped",
          "medianError",
          "p95Error",
          "rho",
          "t5",
          "t10",
          "regretMean",
          "regretMax",
          "coverage90",
          "microsPerObservation");

  private final ObjectMapper json = new ObjectMapper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void oneReplayIsOneObjectWithTheStatedKeysAndTwoTablesThatAgreeWithIt() throws IOException {
    Path output = folder.resolve("out");
    assertThat(replay("--orders", "2", "--json", "--output", output.toString())).isZero();
    JsonNode result = json.readTree(out.toString());
    KEYS.forEach(key -> assertThat(result.has(key)).as(key).isTrue());
    assertThat(result.path("predictor").asText()).isEqualTo("empirical-bayes");
    assertThat(result.path("rules")).extracting(JsonNode::asText).contains("target-error");
    assertThat(result.path("n").asInt()).isEqualTo(30);
    assertThat(result.path("horizon").asDouble()).isEqualTo(12);
    assertThat(result.path("x").asDouble()).isGreaterThan(1);
    List<String> rows = Files.readAllLines(output.resolve("networks.csv"));
    assertThat(rows.get(0))
        .isEqualTo("curve_id,stop_epoch,predicted,lower,upper,actual,rule,order");
    assertThat(rows).hasSize(1 + 2 * 30);
    double epochs =
        rows.stream()
            .skip(1)
            .mapToDouble(r -> Double.parseDouble(r.split(",", -1)[1]))
            .average()
            .orElseThrow();
    assertThat(result.path("x").asDouble()).isCloseTo(12 / epochs, within(1e-9));
    assertThat(Files.size(output.resolve("networks.parquet"))).isPositive();
    assertThat(output.resolve("curves.svg")).exists();
    assertThat(Files.list(output).map(p -> p.getFileName().toString()))
        .containsExactlyInAnyOrder("networks.csv", "networks.parquet", "curves.svg");
  }

  private static org.assertj.core.data.Offset<Double> within(double distance) {
    return org.assertj.core.data.Offset.offset(distance);
  }

  @Test
  void comparesFiveSubjectsInATableAndADrawing() throws Exception {
    Path output = folder.resolve("out");
    assertThat(replay("--orders", "1", "--compare", "--json", "--output", output.toString()))
        .isZero();
    JsonNode results = json.readTree(out.toString());
    assertThat(results)
        .extracting(r -> r.path("subject").asText())
        .containsExactly("reference (PENGUIN)", "last value", "ASHA", "median rule", "default");
    assertThat(results.get(2).path("rules").get(0).asText()).isEqualTo("successive-halving");
    assertThat(results.get(0).has("coverage90")).isTrue();
    Path drawing = output.resolve("comparison.svg");
    var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(drawing.toFile());
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(Files.readString(drawing))
        .contains("prefers-color-scheme: dark", ">ASHA<", ">default<", "throughput X");
    assertThat(output.resolve("curves-asha-1/networks.parquet")).exists();
  }

  @Test
  void saysItToAPersonWithProgressBesideIt() throws IOException {
    assertThat(replay("--orders", "1", "--predictor", "penguin", "--slots", "1,4")).isZero();
    assertThat(out.toString())
        .contains("30 networks, horizon 12, 1 order of arrival, 1 slot")
        .contains("4 slots", "penguin + prediction-converged", "mean absolute error");
    assertThat(err.toString()).contains("replaying curves, 30 networks: penguin");
  }

  @Test
  void theSameSeedGivesTheSameNetworksAndSettingsCount() throws IOException {
    String first = networks("--seed", "3");
    assertThat(networks("--seed", "3")).isEqualTo(first);
    assertThat(networks("--seed", "4")).isNotEqualTo(first);
    assertThat(networks("--seed", "3", "--set", "rookery.rule.target-error.tau=9"))
        .isNotEqualTo(first);
  }

  private String networks(String... arguments) throws IOException {
    Path output = folder.resolve("networks");
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 4);
    all[arguments.length] = "--output";
    all[arguments.length + 1] = output.toString();
    all[arguments.length + 2] = "--orders";
    all[arguments.length + 3] = "1";
    assertThat(replay(all)).isZero();
    return Files.readString(output.resolve("networks.csv"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--predictor pengiun; 2; did you mean penguin?",
        "--rules never,nothing; 2; no stopping rule is named nothing",
        "--preset quick; 2; default, penguin, safe, fast",
        "--horizon 99; 2; no curve of curves has a point at the horizon 99.0; its last epoch is 12.0",
        "--horizon -1; 2; horizon must be greater than 0",
        "--slots 0; 2; slots and orders must be at least 1",
        "--orders 0; 2; slots and orders must be at least 1",
        "--metric speed; 2; speed",
        "--set rookery.rule.target-error.tau=-1; 2; tau must be finite and greater than 0",
        "--curves absent.csv; 3; absent.csv: no such file",
      })
  void whatCannotBeTakenIsToldInOneLine(String arguments, int code, String message)
      throws IOException {
    assertThat(replay(arguments.split(" "))).isEqualTo(code);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aBrokenFileIsToldWithItsLine() throws IOException {
    Path broken = folder.resolve("broken.csv");
    Files.writeString(broken, "curve_id,epoch,fitness\na,1,50\na,2,oops\n");
    assertThat(execute("replay", "--curves", broken.toString())).isEqualTo(3);
    assertThat(err.toString())
        .contains("broken.csv, line 3: fitness is not a number: \"oops\"")
        .doesNotContain("\tat ");
  }

  @Test
  void anOutputThatCannotBeWrittenIsToldBeforeTheWork() throws IOException {
    Path taken = folder.resolve("taken");
    Files.writeString(taken, "a file");
    assertThat(replay("--output", taken.toString())).isEqualTo(5);
    assertThat(err.toString()).contains("--output: cannot write").doesNotContain("replaying");
  }

  @Test
  void lossesAreReplayedToo() throws IOException {
    Path losses = folder.resolve("losses.csv");
    StringBuilder csv = new StringBuilder("curve_id,epoch,fitness\n");
    for (int i = 0; i < 12; i++) {
      for (int e = 1; e <= 10; e++) {
        csv.append("n%d,%d,%.4f%n".formatted(i, e, 0.2 * i + 3 * Math.exp(-0.4 * e)));
      }
    }
    Files.writeString(losses, csv);
    assertThat(
            execute(
                "replay",
                "--curves",
                losses.toString(),
                "--metric",
                "loss",
                "--orders",
                "1",
                "--predictor",
                "parametric",
                "--json",
                "--set",
                "rookery.predictor.parametric.family=exponential-loss"))
        .as("%s", err)
        .isZero();
    JsonNode result = json.readTree(out.toString());
    assertThat(result.path("x").asDouble()).isGreaterThan(1.2);
    assertThat(result.path("mae").asDouble()).isLessThan(0.3);
  }

  /**
   * What an independent program measured of the reference: the later of the two published variants,
   * and its rule on the last value from the third point on, so that no network is stopped before
   * its fifth. X and mean error, and of the reference all that its table holds, as it is rounded
   * there.
   */
  @ParameterizedTest
  @CsvSource({
    "a4nn, a4nn_1e14, 1.18, 3.31, .33, 0, .3, .18",
    "a4nn, a4nn_1e15, 1.54, 2.33, .57, .4, .4, 0",
    "a4nn, metaqnn_cifar10, 1.94, 1.09, .99, .8, .8, 0",
    "a4nn, deep_resnets_cifar10, 2.40, 9.28, .52, .2, .1, 4.29",
    "last-value, a4nn_1e14, 1.24, 0.43, , , , ",
    "last-value, a4nn_1e15, 1.79, 0.93, , , , ",
    "last-value, metaqnn_cifar10, 1.78, 1.21, , , , ",
    "last-value, deep_resnets_cifar10, 1.79, 5.10, , , , ",
  })
  void whatIsKnownOfTheReferenceComesOut(ArgumentsAccessor row) throws IOException {
    Path file =
        Path.of(System.getProperty("rookery.shared"), "curves", row.getString(1) + ".csv.gz");
    Assumptions.assumeTrue(Files.exists(file), () -> "not here: " + file);
    assertThat(
            execute(
                "replay",
                "--curves",
                file.toString(),
                "--predictor",
                row.getString(0),
                "--preset",
                "penguin",
                "--set",
                "rookery.guards.minimumEpochs=" + (row.getString(0).equals("a4nn") ? 0 : 5),
                "--orders",
                "1",
                "--json"))
        .isZero();
    JsonNode result = json.readTree(out.toString());
    List<String> keys = List.of("x", "mae", "rho", "t5", "t10", "regretMean");
    for (int i = 0; i < keys.size() && row.get(2 + i) != null; i++) {
      assertThat(result.path(keys.get(i)).asDouble())
          .as(keys.get(i))
          .isCloseTo(row.getDouble(2 + i), within(0.0051)); // half a unit of the last digit
    }
  }

  private int replay(String... arguments) throws IOException {
    Path curves = folder.resolve("curves.csv");
    Files.writeString(curves, search());
    boolean own = List.of(arguments).contains("--curves");
    String[] all = new String[arguments.length + (own ? 1 : 3)];
    all[0] = "replay";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    if (!own) {
      all[all.length - 2] = "--curves";
      all[all.length - 1] = curves.toString();
    }
    return execute(all);
  }

  /** Thirty networks of twelve epochs that rise to where they end, with noise. */
  private static String search() {
    Random random = new Random(5);
    StringBuilder csv = new StringBuilder("curve_id,epoch,fitness,arch_depth\n");
    for (int i = 0; i < 30; i++) {
      double end = 60 + 30 * random.nextDouble();
      for (int epoch = 1; epoch <= 12; epoch++) {
        double fitness = end - 40 * Math.exp(-0.5 * epoch) + 0.3 * random.nextGaussian();
        csv.append(String.format(Locale.ROOT, "n%d,%d,%.3f,%d%n", i, epoch, fitness, i % 5));
      }
    }
    return csv.toString();
  }

  private int execute(String... arguments) {
    CommandLine command = Rookery.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

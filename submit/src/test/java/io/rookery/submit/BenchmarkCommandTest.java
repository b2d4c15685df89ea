package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Searches in a table of all cells of NAS-Bench-201: its fitness counts 3×3 convolutions. */
class BenchmarkCommandTest {

  private static final String[] OPERATIONS = {
    "none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"
  };

  /** Of the table: six convolutions are the best. */
  private record Row(String genome, int convolutions, int seconds) {}

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;
  private Path csv;

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int code = 0; code < 15_625; code++) {
      Object[] edges = new Object[6];
      int rest = code;
      for (int edge = 0; edge < 6; edge++) {
        edges[edge] = OPERATIONS[rest % 5];
        rest /= 5;
      }
      String genome = "|%s~0|+|%s~0|%s~1|+|%s~0|%s~1|%s~2|".formatted(edges);
      int convolutions = (int) Arrays.stream(edges).filter("nor_conv_3x3"::equals).count();
      rows.add(new Row(genome, convolutions, 60 + code % 7));
    }
    return rows;
  }

  @BeforeEach
  void writeTable() throws IOException {
    StringBuilder text = new StringBuilder("arch,valid,test,seconds\n");
    for (Row row : rows()) {
      text.append(row.genome()).append(',').append(10 * row.convolutions());
      text.append(',').append(row.convolutions()).append(',').append(row.seconds()).append('\n');
    }
    csv = Files.writeString(folder.resolve("table.csv"), text);
  }

  @Test
  void evolutionFindsWhatRandomSearchMisses() throws IOException {
    assertThat(
            benchmark(
                csv,
                "--strategy=random,regularized-evolution --networks 20,200 --seeds 5 --test test"
                    + " --set rookery.strategy.regularized-evolution.population=20"
                    + " --set rookery.strategy.regularized-evolution.sample=5 --json"))
        .as(err.toString())
        .isZero();
    JsonNode results = new ObjectMapper().readTree(out.toString());
    assertThat(results.findValuesAsText("strategy"))
        .containsExactly("random", "regularized-evolution");
    for (JsonNode result : results) {
      assertThat(result.path("searches").asInt()).isEqualTo(5);
      assertThat(result.path("asked").asInt()).isEqualTo(1000);
      assertThat(result.path("unanswered").asInt()).isZero();
      assertThat(mean(result, "regret", 1)).isLessThan(mean(result, "regret", 0));
      assertThat(mean(result, "test", 1)).isCloseTo(mean(result, "regret", 1) / 10, within(1e-9));
    }
    assertThat(mean(results.get(1), "regret", 1)).isLessThan(mean(results.get(0), "regret", 1) / 2);
  }

  private static double mean(JsonNode result, String column, int row) {
    return result.path(column).get(row).path("mean").asDouble();
  }

  @Test
  void theSameSeedsGiveTheSameTableAndAParquetFileAnswersAsCsvDoes() throws IOException {
    String arguments = "--strategy local-search --networks 5,30 --seeds 3 --seconds seconds";
    assertThat(benchmark(csv, arguments)).as(err.toString()).isZero();
    String first = out.toString();
    assertThat(first)
        .startsWith("local-search")
        .contains("networks", " ± ", "hours until the last training ends")
        .contains("slots in use 100.0 %");
    out.getBuffer().setLength(0);
    assertThat(benchmark(parquet(), arguments)).as(err.toString()).isZero();
    assertThat(out.toString()).isEqualTo(first);
  }

  @Test
  void generationsWaitAndASteadyStateDoesNot() throws IOException {
    List<Double> use = new ArrayList<>();
    for (boolean generational : new boolean[] {true, false}) {
      out.getBuffer().setLength(0);
      String setting = " --set rookery.strategy.nsga2.generational=" + generational;
      String arguments = "--strategy nsga2 --networks 120 --seeds 2 --slots 8 --seconds seconds";
      assertThat(benchmark(csv, arguments + " --json" + setting)).as(err.toString()).isZero();
      use.add(new ObjectMapper().readTree(out.toString()).get(0).path("slotUse").asDouble());
    }
    assertThat(use.get(0)).isBetween(0.5, 0.999);
    assertThat(use.get(1)).isEqualTo(1);
  }

  @Test
  void aLossIsMinimised() throws IOException {
    assertThat(benchmark(csv, "--strategy local-search --networks 100 --seeds 2 --metric loss"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("0.00 ± 0.00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2 | --seeds 0 | must be at least 1",
        "2 | --networks 0 | must be at least 1",
        "2 | --strategy no-such | no-such",
        "2 | --image 32 | 3x32x32",
        "2 | --strategy successive-halving | of which a table says nothing",
        "2 | --set rookery.search.candidate=1 | rookery.search.candidate",
        "3 | --test accuracy | no column 'accuracy'; it has [seconds, test, valid]",
        "3 | --space evocnn | holds no genomes of evocnn",
      })
  void whatCannotBeAnsweredIsRefused(String line) {
    String[] parts = line.split(" \\| ");
    assertThat(benchmark(csv, parts[1])).isEqualTo(Integer.parseInt(parts[0]));
    assertThat(err.toString()).contains(parts[2]).doesNotContain("\tat ").hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aFileThatIsNoTableIsNamed() throws IOException {
    Path gone = folder.resolve("absent.csv");
    Path torn = Files.writeString(folder.resolve("torn.parquet"), "PAR1 and no more");
    Path other = Files.writeString(folder.resolve("other.csv"), "genome,valid\na,1\n");
    Path empty = Files.writeString(folder.resolve("empty.csv"), "arch,valid\n");
    Path zip = Files.writeString(folder.resolve("text.csv.gz"), "arch,valid\n");
    for (Path file : List.of(gone, torn, other, empty, zip, folder)) {
      err.getBuffer().setLength(0);
      assertThat(benchmark(file, "")).as(file.toString()).isEqualTo(3);
      assertThat(err.toString())
          .contains("--table", file.getFileName().toString())
          .doesNotContain("\tat ")
          .hasLineCount(1);
    }
  }

  /** Some networks of a table may lack; what they were is a failure, and counted. */
  @Test
  void aTableMayHaveGaps() throws IOException {
    List<String> lines = Files.readAllLines(csv);
    Files.write(csv, lines.subList(0, lines.size() / 2));
    assertThat(benchmark(csv, "--strategy random --networks 50 --seeds 2")).isZero();
    assertThat(out.toString()).contains("of 100 networks are not in the table");
    Files.write(csv, lines.subList(0, 2));
    assertThat(benchmark(csv, "--strategy random --networks 50 --seeds 2")).isEqualTo(3);
    assertThat(err.toString()).contains("has no valid of |");
  }

  /** docs/strategies.md, at fewer seeds. */
  @Test
  void nasBench201IsAnsweredFromItsTable() throws IOException {
    Path table =
        Path.of(System.getProperty("rookery.shared", ""), "tabular/nasbench201_all_15625.csv.gz");
    Assumptions.assumeTrue(Files.isRegularFile(table), () -> "no table at " + table);
    String[] arguments =
        ("benchmark --table %s --fitness e12_cifar10_valid --test e200_cifar10_test --seeds 3"
                + " --networks 300 --strategy random,regularized-evolution --json")
            .formatted(table)
            .split(" ");
    assertThat(execute(arguments)).as(err.toString()).isZero();
    JsonNode results = new ObjectMapper().readTree(out.toString());
    assertThat(mean(results.get(0), "regret", 0)).isBetween(0.2, 1.5);
    assertThat(mean(results.get(1), "regret", 0)).isLessThan(mean(results.get(0), "regret", 0) / 2);
  }

  private Path parquet() throws IOException {
    Path file = folder.resolve("table.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message table { required double valid; required int32 test; required int64 seconds;"
                + " optional binary note (STRING); required binary arch (STRING); }");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(
                    new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))
            .withType(schema)
            .build()) {
      for (Row row : rows()) {
        Group group = new SimpleGroup(schema);
        group.append("valid", 10.0 * row.convolutions()).append("test", row.convolutions());
        group.append("seconds", (long) row.seconds()).append("arch", row.genome());
        writer.write(group);
      }
    }
    return file;
  }

  private int benchmark(Path table, String arguments) {
    List<String> all = new ArrayList<>(List.of("benchmark", "--table", table.toString()));
    all.addAll(List.of("--fitness", "valid"));
    Arrays.stream(arguments.split(" ")).filter(part -> !part.isEmpty()).forEach(all::add);
    return execute(all.toArray(String[]::new));
  }

  private int execute(String... arguments) {
    CommandLine command = Rookery.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}

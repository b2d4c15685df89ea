package io.rookery.spark.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.BrokenCurvesException;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.NetworkRow;
import io.rookery.predictor.replay.RecordedCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurveFilesTest {

  private static final MessageType CURVES =
      schema(
          "required int64 curve_id; required int32 epoch; required float fitness;"
              + " optional double train_loss; optional double arch_depth; optional binary note (STRING);");

  /** The columns of a search's table, as a copy of it has them. */
  private static final MessageType EPOCHS =
      schema(
          "required binary search_id (STRING); required binary candidate_id (STRING);"
              + " required int32 attempt; required double epoch; required double fitness;"
              + " optional double train_loss; required double seconds;");

  private final Configuration conf = new Configuration();

  @TempDir java.nio.file.Path folder;

  @Test
  void readsNumbersOfAnyKindInAnyOrderOfRows() throws IOException {
    write(
        "curves.parquet",
        CURVES,
        row ->
            row.append("curve_id", 7L)
                .append("epoch", 2)
                .append("fitness", 50.5f)
                .append("train_loss", 0.5)
                .append("arch_depth", 8.0)
                .append("note", "any"),
        row ->
            row.append("curve_id", 8L)
                .append("epoch", 1)
                .append("fitness", 20f)
                .append("arch_depth", 9.0),
        row ->
            row.append("curve_id", 7L)
                .append("epoch", 1)
                .append("fitness", 40.25f)
                .append("arch_depth", 8.0));
    CurveSet set = read("curves.parquet");
    assertThat(set.name()).isEqualTo("curves");
    assertThat(set.curves()).extracting(RecordedCurve::id).containsExactly("7", "8");
    RecordedCurve first = set.curves().get(0);
    assertThat(first.points().points()).extracting(p -> p.fitness()).containsExactly(40.25, 50.5);
    assertThat(first.points().point(0).trainLoss()).isNaN();
    assertThat(first.points().point(1).trainLoss()).isEqualTo(0.5);
    assertThat(first.scalars()).containsEntry("depth", 8.0);
  }

  @Test
  void aFolderOfPartsIsOneTable() throws IOException {
    write("table/part-0.parquet", CURVES, point(1, 1, 10), point(2, 1, 30));
    write("table/part-1.parquet", CURVES, point(1, 2, 20));
    Files.writeString(folder.resolve("table/_SUCCESS"), "");
    assertThat(read("table").curves()).hasSize(2);
    assertThat(read("table").curves().get(0).points().size()).isEqualTo(2);
  }

  @Test
  void ofATableOfEpochsTheFirstAttemptsReportOfAnEpochCounts() throws IOException {
    write(
        "epochs.parquet",
        EPOCHS,
        report("a", 1, 2, 99),
        report("a", 0, 1, 10),
        report("a", 0, 2, 20),
        report("a", 1, 3, 30));
    RecordedCurve curve = read("epochs.parquet").curves().get(0);
    assertThat(curve.id()).isEqualTo("a");
    assertThat(curve.points().points()).extracting(p -> p.fitness()).containsExactly(10., 20., 30.);
    assertThat(curve.seconds()).containsExactly(1.5, 1.5, 1.5);
  }

  @Test
  void saysWhatIsWrongAndWhere() throws IOException {
    write("twice.parquet", CURVES, point(1, 1, 10), point(1, 1, 20));
    assertBroken("twice.parquet", "epoch 1.0 of curve 1 comes twice");
    write("off.parquet", CURVES, point(1, 1, 10), point(1, 2, 101));
    assertBroken("off.parquet", "row 2: fitness must lie in 0 to 100.0 (ACCURACY): 101.0");
    write("nan.parquet", CURVES, point(1, 1, Float.NaN));
    assertBroken("nan.parquet", "row 1: fitness must lie in");
    write("zero.parquet", CURVES, point(1, 0, 10));
    assertBroken("zero.parquet", "row 1: epoch must be finite and greater than 0");
    write("none.parquet", CURVES);
    assertBroken("none.parquet", "has a header but no row");
    write(
        "absent.parquet",
        schema("required int64 curve_id; required int32 step; required float fitness;"));
    assertBroken("absent.parquet", "the column epoch is absent; found: curve_id, step, fitness");
    write(
        "nested.parquet",
        schema(
            "required int64 curve_id; required group epoch { required int32 at; }"
                + " required float fitness;"));
    assertBroken("nested.parquet", "the column epoch is required group epoch");
    assertBroken("nowhere.parquet", "no such file");
    Files.createDirectories(folder.resolve("empty"));
    assertBroken("empty", "holds neither a search nor Parquet files");
    write("mixed/a.parquet", CURVES, point(1, 1, 10));
    write("mixed/b.parquet", EPOCHS, report("a", 0, 1, 10));
    assertBroken("mixed", "b.parquet: has other columns");
  }

  @Test
  void brokenBytesGiveAnErrorOrCurvesNeverAnythingElse() throws IOException {
    write("whole.parquet", CURVES, point(1, 1, 10), point(1, 2, 20), point(2, 1, 30));
    byte[] whole = Files.readAllBytes(folder.resolve("whole.parquet"));
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] bytes = whole.clone();
      if (i % 4 == 0) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      for (int k = 0; k < 3 && bytes.length > 0; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Files.write(folder.resolve("fuzzed.parquet"), bytes);
      try {
        assertThat(read("fuzzed.parquet").curves()).isNotEmpty();
      } catch (BrokenCurvesException e) {
        assertThat(e).hasMessageContaining("fuzzed.parquet");
        refused++;
      }
    }
    assertThat(refused).isBetween(200, 400);
  }

  @Test
  void whatBecameOfTheNetworksComesBack() throws IOException {
    NetworkRow stopped = new NetworkRow("a", 3, 91.5, 90.0, 93.0, 92.25, "target-error", 0);
    NetworkRow measured = new NetworkRow("b", 20, null, null, null, 88, "finished", 1);
    Path file = new Path(folder.resolve("networks.parquet").toUri());
    NetworksParquet.write(conf, file, List.of(stopped));
    NetworksParquet.write(conf, file, List.of(stopped, measured));
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(conf).build()) {
      Group first = reader.read();
      assertThat(first.getType().getFields().stream().map(f -> f.getName()))
          .containsExactlyElementsOf(NetworkRow.COLUMNS);
      assertThat(first.getDouble("upper", 0)).isEqualTo(93);
      Group second = reader.read();
      assertThat(second.getFieldRepetitionCount("predicted")).isZero();
      assertThat(second.getString("rule", 0)).isEqualTo("finished");
      assertThat(second.getInteger("order", 0)).isEqualTo(1);
      assertThat(reader.read()).isNull();
    }
  }

  private void assertBroken(String name, String message) {
    assertThatThrownBy(() -> read(name))
        .isInstanceOf(BrokenCurvesException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  private CurveSet read(String name) throws IOException {
    return CurveFiles.read(conf, folder.resolve(name).toString(), Metric.ACCURACY);
  }

  private static Consumer<SimpleGroup> point(long curve, int epoch, float fitness) {
    return row ->
        row.append("curve_id", curve)
            .append("epoch", epoch)
            .append("fitness", fitness)
            .append("arch_depth", 1.0);
  }

  private static Consumer<SimpleGroup> report(String id, int attempt, int epoch, int fitness) {
    return row -> {
      row.append("search_id", "s").append("candidate_id", id).append("attempt", attempt);
      row.append("epoch", (double) epoch).append("fitness", (double) fitness);
      row.append("seconds", 1.5);
    };
  }

  private static MessageType schema(String columns) {
    return MessageTypeParser.parseMessageType("message curves { " + columns + " }");
  }

  @SafeVarargs
  private void write(String name, MessageType schema, Consumer<SimpleGroup>... rows)
      throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    Path file = new Path(folder.resolve(name).toUri());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, conf))
            .withType(schema)
            .build()) {
      for (Consumer<SimpleGroup> row : rows) {
        SimpleGroup group = new SimpleGroup(schema);
        row.accept(group);
        writer.write(group);
      }
    }
    Files.deleteIfExists(
        folder.resolve(name).resolveSibling("." + new Path(name).getName() + ".crc"));
  }
}

package io.rookery.spark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a Spark session that knows nothing of the search sees of its tables. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LedgerInSparkTest {

  private static SparkSession spark;

  private final Configuration conf = new Configuration();
  @TempDir java.nio.file.Path temporary;
  private Path folder;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void folder() {
    folder = new Path(temporary.resolve("search").toUri());
  }

  @Test
  void tablesAreReadableBeforeTheyHaveARow() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      assertThat(ledger).isNotNull();
      for (Table<?> table : Table.ALL) {
        assertThat(read(table).count()).isZero();
      }
    }
  }

  @Test
  void columnsAreTheContract() throws IOException {
    Ledger.create(conf, folder, Rows.SEARCH, Map.of()).close();
    assertThat(read(Table.CANDIDATES).schema().toDDL())
        .isEqualTo(
            "search_id STRING,candidate_id STRING,sequence BIGINT,parents ARRAY<STRING>,"
                + "strategy STRING,space STRING,genome STRING,architecture STRING,"
                + "parameters BIGINT,multiply_adds BIGINT,seed BIGINT,asked_at TIMESTAMP");
    assertThat(read(Table.EPOCHS).schema().toDDL())
        .isEqualTo(
            "search_id STRING,candidate_id STRING,attempt INT,epoch DOUBLE,fitness DOUBLE,"
                + "train_loss DOUBLE,train_accuracy DOUBLE,valid_loss DOUBLE,"
                + "learning_rate DOUBLE,seconds DOUBLE,executor STRING,device STRING,"
                + "reported_at TIMESTAMP");
    assertThat(read(Table.PREDICTIONS).schema().toDDL())
        .isEqualTo(
            "search_id STRING,candidate_id STRING,attempt INT,epoch DOUBLE,predictor STRING,"
                + "model STRING,coefficients ARRAY<DOUBLE>,mean DOUBLE,"
                + "standard_deviation DOUBLE,lower DOUBLE,upper DOUBLE,horizon DOUBLE,"
                + "micros BIGINT,decision STRING");
    assertThat(read(Table.EVALUATIONS).schema().toDDL())
        .isEqualTo(
            "search_id STRING,candidate_id STRING,sequence BIGINT,outcome STRING,"
                + "measured_fitness DOUBLE,predicted_fitness DOUBLE,epochs_run DOUBLE,"
                + "epochs_budget DOUBLE,rule STRING,reason STRING,train_seconds DOUBLE,"
                + "attempts INT,error_kind STRING,error STRING,told_at TIMESTAMP");
  }

  @Test
  void valuesAreWhatWasWritten() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      ledger.add(Rows.candidate(2));
      ledger.add(Rows.epoch(2, 3));
      ledger.add(Rows.predicted(2));
    }
    Row candidate = read(Table.CANDIDATES).first();
    assertThat(candidate.<String>getList(3)).containsExactly("c00001", "c00000");
    assertThat(candidate.getTimestamp(11).toInstant()).isEqualTo(Rows.candidate(2).askedAt());
    assertThat(read(Table.EPOCHS).first().getDouble(7)).isInfinite();
    Row evaluation = read(Table.EVALUATIONS).first();
    assertThat(evaluation.getString(3)).isEqualTo("predicted");
    assertThat(evaluation.isNullAt(4)).isTrue();
    assertThat(evaluation.getDouble(5)).isEqualTo(91.5);
  }

  /** Also of a Dataset made long ago, whose list of files and lengths is old. */
  @Test
  void everyReaderSeesTheFirstRowsOfATableEachOnceWhileItIsWritten() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    int rows;
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      ledger.add(Rows.candidate(0));
      ledger.flush();
      Dataset<Row> old = read(Table.CANDIDATES);
      CompletableFuture<Integer> writing =
          CompletableFuture.supplyAsync(() -> write(ledger, enough));
      long last = 1;
      for (int i = 0; i < 12; i++) {
        last = seen(read(Table.CANDIDATES), last);
        seen(old, 1);
      }
      enough.set(true);
      rows = writing.get();
      assertThat(seen(old, 1)).as("of the files it knows it sees all rows").isGreaterThan(1);
    }
    assertThat(seen(read(Table.CANDIDATES), rows)).isEqualTo(rows);
    assertThat(LedgerReader.read(conf, folder).candidates().rows()).hasSize(rows);
  }

  private static int write(Ledger ledger, AtomicBoolean enough) {
    int rows = 1;
    try {
      while (!enough.get() || rows < 2_000) {
        ledger.add(Rows.candidate(rows++));
        if (rows % 20 == 0) {
          ledger.flush();
        }
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Checks that the table's rows are 0, 1, 2 and so on, at least so many; gives their number. */
  private static long seen(Dataset<Row> table, long least) {
    List<Long> sequences =
        table.select("sequence").as(Encoders.LONG()).collectAsList().stream().sorted().toList();
    assertThat(sequences).hasSizeGreaterThanOrEqualTo((int) least);
    assertThat(sequences).isEqualTo(LongStream.range(0, sequences.size()).boxed().toList());
    return sequences.size();
  }

  private Dataset<Row> read(Table<?> table) {
    return spark.read().parquet(new Path(folder, table.name()).toString());
  }
}

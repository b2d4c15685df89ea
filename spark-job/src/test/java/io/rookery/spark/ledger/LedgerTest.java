package io.rookery.spark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

  private final Configuration conf = new Configuration();
  @TempDir java.nio.file.Path temporary;
  private Path folder;

  @BeforeEach
  void folder() {
    folder = new Path(temporary.resolve("search").toUri());
  }

  @Test
  void everyRowComesBackAsItWas() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of("seed", 42))) {
      ledger.add(Rows.candidate(0));
      ledger.add(Rows.invalid(1));
      ledger.add(Rows.epoch(0, 1));
      ledger.add(Rows.epoch(0, 3));
      ledger.add(Rows.prediction(0, 1));
      ledger.add(Rows.failed(1));
      ledger.add(Rows.predicted(0));
      ledger.add(Rows.measured(0));
    }
    LedgerContents contents = LedgerReader.read(conf, folder);
    assertThat(contents.searchId()).isEqualTo(Rows.SEARCH);
    assertThat(contents.search().path("seed").intValue()).isEqualTo(42);
    assertThat(contents.candidates().rows()).containsExactly(Rows.candidate(0), Rows.invalid(1));
    assertThat(contents.epochs().rows()).containsExactly(Rows.epoch(0, 1), Rows.epoch(0, 3));
    assertThat(contents.predictions().rows()).containsExactly(Rows.prediction(0, 1));
    assertThat(contents.evaluations().rows())
        .containsExactly(Rows.failed(1), Rows.predicted(0), Rows.measured(0));
    assertThat(contents.problems()).isEmpty();
  }

  @Test
  void anEvaluationIsOnDiskWithAllBeforeItWhenAddReturns() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      ledger.add(Rows.candidate(0));
      ledger.add(Rows.epoch(0, 1));
      ledger.add(Rows.measured(0));
      LedgerContents contents = LedgerReader.read(conf, folder);
      assertThat(contents.candidates().rows()).hasSize(1);
      assertThat(contents.epochs().rows()).hasSize(1);
      assertThat(contents.evaluations().rows()).hasSize(1);
    }
  }

  @Test
  void aRowOfAKnownKeyIsNotAddedAgain() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      assertThat(ledger.add(Rows.epoch(0, 1))).isTrue();
      assertThat(ledger.add(Rows.epoch(0, 1))).isFalse();
      assertThat(ledger.add(Rows.epoch(0, 2))).isTrue();
    }
    LedgerContents contents = LedgerReader.read(conf, folder);
    try (Ledger ledger = Ledger.resume(conf, contents)) {
      assertThat(ledger.add(Rows.epoch(0, 2))).isFalse();
      assertThat(ledger.add(Rows.epoch(0, 3))).isTrue();
    }
    assertThat(LedgerReader.read(conf, folder).epochs().rows())
        .containsExactly(Rows.epoch(0, 1), Rows.epoch(0, 2), Rows.epoch(0, 3));
  }

  @Test
  void aFolderThatHoldsASearchIsRefused() throws IOException {
    Ledger.create(conf, folder, Rows.SEARCH, Map.of()).close();
    assertThatThrownBy(() -> Ledger.create(conf, folder, "search-2", Map.of()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining(folder.toUri().getPath())
        .hasMessageContaining("search.json of another search");
  }

  @Test
  void aFolderThatHoldsNoSearchCannotBeRead() {
    assertThatThrownBy(() -> LedgerReader.read(conf, folder))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("holds no search");
  }

  @Test
  void tableFoldersHoldNothingButParquetFiles() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      ledger.writeStatus(Map.of("state", "running"));
      for (int i = 0; i < 30; i++) {
        ledger.add(Rows.candidate(i));
        ledger.add(Rows.measured(i));
      }
    }
    for (Table<?> table : Table.ALL) {
      try (var files = Files.list(temporary.resolve("search").resolve(table.name()))) {
        assertThat(files.map(f -> f.getFileName().toString()).toList())
            .isEqualTo(List.of(table.name() + "-0000000000.parquet"));
      }
    }
  }
}

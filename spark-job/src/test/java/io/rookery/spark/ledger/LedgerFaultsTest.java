package io.rookery.spark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Deaths at every step, full disks, and files that are torn, doubled or of another search. */
@Timeout(180)
class LedgerFaultsTest {

  /** Enough that rows are joined into one row group on the way. */
  private static final int FLUSHES = 67;

  private final Configuration conf = FaultyFileSystem.configuration();
  @TempDir java.nio.file.Path temporary;

  @BeforeEach
  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @Test
  void aDeathAtAnyStepLosesNoRowThatWasWrittenAndDoublesNone() throws IOException {
    Path whole = folder("whole");
    assertThat(writeAll(whole)).isEqualTo(FLUSHES);
    long steps = FaultyFileSystem.steps();
    assertThat(steps).isGreaterThan(3 * FLUSHES);
    for (long last = 0; last < steps; last += last < 30 || last > steps - 30 ? 1 : 11) {
      Path folder = folder("death-" + last);
      FaultyFileSystem.dieAfter(last);
      int written = writeAll(folder);
      FaultyFileSystem.heal();
      requireWhole(folder, written, last);
    }
  }

  /** Adds a row and writes it, until the process dies; gives the number of rows surely written. */
  private int writeAll(Path folder) {
    int written = 0;
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      for (int i = 0; i < FLUSHES; i++) {
        ledger.add(Rows.candidate(i));
        ledger.flush();
        written++;
      }
    } catch (IOException e) {
      assertThat(e).isInstanceOf(LedgerException.class);
    }
    return written;
  }

  private void requireWhole(Path folder, int written, long last) throws IOException {
    if (!LedgerReader.holdsSearch(conf, folder)) {
      assertThat(written).isZero();
      return;
    }
    LedgerContents known = LedgerReader.read(conf, folder);
    assertThat(known.problems()).as("after step %d", last).isEmpty();
    assertThat(known.candidates().rows())
        .as("after step %d", last)
        .hasSizeBetween(written, written + 1);
    assertThat(known.candidates().rows()).isEqualTo(rows(known.candidates().rows().size()));
    try (Ledger ledger = Ledger.resume(conf, LedgerReader.resumable(conf, folder))) {
      for (CandidateRow row : rows(FLUSHES)) {
        ledger.add(row);
      }
    }
    LedgerContents resumed = LedgerReader.read(conf, folder);
    assertThat(resumed.candidates().rows()).isEqualTo(rows(FLUSHES));
    assertThat(resumed.problems()).isEmpty();
  }

  private static List<CandidateRow> rows(int count) {
    return IntStream.range(0, count).mapToObj(Rows::candidate).toList();
  }

  @Test
  void aFullDiskIsSaidAndNothingIsLostOnceThereIsRoom() throws IOException {
    Path folder = folder("full");
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      ledger.add(Rows.candidate(0));
      ledger.add(Rows.measured(0));
      FaultyFileSystem.fill();
      ledger.add(Rows.candidate(1));
      assertThatThrownBy(() -> ledger.add(Rows.measured(1)))
          .isInstanceOf(LedgerException.class)
          .hasMessageContaining("full")
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("Make room there");
      assertThatThrownBy(() -> ledger.add(Rows.epoch(1, 1)))
          .as("the next call hears of it, and its row is kept")
          .isInstanceOf(LedgerException.class);
      assertThat(LedgerReader.read(conf, folder).evaluations().rows())
          .containsExactly(Rows.measured(0));
      FaultyFileSystem.heal();
      ledger.flush();
      assertThat(ledger.add(Rows.measured(1))).as("it is there already").isFalse();
    }
    LedgerContents contents = LedgerReader.read(conf, folder);
    assertThat(contents.candidates().rows()).isEqualTo(rows(2));
    assertThat(contents.epochs().rows()).containsExactly(Rows.epoch(1, 1));
    assertThat(contents.evaluations().rows()).containsExactly(Rows.measured(0), Rows.measured(1));
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() {
    FaultyFileSystem.fill();
    assertThatThrownBy(() -> Ledger.create(conf, folder("no"), Rows.SEARCH, Map.of()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("cannot write the results in")
        .hasMessageContaining("No space left on device");
  }

  @Test
  void aTornFileIsReportedSetAsideAndTheOthersAreRead() throws IOException {
    Path folder = folder("torn");
    twoFiles(folder);
    java.nio.file.Path first = file("torn", Table.CANDIDATES.fileName(0));
    Files.write(first, Arrays.copyOf(Files.readAllBytes(first), 1_000));
    LedgerContents known = LedgerReader.read(conf, folder);
    assertThat(known.problems())
        .extracting(LedgerProblem::kind)
        .containsExactly(LedgerProblem.Kind.TORN, LedgerProblem.Kind.MISSING);
    assertThat(known.problems().get(1).message()).contains("rows 0 to 2 of candidates");
    assertThat(known.candidates().rows()).containsExactly(Rows.candidate(3));
    assertThat(first).as("reading alone moves nothing").exists();
    Ledger.resume(conf, LedgerReader.resumable(conf, folder)).close();
    assertThat(first).doesNotExist();
    assertThat(names("torn")).anyMatch(name -> name.startsWith("_aside-"));
    assertThat(LedgerReader.read(conf, folder).problems())
        .extracting(LedgerProblem::kind)
        .containsExactly(LedgerProblem.Kind.MISSING);
  }

  @Test
  void flippedBytesInTheRowsAreNoticed() throws IOException {
    Path folder = folder("flipped");
    twoFiles(folder);
    java.nio.file.Path first = file("flipped", Table.CANDIDATES.fileName(0));
    byte[] bytes = Files.readAllBytes(first);
    for (int i = 4; i < bytes.length / 2; i++) {
      bytes[i] ^= bytes[i] == 0 ? 0 : 0x55;
    }
    Files.write(first, bytes);
    assertThat(LedgerReader.read(conf, folder).problems())
        .extracting(LedgerProblem::kind)
        .contains(LedgerProblem.Kind.TORN);
  }

  @Test
  void aCopiedFileIsReportedAndSetAside() throws IOException {
    Path folder = folder("copied");
    twoFiles(folder);
    java.nio.file.Path copy = file("copied", "copy of candidates.parquet");
    Files.copy(file("copied", Table.CANDIDATES.fileName(0)), copy);
    LedgerContents known = LedgerReader.read(conf, folder);
    assertThat(known.candidates().rows()).isEqualTo(rows(4));
    assertThat(known.problems())
        .extracting(LedgerProblem::kind)
        .containsExactly(LedgerProblem.Kind.DOUBLED);
    assertThat(known.problems().get(0).message()).contains("3 of the 3 rows", "copy of candidates");
    Ledger.resume(conf, LedgerReader.resumable(conf, folder)).close();
    assertThat(copy).doesNotExist();
    assertThat(LedgerReader.read(conf, folder).candidates().rows()).isEqualTo(rows(4));
  }

  @Test
  void rowsThatOnlyADoubledFileHasAreWrittenAgainWhole() throws IOException {
    for (int rows : new int[] {3, 4}) {
      Path folder = folder("of-" + rows);
      try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
        for (CandidateRow row : rows(rows)) {
          ledger.add(row);
        }
      }
    }
    Files.copy(file("of-4", Table.CANDIDATES.fileName(0)), file("of-3", "of another run.parquet"));
    Path folder = folder("of-3");
    Ledger.resume(conf, LedgerReader.resumable(conf, folder)).close();
    LedgerContents resumed = LedgerReader.read(conf, folder);
    assertThat(resumed.candidates().rows()).isEqualTo(rows(4));
    assertThat(resumed.problems())
        .as("its row has another place now")
        .extracting(LedgerProblem::kind)
        .containsOnly(LedgerProblem.Kind.MISSING);
    assertThat(LedgerReader.outline(conf, folder).candidates().rows())
        .extracting(CandidateRow::architecture)
        .containsOnlyNulls();
  }

  @Test
  void filesOfOthersAreReportedAndSetAside() throws IOException {
    Path folder = folder("foreign");
    twoFiles(folder);
    Ledger.create(conf, folder("other"), "search-2", Map.of()).close();
    Files.copy(file("other", Table.CANDIDATES.fileName(0)), file("foreign", "other.parquet"));
    Files.writeString(file("foreign", "notes.txt"), "mine");
    LedgerContents known = LedgerReader.read(conf, folder);
    assertThat(known.candidates().rows()).isEqualTo(rows(4));
    assertThat(known.problems())
        .extracting(LedgerProblem::kind)
        .containsExactly(LedgerProblem.Kind.FOREIGN, LedgerProblem.Kind.FOREIGN);
    Ledger.resume(conf, LedgerReader.resumable(conf, folder)).close();
    assertThat(LedgerReader.read(conf, folder).problems()).isEmpty();
  }

  /** Rows 0 to 2 in one file, row 3 in another. */
  private void twoFiles(Path folder) throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      for (CandidateRow row : rows(3)) {
        ledger.add(row);
      }
    }
    try (Ledger ledger = Ledger.resume(conf, LedgerReader.read(conf, folder))) {
      ledger.add(Rows.candidate(3));
    }
  }

  private List<String> names(String search) throws IOException {
    try (var files = Files.list(file(search, "."))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private java.nio.file.Path file(String search, String name) {
    return temporary.resolve(search).resolve("candidates").resolve(name);
  }

  private Path folder(String name) {
    return new Path("faulty://" + temporary.resolve(name));
  }
}

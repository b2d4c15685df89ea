package io.rookery.spark.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes one table. The newest file takes new rows until it is full; the files before it never
 * change again. Not for several threads.
 */
final class TableWriter<R extends LedgerRow> {

  /** Length of the first file, in bytes; each one after it has twice the length. */
  private static final int SHORTEST = 128 << 10;

  private static final int LONGEST = 1 << 20;

  private final Table<R> table;
  private final Storage storage;
  private final String searchId;
  private final long firstRow;
  private @Nullable GrowingFile<R> newest;

  TableWriter(Table<R> table, Storage storage, String searchId, long firstRow) {
    this.table = table;
    this.storage = storage;
    this.searchId = searchId;
    this.firstRow = firstRow;
  }

  /** Appends rows: all of them, or none if this throws. None: only makes the table readable. */
  void append(List<R> rows) throws IOException {
    GrowingFile<R> file = newest;
    if (file == null) {
      storage.makeFolder(table.name());
      write(GrowingFile.of(table, searchId, firstRow, rows, SHORTEST));
    } else if (!rows.isEmpty()) {
      Optional<GrowingFile<R>> grown = file.with(rows);
      write(grown.isPresent() ? grown.get() : next(file, rows));
    }
  }

  /** Puts the rows of the newest file into one row group: the quickest form to read. */
  void join() throws IOException {
    if (newest != null) {
      Optional<GrowingFile<R>> joined = newest.joined();
      if (joined.isPresent()) {
        write(joined.get());
      }
    }
  }

  private GrowingFile<R> next(GrowingFile<R> full, List<R> rows) throws IOException {
    int length = Math.min(2 * full.length(), LONGEST);
    return GrowingFile.of(table, searchId, full.firstRow() + full.rows().size(), rows, length);
  }

  private void write(GrowingFile<R> file) throws IOException {
    storage.replace(table.name() + "/" + table.fileName(file.firstRow()), file.bytes());
    newest = file;
  }
}

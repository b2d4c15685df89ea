package io.rookery.spark.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one table. The newest file takes new rows by being replaced, at the same length, until it
 * is full; the files before it never change. docs/decisions says why. Not for several threads.
 */
final class TableWriter<R extends LedgerRow> {

  /** Length of every file but those that hold a batch of rows too large for it. */
  static final int FILE_LENGTH = 256 << 10;

  private final Table<R> table;
  private final Storage storage;
  private final String searchId;
  private long firstRow;
  private int length;
  private List<R> written = List.of();

  TableWriter(Table<R> table, Storage storage, String searchId, long firstRow) {
    this.table = table;
    this.storage = storage;
    this.searchId = searchId;
    this.firstRow = firstRow;
  }

  /** Makes the table readable before it has a row. */
  void begin() throws IOException {
    storage.makeFolder(table.name());
    start(firstRow, List.of());
  }

  /** Appends rows: all of them, or none if this throws. */
  void append(List<R> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    List<R> all = new ArrayList<>(written);
    all.addAll(rows);
    byte[] bytes = new TableFile<>(searchId, firstRow, all).encode(table);
    if (bytes.length <= length) {
      replace(firstRow, bytes, length);
      written = all;
    } else {
      start(firstRow + written.size(), rows);
    }
  }

  private void start(long first, List<R> rows) throws IOException {
    byte[] bytes = new TableFile<>(searchId, first, rows).encode(table);
    int needed = Math.max(FILE_LENGTH, Math.addExact(bytes.length, bytes.length / 2));
    replace(first, bytes, needed);
    firstRow = first;
    length = needed;
    written = rows;
  }

  private void replace(long first, byte[] bytes, int size) throws IOException {
    storage.replace(table.name() + "/" + table.fileName(first), TableFile.stretch(bytes, size));
  }
}

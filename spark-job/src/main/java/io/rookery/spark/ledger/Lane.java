package io.rookery.spark.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One table on its way to disk: rows that wait, and what writes them. The ledger guards it: rows by
 * one lock, so that nobody who adds one waits for the disk, and writing by another.
 */
final class Lane<R extends LedgerRow> {

  private final TableWriter<R> writer;
  private final Set<Object> keys = new HashSet<>();
  private List<R> waiting = new ArrayList<>();

  Lane(TableWriter<R> writer) {
    this.writer = writer;
  }

  /** Makes the table, or goes on with one, before any other call. */
  void begin(TableContents<R> known) throws IOException {
    known.rows().forEach(row -> keys.add(row.key()));
    waiting.addAll(known.misplaced());
    writer.append(List.of());
  }

  /** Takes a row, unless the table has one of its key. */
  boolean add(R row) {
    return keys.add(row.key()) && waiting.add(row);
  }

  int waiting() {
    return waiting.size();
  }

  /** All rows that wait; none does afterwards. */
  Batch<R> take() {
    Batch<R> taken = new Batch<>(this, waiting);
    waiting = new ArrayList<>();
    return taken;
  }

  /** When no more rows come. */
  void end() throws IOException {
    writer.join();
  }

  /** Rows on the way: written once, or put back. */
  record Batch<R extends LedgerRow>(Lane<R> lane, List<R> rows) {

    void write() throws IOException {
      lane.writer.append(rows);
    }

    /** Before those that came since. */
    void putBack() {
      rows.addAll(lane.waiting);
      lane.waiting = rows;
    }
  }
}

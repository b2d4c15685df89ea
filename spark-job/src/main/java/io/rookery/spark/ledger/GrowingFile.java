package io.rookery.spark.ledger;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * A Parquet file that grows by being replaced, and that any reader can read while it does, with
 * whatever it remembers of an earlier version: the length never changes, so that an old listing
 * still finds the footer; bytes once used never change, so that an old footer still finds its rows.
 * New row groups go behind the old ones, zeros fill the room up to the footer, and the footer names
 * the row groups that count.
 *
 * @param table whose rows it holds
 * @param firstRow place of its first row in the table
 * @param rows in order
 * @param length of the file in bytes
 * @param body from the start of the file: row groups, with those that no longer count
 * @param footer over those that count
 */
record GrowingFile<R extends LedgerRow>(
    Table<R> table,
    String searchId,
    long firstRow,
    List<R> rows,
    int length,
    byte[] body,
    FileMetaData footer) {

  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  /** Footer length and magic number end every Parquet file. */
  private static final int TRAILER = Integer.BYTES + MAGIC.length;

  /** With more the footer takes longer to write than the rows. */
  private static final int MOST_GROUPS = 64;

  /** What must be free after all rows went into one row group again, as a part of the length. */
  private static final int SLACK = 8;

  /** A new file of these rows, of at least that length, with room for more. */
  static <R extends LedgerRow> GrowingFile<R> of(
      Table<R> table, String searchId, long firstRow, List<R> rows, int length) throws IOException {
    byte[] parquet = new TableFile<>(searchId, firstRow, rows).encode(table, 0);
    int room = Math.max(length, Math.multiplyExact(parquet.length, 2));
    return new GrowingFile<>(table, searchId, firstRow, rows, room, body(parquet), footer(parquet));
  }

  /** This file with more rows; empty if there is no room for them. */
  Optional<GrowingFile<R>> with(List<R> more) throws IOException {
    List<R> all = new ArrayList<>(rows);
    all.addAll(more);
    GrowingFile<R> grown = behind(all, more, footer.getRow_groups());
    if (grown.free() >= 0 && grown.footer.getRow_groupsSize() <= MOST_GROUPS) {
      return Optional.of(grown);
    }
    GrowingFile<R> joined = behind(all, all, List.of());
    return joined.free() >= length / SLACK ? Optional.of(joined) : Optional.empty();
  }

  /** This file with all its rows in one row group; empty if there is no room for it. */
  Optional<GrowingFile<R>> joined() throws IOException {
    GrowingFile<R> joined = behind(rows, rows, List.of());
    return joined.free() >= 0 ? Optional.of(joined) : Optional.empty();
  }

  /** Writes rows into a row group behind the body, and a footer over it and the ones before. */
  private GrowingFile<R> behind(List<R> all, List<R> more, List<RowGroup> before)
      throws IOException {
    byte[] parquet = new TableFile<>(searchId, firstRow, more).encode(table, body.length);
    FileMetaData together = footer(parquet);
    List<RowGroup> groups = new ArrayList<>(before);
    groups.addAll(together.getRow_groups());
    together.setRow_groups(groups);
    together.setNum_rows(all.size());
    byte[] group = body(parquet);
    byte[] longer = Arrays.copyOf(body, body.length + group.length);
    System.arraycopy(group, 0, longer, body.length, group.length);
    return new GrowingFile<>(table, searchId, firstRow, all, length, longer, together);
  }

  /** The whole file. */
  byte[] bytes() throws IOException {
    byte[] end = end();
    byte[] bytes = Arrays.copyOf(body, length);
    System.arraycopy(end, 0, bytes, length - end.length, end.length);
    return bytes;
  }

  private int free() throws IOException {
    return length - body.length - end().length;
  }

  private byte[] end() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, out);
    out.write(little().putInt(0, out.size()).array());
    out.write(MAGIC);
    return out.toByteArray();
  }

  private static byte[] body(byte[] parquet) {
    return Arrays.copyOf(parquet, parquet.length - TRAILER - footerLength(parquet));
  }

  private static FileMetaData footer(byte[] parquet) throws IOException {
    int from = parquet.length - TRAILER - footerLength(parquet);
    return Util.readFileMetaData(new ByteArrayInputStream(parquet, from, footerLength(parquet)));
  }

  private static int footerLength(byte[] parquet) {
    return little().put(parquet, parquet.length - TRAILER, Integer.BYTES).getInt(0);
  }

  private static ByteBuffer little() {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  }
}

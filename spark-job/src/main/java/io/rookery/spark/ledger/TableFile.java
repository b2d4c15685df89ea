package io.rookery.spark.ledger;

import io.rookery.spark.parquet.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One file of a table, in memory.
 *
 * @param searchId whose it is
 * @param firstRow place of its first row in the table, from 0
 * @param rows in order
 */
record TableFile<R extends LedgerRow>(String searchId, long firstRow, List<R> rows) {

  private static final String SEARCH = "rookery.search";
  private static final String FIRST_ROW = "rookery.first-row";

  private static final int ROW_GROUP = 1 << 30;

  TableFile {
    rows = List.copyOf(rows);
  }

  /** The same file with its rows changed. */
  TableFile<R> with(UnaryOperator<R> change) {
    return new TableFile<>(searchId, firstRow, rows.stream().map(change).toList());
  }

  /** As a Parquet file with one row group, whose positions are counted from {@code start}. */
  byte[] encode(Table<R> table, int start) throws IOException {
    Bytes.Sink sink = new Bytes.Sink(start);
    Map<String, String> footer = Map.of(SEARCH, searchId, FIRST_ROW, Long.toString(firstRow));
    try (ParquetWriter<R> writer = new Writer<>(sink, table.codec(), footer).build()) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    return sink.bytes();
  }

  /**
   * Reads a whole file.
   *
   * @throws Damage if these bytes are not a whole file of this table
   */
  static <R extends LedgerRow> TableFile<R> decode(byte[] bytes, Table<R> table) throws Damage {
    try (ParquetFileReader reader =
        ParquetRows.open(new Bytes.Source(bytes), new Configuration(false))) {
      FileMetaData metadata = reader.getFileMetaData();
      if (!table.codec().reads(metadata.getSchema())) {
        throw new Damage("it has other columns than the table " + table.name(), null);
      }
      Map<String, String> footer = metadata.getKeyValueMetaData();
      List<R> rows = new ArrayList<>();
      ParquetRows.each(reader, metadata.getSchema(), group -> rows.add(table.codec().read(group)));
      return new TableFile<>(text(footer, SEARCH), Long.parseLong(text(footer, FIRST_ROW)), rows);
    } catch (Damage e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Parquet throws unchecked exceptions of many types at bytes that are not what it wrote.
      throw new Damage(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
  }

  private static String text(Map<String, String> footer, String key) throws Damage {
    @Nullable String value = footer.get(key);
    if (value == null) {
      throw new Damage("its footer has no " + key + ": no search wrote it", null);
    }
    return value;
  }

  /** Bytes that are not a whole file of a table; the message says why. */
  static final class Damage extends IOException {

    private static final long serialVersionUID = 1;

    Damage(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  private static final class Writer<R extends LedgerRow>
      extends ParquetWriter.Builder<R, Writer<R>> {

    private final RowCodec<R> codec;
    private final Map<String, String> footer;

    Writer(Bytes.Sink sink, RowCodec<R> codec, Map<String, String> footer) {
      super(sink);
      this.codec = codec;
      this.footer = footer;
      withConf(new Configuration(false));
      withCompressionCodec(CompressionCodecName.SNAPPY);
      withRowGroupSize((long) ROW_GROUP);
      withPageWriteChecksumEnabled(true);
    }

    @Override
    protected Writer<R> self() {
      return this;
    }

    @Override
    protected WriteSupport<R> getWriteSupport(Configuration conf) {
      return new Support<>(codec, footer);
    }
  }

  private static final class Support<R extends LedgerRow> extends WriteSupport<R> {

    private final RowCodec<R> codec;
    private final Map<String, String> footer;
    private @Nullable RecordConsumer out;

    Support(RowCodec<R> codec, Map<String, String> footer) {
      this.codec = codec;
      this.footer = footer;
    }

    @Override
    public WriteContext init(Configuration conf) {
      return new WriteContext(codec.schema(), footer);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      out = consumer;
    }

    @Override
    public void write(R row) {
      if (out == null) {
        throw new IllegalStateException("write before prepareForWrite");
      }
      codec.write(row, out);
    }
  }
}

package io.rookery.spark.curves;

import io.rookery.nas.bench.TabularBenchmark;
import io.rookery.spark.parquet.ParquetRows;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Opens a table of networks that are trained already: a CSV file, gzipped or not, or a Parquet
 * file, whose column {@code arch} holds text and whose other columns of numbers are its figures. On
 * any file system Hadoop knows.
 */
public final class TableFiles {

  private TableFiles() {}

  /**
   * The table at {@code location}.
   *
   * @throws IOException if it cannot be read; the message names the file
   * @throws IllegalArgumentException if it is no such table; the message names the file and what
   *     was found there
   */
  public static TabularBenchmark read(Configuration conf, String location) throws IOException {
    Path path = new Path(location);
    FileSystem files = path.getFileSystem(conf);
    try {
      if (files.getFileStatus(path).isDirectory()) {
        throw new IOException(location + " is a folder; a CSV or Parquet file was expected");
      }
    } catch (FileNotFoundException e) {
      throw new IOException(location + ": no such file", e);
    }
    if (!CurveFiles.isParquet(files, path)) {
      try (InputStream in = files.open(path)) {
        return TabularBenchmark.read(in, location);
      }
    }
    try (ParquetFileReader reader = ParquetRows.open(path, conf)) {
      return parquet(reader, location);
    } catch (TableException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      // Parquet throws unchecked exceptions of many types at bytes that it did not write.
      throw new IOException("%s cannot be read as Parquet: %s".formatted(location, e), e);
    }
  }

  private static TabularBenchmark parquet(ParquetFileReader reader, String location)
      throws IOException, TableException {
    MessageType schema = schema(reader.getFooter().getFileMetaData().getSchema(), location);
    int size = Math.toIntExact(reader.getRecordCount());
    List<String> architectures = new ArrayList<>(size);
    Map<String, double[]> columns = new HashMap<>();
    for (Type field : schema.getFields().subList(1, schema.getFieldCount())) {
      columns.put(field.getName(), new double[size]);
    }
    ParquetRows.each(
        reader,
        schema,
        row -> {
          int number = architectures.size();
          architectures.add(text(row, 0));
          columns.forEach((name, values) -> values[number] = number(row, name));
        });
    try {
      return new TabularBenchmark(location, architectures, columns);
    } catch (IllegalArgumentException e) {
      throw new TableException(String.valueOf(e.getMessage()));
    }
  }

  /** The key first, then whatever holds one number a row. */
  private static MessageType schema(MessageType all, String location) throws TableException {
    List<Type> fields = new ArrayList<>();
    for (Type field : all.getFields()) {
      boolean key = field.getName().equals(TabularBenchmark.KEY);
      if (key && isPlain(field, PrimitiveTypeName.BINARY)) {
        fields.add(0, field);
      } else if (!key
          && isPlain(
              field,
              PrimitiveTypeName.INT32,
              PrimitiveTypeName.INT64,
              PrimitiveTypeName.FLOAT,
              PrimitiveTypeName.DOUBLE)) {
        fields.add(field);
      }
    }
    if (fields.isEmpty() || !fields.get(0).getName().equals(TabularBenchmark.KEY)) {
      throw new TableException(
          "%s: a text column '%s' is wanted, found %s"
              .formatted(
                  location,
                  TabularBenchmark.KEY,
                  all.getFields().stream().map(Type::getName).toList()));
    }
    return new MessageType(all.getName(), fields);
  }

  private static boolean isPlain(Type field, PrimitiveTypeName... types) {
    return field.isPrimitive()
        && !field.isRepetition(Type.Repetition.REPEATED)
        && List.of(types).contains(field.asPrimitiveType().getPrimitiveTypeName());
  }

  private static String text(Group row, int field) {
    return row.getFieldRepetitionCount(field) == 0 ? "" : row.getString(field, 0);
  }

  private static double number(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0
        ? Double.NaN
        : Double.parseDouble(row.getValueToString(row.getType().getFieldIndex(column), 0));
  }

  /** The file is sound, but no such table. */
  private static final class TableException extends Exception {
    private static final long serialVersionUID = 1;

    TableException(String message) {
      super(message);
    }
  }
}

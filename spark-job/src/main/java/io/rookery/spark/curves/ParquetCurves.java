package io.rookery.spark.curves;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.BrokenCurvesException;
import io.rookery.predictor.replay.CurveRows;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.spark.parquet.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads curves from Parquet tables with the columns that {@code CsvCurves} names, in any order of
 * rows; a table of a search's epochs, where {@code candidate_id} names the curve, is one too.
 */
final class ParquetCurves {

  private static final String CURVE = "curve_id";
  private static final String CANDIDATE = "candidate_id";

  private final Configuration conf;
  private final String location;
  private final Metric metric;
  private final List<String> columns = new ArrayList<>();
  private @Nullable CurveRows rows;

  ParquetCurves(Configuration conf, String location, Metric metric) {
    this.conf = conf;
    this.location = location;
    this.metric = metric;
  }

  CurveSet file(Path file) throws IOException {
    return of(List.of(file), file.getName().replaceFirst("\\.parquet$", ""));
  }

  /** All Parquet files of a folder, but for hidden ones. */
  CurveSet folder(Path folder) throws IOException {
    List<Path> files =
        Arrays.stream(folder.getFileSystem(conf).listStatus(folder))
            .filter(FileStatus::isFile)
            .map(FileStatus::getPath)
            .filter(path -> path.getName().matches("[^_.].*\\.parquet"))
            .sorted()
            .toList();
    if (files.isEmpty()) {
      throw new BrokenCurvesException(
          location, "is a folder that holds neither a search nor Parquet files");
    }
    return of(files, folder.getName().replaceFirst("\\.parquet$", ""));
  }

  private CurveSet of(List<Path> files, String name) throws IOException {
    for (Path file : files) {
      try (ParquetFileReader reader = ParquetRows.open(file, conf)) {
        read(reader, file);
      } catch (BrokenCurvesException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // Parquet throws unchecked exceptions of many types at bytes that it did not write.
        throw new BrokenCurvesException(
            file.toString(),
            "cannot be read as Parquet: " + (e.getMessage() == null ? e : e.getMessage()));
      }
    }
    if (rows == null) {
      throw new BrokenCurvesException(location, "has no row");
    }
    return rows.curves(name);
  }

  private void read(ParquetFileReader reader, Path file) throws IOException {
    MessageType all = reader.getFooter().getFileMetaData().getSchema();
    MessageType schema = projection(all, file);
    CurveRows table = table(schema, all, file);
    table.from(file.toString());
    AtomicLong number = new AtomicLong();
    ParquetRows.each(reader, schema, row -> table.add(number.incrementAndGet(), texts(row)));
  }

  /** The first file's columns are the table's; every other file must have them too. */
  private CurveRows table(MessageType schema, MessageType all, Path file)
      throws BrokenCurvesException {
    List<String> header = new ArrayList<>();
    for (Type field : schema.getFields()) {
      header.add(field.getName().equals(CANDIDATE) ? CURVE : field.getName());
    }
    if (rows == null) {
      columns.addAll(header);
      if (!header.containsAll(List.of(CURVE, "epoch", "fitness"))) {
        header.clear(); // so that the message names all there are
        all.getFields().forEach(field -> header.add(field.getName()));
      }
      rows = new CurveRows(location, "row", header, metric, CurveRows.Order.ANY);
    } else if (!header.equals(columns)) {
      throw new BrokenCurvesException(
          file.toString(),
          "has other columns (%s) than the first file of the table (%s)"
              .formatted(String.join(", ", header), String.join(", ", columns)));
    }
    return rows;
  }

  private static MessageType projection(MessageType all, Path file) throws BrokenCurvesException {
    List<Type> taken = new ArrayList<>();
    for (Type field : all.getFields()) {
      boolean candidate = field.getName().equals(CANDIDATE) && !all.containsField(CURVE);
      if (candidate || CurveRows.reads(field.getName())) {
        requireValue(field, file);
        taken.add(field);
      }
    }
    return new MessageType(all.getName(), taken);
  }

  private static void requireValue(Type field, Path file) throws BrokenCurvesException {
    boolean plain =
        field.isPrimitive()
            && !field.isRepetition(Type.Repetition.REPEATED)
            && switch (field.asPrimitiveType().getPrimitiveTypeName()) {
              case INT32, INT64, FLOAT, DOUBLE ->
                  !(field.getLogicalTypeAnnotation()
                      instanceof LogicalTypeAnnotation.DecimalLogicalTypeAnnotation);
              case BINARY ->
                  field.getLogicalTypeAnnotation()
                      instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
              default -> false;
            };
    if (!plain) {
      throw new BrokenCurvesException(
          file.toString(),
          "the column %s is %s; a number or a string was expected"
              .formatted(field.getName(), field.toString().replaceAll("\\s+", " ")));
    }
  }

  private static List<String> texts(Group row) {
    int count = row.getType().getFieldCount();
    List<String> texts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      texts.add(row.getFieldRepetitionCount(i) == 0 ? "" : row.getValueToString(i, 0));
    }
    return texts;
  }
}

package io.rookery.spark.parquet;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * The rows of a Parquet file that anybody may have written or damaged. At bytes that it did not
 * write Parquet throws unchecked exceptions of many types; who calls this says which file it was.
 */
public final class ParquetRows {

  /** What is done with a row. */
  @FunctionalInterface
  public interface Taker {
    void take(Group row) throws IOException;
  }

  private ParquetRows() {}

  /** Opens a file on any Hadoop file system; see {@link #open(InputFile, Configuration)}. */
  public static ParquetFileReader open(Path file, Configuration hadoop) throws IOException {
    return open(HadoopInputFile.fromPath(file, hadoop), hadoop);
  }

  /** Opens a file whose pages are held against their checksums and their lengths. */
  public static ParquetFileReader open(InputFile file, Configuration hadoop) throws IOException {
    return ParquetFileReader.open(
        file,
        HadoopReadOptions.builder(hadoop)
            .usePageChecksumVerification(true)
            .withCodecFactory(new PageCodecs(hadoop))
            .build());
  }

  /**
   * Hands over all rows, in order.
   *
   * @param schema the columns that are wanted: all of the file's, or some
   */
  public static void each(ParquetFileReader reader, MessageType schema, Taker rows)
      throws IOException {
    reader.setRequestedSchema(schema);
    MessageColumnIO columns = new ColumnIOFactory().getColumnIO(schema);
    for (PageReadStore pages = reader.readNextRowGroup();
        pages != null;
        pages = reader.readNextRowGroup()) {
      RecordReader<Group> records =
          columns.getRecordReader(pages, new GroupRecordConverter(schema));
      for (long i = 0; i < pages.getRowCount(); i++) {
        rows.take(records.read());
      }
    }
  }
}

package io.rookery.spark.curves;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.BrokenCurvesException;
import io.rookery.predictor.replay.CsvCurves;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.spark.ledger.LedgerReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Opens recorded curves, whatever holds them: a CSV file, gzipped or not; a Parquet file, or a
 * folder of them; a search's folder, or the {@code epochs} table in it. On any file system Hadoop
 * knows.
 */
public final class CurveFiles {

  private static final byte[] PARQUET = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private CurveFiles() {}

  /**
   * All curves at {@code location}.
   *
   * @throws BrokenCurvesException if they cannot be replayed; the message names the file, the line
   *     or row, and what was found there
   * @throws IOException if it cannot be read
   */
  public static CurveSet read(Configuration conf, String location, Metric metric)
      throws IOException {
    Path path = path(location);
    FileSystem files = path.getFileSystem(conf);
    FileStatus status;
    try {
      status = files.getFileStatus(path);
    } catch (FileNotFoundException e) {
      throw new BrokenCurvesException(location, "no such file");
    }
    if (status.isDirectory()) {
      return folder(conf, path, location, metric);
    }
    if (isParquet(files, path)) {
      return new ParquetCurves(conf, location, metric).file(path);
    }
    try (InputStream in = files.open(path)) {
      return CsvCurves.read(in, location, metric);
    }
  }

  private static CurveSet folder(Configuration conf, Path path, String location, Metric metric)
      throws IOException {
    if (LedgerReader.holdsSearch(conf, path)) {
      return SearchCurves.read(conf, path);
    }
    Path parent = path.getParent();
    if (path.getName().equals("epochs")
        && parent != null
        && LedgerReader.holdsSearch(conf, parent)) {
      return SearchCurves.read(conf, parent);
    }
    return new ParquetCurves(conf, location, metric).folder(path);
  }

  private static Path path(String location) throws BrokenCurvesException {
    try {
      return new Path(location);
    } catch (IllegalArgumentException e) {
      throw new BrokenCurvesException(location, "is no path: " + e.getMessage());
    }
  }

  static boolean isParquet(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      return path.getName().endsWith(".parquet")
          || Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
    }
  }
}

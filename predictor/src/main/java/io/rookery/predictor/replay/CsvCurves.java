package io.rookery.predictor.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rookery.predictor.Metric;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads curves from CSV (UTF-8, a header, RFC 4180 quoting within a line), gzipped or not.
 *
 * <p>Columns: {@code curve_id, epoch, fitness}; optional {@code train_loss, train_accuracy,
 * valid_loss, seconds}; {@code arch_…} are architecture scalars, numbers constant for a curve;
 * others are ignored. One row per validation; rows of several curves may alternate, the epochs of
 * each must increase.
 */
public final class CsvCurves {

  private static final int GZIP_MAGIC_1 = 0x1f;
  private static final int GZIP_MAGIC_2 = 0x8b;

  private CsvCurves() {}

  /**
   * All curves of {@code file}, named after it.
   *
   * @throws BrokenCurvesException if a column is absent, a row broken, an epoch or fitness out of
   *     range, or there is no row at all
   * @throws IOException if the file cannot be read
   */
  public static CurveSet read(Path file, Metric metric) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BrokenCurvesException(file.toString(), "no such file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), metric);
    }
  }

  /**
   * All curves of a stream, which is left open.
   *
   * @param file where it comes from, with or without a path: names the set, and stands in messages
   * @throws BrokenCurvesException as the other method
   */
  public static CurveSet read(InputStream in, String file, Metric metric) throws IOException {
    try {
      BufferedReader lines = new BufferedReader(new InputStreamReader(plain(in), UTF_8));
      String header = lines.readLine();
      if (header == null) {
        throw new BrokenCurvesException(
            file, "is empty; a header and a row per epoch were expected");
      }
      CurveRows rows =
          new CurveRows(
              file, "line", split(stripMark(header), file, 1), metric, CurveRows.Order.AS_GIVEN);
      int number = 1;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          rows.add(number, split(line, file, number));
        }
      }
      return rows.curves(name(file));
    } catch (EOFException | ZipException e) {
      throw new BrokenCurvesException(file, "is not whole: " + e.getMessage());
    }
  }

  /** Unzipped where it begins as a gzip file does. */
  private static InputStream plain(InputStream file) throws IOException {
    PushbackInputStream in = new PushbackInputStream(file, 2);
    byte[] magic = in.readNBytes(2);
    in.unread(magic);
    boolean gzipped =
        magic.length == 2 && (magic[0] & 0xff) == GZIP_MAGIC_1 && (magic[1] & 0xff) == GZIP_MAGIC_2;
    return gzipped ? new GZIPInputStream(in) : in;
  }

  /** Without the byte order mark that spreadsheets put before the first column's name. */
  private static String stripMark(String header) {
    return header.startsWith("\uFEFF") ? header.substring(1) : header;
  }

  private static List<String> split(String line, String file, int number)
      throws BrokenCurvesException {
    if (line.indexOf('"') < 0) {
      return Arrays.asList(line.split(",", -1));
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new BrokenCurvesException(file, "line " + number, "a quotation mark is not closed");
    }
    fields.add(field.toString());
    return fields;
  }

  /** The last part of a path, without its ending. */
  private static String name(String file) {
    return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("\\.csv(\\.gz)?$", "");
  }
}

package io.rookery.predictor.curve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** All columns of a file of recorded curves, those that the replay does not read included. */
final class RecordedRows {

  private RecordedRows() {}

  /** Rows by curve, each row by column; the test is skipped where the shared folder is absent. */
  static Map<String, List<Map<String, String>>> shared(String file) {
    Path path = Path.of(System.getProperty("rookery.shared", ""), "curves", file);
    Assumptions.assumeTrue(Files.isRegularFile(path), "no recorded curves at " + path);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, List<Map<String, String>>> resource(String name) {
    try (InputStream in = RecordedRows.class.getResourceAsStream(name)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<Map<String, String>>> read(InputStream in) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    List<String> header = Arrays.asList(lines.readLine().split(",", -1));
    Map<String, List<Map<String, String>>> curves = new LinkedHashMap<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      List<String> fields = Arrays.asList(line.split(",", -1));
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        row.put(header.get(i), fields.get(i));
      }
      curves.computeIfAbsent(row.get("curve_id"), id -> new ArrayList<>()).add(row);
    }
    return curves;
  }
}

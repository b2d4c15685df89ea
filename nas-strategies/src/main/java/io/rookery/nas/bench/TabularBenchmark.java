package io.rookery.nas.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.zip.GZIPInputStream;

/**
 * A table with one row for each architecture and its figures in columns, such as NAS-Bench-201
 * (Dong, Yang 2020, arXiv 2001.00326). Immutable, safe to share between threads.
 */
public final class TabularBenchmark {

  private final Path source;
  private final List<String> architectures;
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, double[]> columns;

  private TabularBenchmark(Path source, List<String> architectures, Map<String, double[]> columns) {
    this.source = source;
    this.architectures = List.copyOf(architectures);
    this.columns = columns;
    for (int row = 0; row < architectures.size(); row++) {
      if (rows.put(architectures.get(row), row) != null) {
        throw new IllegalArgumentException(
            "%s: architecture %s stands there twice".formatted(source, architectures.get(row)));
      }
    }
  }

  /**
   * Reads a table from CSV, gzipped where the name ends in {@code .gz}: a header with a column
   * {@code arch} of the space's text forms, all other columns numbers.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no such table; the message says which line
   */
  public static TabularBenchmark read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return read(file, reader.lines().toList());
    }
  }

  private static TabularBenchmark read(Path file, List<String> lines) {
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0));
    int key = header.indexOf("arch");
    if (key < 0) {
      throw new IllegalArgumentException(
          "%s: a column 'arch' is wanted, found %s".formatted(file, header));
    }
    List<String> architectures = new ArrayList<>();
    double[][] values = new double[header.size()][lines.size() - 1];
    for (int row = 0; row < lines.size() - 1; row++) {
      List<String> fields = fields(lines.get(row + 1));
      if (fields.size() != header.size()) {
        throw new IllegalArgumentException(
            "%s, line %d: %d fields wanted, found %d"
                .formatted(file, row + 2, header.size(), fields.size()));
      }
      architectures.add(fields.get(key));
      for (int column = 0; column < header.size(); column++) {
        values[column][row] = column == key ? 0 : number(fields.get(column), file, row + 2);
      }
    }
    Map<String, double[]> columns = new HashMap<>();
    for (int column = 0; column < header.size(); column++) {
      if (column != key) {
        columns.put(header.get(column), values[column]);
      }
    }
    return new TabularBenchmark(file, architectures, columns);
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1));
  }

  private static double number(String field, Path file, int line) {
    try {
      return Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s, line %d: a number is wanted, found '%s'".formatted(file, line, field), e);
    }
  }

  /** Text forms of all architectures, in the order of the table. */
  public List<String> architectures() {
    return architectures;
  }

  /**
   * A figure of one architecture.
   *
   * @param architecture its text form
   * @return empty if the table does not have the architecture
   * @throws IllegalArgumentException if there is no such column; the message lists those there are
   */
  public OptionalDouble value(String architecture, String column) {
    double[] values = column(column);
    Integer row = rows.get(architecture);
    return row == null ? OptionalDouble.empty() : OptionalDouble.of(values[row]);
  }

  /** The largest value of a column. */
  public double best(String column) {
    return Arrays.stream(column(column)).max().orElseThrow();
  }

  private double[] column(String name) {
    double[] values = columns.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "%s has no column '%s'; it has %s"
              .formatted(source, name, columns.keySet().stream().sorted().toList()));
    }
    return values;
  }
}

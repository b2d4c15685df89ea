package io.rookery.nas.bench;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.zip.GZIPInputStream;

/**
 * A table with one row for each architecture and its figures in columns, such as NAS-Bench-201
 * (Dong, Yang 2020, arXiv 2001.00326). Immutable, safe to share between threads.
 */
public final class TabularBenchmark {

  /** The column of text forms. */
  public static final String KEY = "arch";

  private final String source;
  private final List<String> architectures;
  private final Map<String, Integer> rows = new HashMap<>();
  private final Map<String, double[]> columns;

  /**
   * A table from its columns.
   *
   * @param source names it in messages
   * @param architectures text forms, a row each
   * @param columns figures by name, in the order of the rows; NaN where a row has none
   * @throws IllegalArgumentException if an architecture is there twice, or a column is of another
   *     length
   */
  public TabularBenchmark(
      String source, List<String> architectures, Map<String, double[]> columns) {
    this.source = source;
    this.architectures = List.copyOf(architectures);
    this.columns = Map.copyOf(columns);
    columns.forEach(
        (name, values) -> {
          if (values.length != architectures.size()) {
            throw new IllegalArgumentException(
                "%s: %d architectures, but %d values of %s"
                    .formatted(source, architectures.size(), values.length, name));
          }
        });
    for (int row = 0; row < architectures.size(); row++) {
      if (rows.put(architectures.get(row), row) != null) {
        throw new IllegalArgumentException(
            "%s: architecture %s stands there twice".formatted(source, architectures.get(row)));
      }
    }
  }

  /**
   * Reads a table from CSV: a header with a column {@code arch} of the space's text forms, all
   * other columns numbers, or empty.
   *
   * @param source names it in messages; where the name ends in {@code .gz} it is gzipped
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it is no such table; the message says which line
   */
  public static TabularBenchmark read(InputStream csv, String source) throws IOException {
    try (InputStream in = source.endsWith(".gz") ? new GZIPInputStream(csv) : csv;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return read(source, reader.lines().toList());
    } catch (IOException | UncheckedIOException e) {
      throw new IOException("%s cannot be read: %s".formatted(source, e), e);
    }
  }

  /**
   * Reads a table from a CSV file.
   *
   * @see #read(InputStream, String)
   */
  public static TabularBenchmark read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString());
    }
  }

  private static TabularBenchmark read(String source, List<String> lines) {
    List<String> header = lines.isEmpty() ? List.of() : fields(lines.get(0));
    int key = header.indexOf(KEY);
    if (key < 0) {
      throw new IllegalArgumentException(
          "%s: a column '%s' is wanted, found %s".formatted(source, KEY, header));
    }
    List<String> architectures = new ArrayList<>();
    double[][] values = new double[header.size()][lines.size() - 1];
    for (int row = 0; row < lines.size() - 1; row++) {
      List<String> fields = fields(lines.get(row + 1));
      if (fields.size() != header.size()) {
        throw new IllegalArgumentException(
            "%s, line %d: %d fields wanted, found %d"
                .formatted(source, row + 2, header.size(), fields.size()));
      }
      architectures.add(fields.get(key));
      for (int column = 0; column < header.size(); column++) {
        values[column][row] = column == key ? 0 : number(fields.get(column), source, row + 2);
      }
    }
    Map<String, double[]> columns = new HashMap<>();
    for (int column = 0; column < header.size(); column++) {
      if (column != key) {
        columns.put(header.get(column), values[column]);
      }
    }
    return new TabularBenchmark(source, architectures, columns);
  }

  private static List<String> fields(String line) {
    return List.of(line.split(",", -1));
  }

  private static double number(String field, String file, int line) {
    try {
      return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
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
   * @return empty if the table does not have the architecture, or no finite number for it
   * @throws IllegalArgumentException if there is no such column; the message lists those there are
   */
  public OptionalDouble value(String architecture, String column) {
    double[] values = column(column);
    Integer row = rows.get(architecture);
    return row == null || !Double.isFinite(values[row])
        ? OptionalDouble.empty()
        : OptionalDouble.of(values[row]);
  }

  /**
   * The largest value of a column.
   *
   * @throws IllegalArgumentException if there is no such column, or no number in it
   */
  public double best(String column) {
    return best(column, true);
  }

  /**
   * The largest value of a column, or the smallest.
   *
   * @throws IllegalArgumentException if there is no such column, or no number in it
   */
  public double best(String column, boolean maximize) {
    DoubleStream finite = Arrays.stream(column(column)).filter(Double::isFinite);
    return (maximize ? finite.max() : finite.min())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: the column '%s' holds no number".formatted(source, column)));
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

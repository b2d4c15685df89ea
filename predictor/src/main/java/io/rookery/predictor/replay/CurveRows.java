package io.rookery.predictor.replay;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the rows of a table of curves, wherever they come from, and refuses what cannot be a
 * curve. Columns as in {@link CsvCurves}, every value as text; empty is "not reported". Not
 * thread-safe.
 */
public final class CurveRows {

  private static final String ARCHITECTURE = "arch_";
  private static final List<String> REQUIRED = List.of("curve_id", "epoch", "fitness");
  private static final List<String> OPTIONAL =
      List.of("train_loss", "train_accuracy", "valid_loss", "seconds", "attempt");

  /** In what order the rows of one curve come. */
  public enum Order {
    /** As its epochs, which must increase: a file that a person can read. */
    AS_GIVEN,
    /**
     * In any, as in tables that several tasks wrote. Where the column {@code attempt} tells
     * repeated trainings apart the first attempt's row of an epoch counts, as in a running search;
     * without it no epoch may come twice.
     */
    ANY
  }

  private final String unit;
  private final Metric metric;
  private final Order order;
  private final int columns;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> scalars = new TreeMap<>();
  private final Map<String, Gathered> curves = new LinkedHashMap<>();
  private String file;

  /**
   * A table without rows.
   *
   * @param file for messages
   * @param unit what a row is called in messages: line, row
   * @param header names of the columns; others than the known ones are passed over
   * @throws BrokenCurvesException if a required column is absent, or a known one there twice
   */
  public CurveRows(String file, String unit, List<String> header, Metric metric, Order order)
      throws BrokenCurvesException {
    this.file = file;
    this.unit = unit;
    this.metric = metric;
    this.order = order;
    this.columns = header.size();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).trim();
      if (reads(name) && index.putIfAbsent(name, i) != null) {
        throw broken(1, "the column " + name + " is there twice");
      }
      if (name.startsWith(ARCHITECTURE)) {
        scalars.put(name.substring(ARCHITECTURE.length()), i);
      }
    }
    for (String required : REQUIRED) {
      if (!index.containsKey(required)) {
        throw broken(
            1, "the column %s is absent; found: %s".formatted(required, printable(header)));
      }
    }
  }

  /** From now on rows come from another file of the same table. */
  public void from(String file) {
    this.file = file;
  }

  /** Whether a column of this name is taken. */
  public static boolean reads(String column) {
    return REQUIRED.contains(column)
        || OPTIONAL.contains(column)
        || column.startsWith(ARCHITECTURE);
  }

  /**
   * Takes a row.
   *
   * @param number of the row, for messages
   * @param row as many values as the header has columns
   * @throws BrokenCurvesException if a value is missing, no number, or out of its range
   */
  public void add(long number, List<String> row) throws BrokenCurvesException {
    if (row.size() != columns) {
      throw broken(number, "%d fields, but the header has %d".formatted(row.size(), columns));
    }
    String id = row.get(column("curve_id")).trim();
    if (id.isEmpty()) {
      throw broken(number, "curve_id is empty");
    }
    Gathered curve = curves.computeIfAbsent(id, Gathered::new);
    Recorded recorded =
        new Recorded(point(number, row), attempt(number, row), seconds(number, row));
    if (order == Order.AS_GIVEN && !curve.rows.isEmpty()) {
      requireIncreasing(number, curve, recorded);
    }
    curve.rows.add(recorded);
    addScalars(number, row, curve);
  }

  private void requireIncreasing(long number, Gathered curve, Recorded next)
      throws BrokenCurvesException {
    double last = curve.rows.get(curve.rows.size() - 1).epoch();
    if (next.epoch() <= last) {
      throw broken(
          number,
          "the epochs of curve %s must increase: %s, %s".formatted(curve.id, last, next.epoch()));
    }
  }

  /**
   * All curves, in the order in which each came first.
   *
   * @throws BrokenCurvesException if there is none, or an epoch of one comes twice
   */
  public CurveSet curves(String name) throws BrokenCurvesException {
    if (curves.isEmpty()) {
      throw new BrokenCurvesException(file, "has a header but no row");
    }
    List<RecordedCurve> recorded = new ArrayList<>();
    for (Gathered curve : curves.values()) {
      List<Recorded> rows = order == Order.ANY ? sorted(curve) : curve.rows;
      recorded.add(
          new RecordedCurve(
              curve.id,
              LearningCurve.of(rows.stream().map(Recorded::point).toList()),
              index.containsKey("seconds")
                  ? rows.stream().map(Recorded::seconds).toList()
                  : List.of(),
              curve.scalars));
    }
    return new CurveSet(name, recorded);
  }

  private List<Recorded> sorted(Gathered curve) throws BrokenCurvesException {
    curve.rows.sort(
        Comparator.comparingDouble(Recorded::epoch).thenComparingInt(Recorded::attempt));
    List<Recorded> kept = new ArrayList<>(curve.rows.size());
    for (Recorded row : curve.rows) {
      if (kept.isEmpty() || row.epoch() > kept.get(kept.size() - 1).epoch()) {
        kept.add(row);
      } else if (!index.containsKey("attempt")) {
        throw new BrokenCurvesException(
            file, "epoch %s of curve %s comes twice".formatted(row.epoch(), curve.id));
      }
    }
    return kept;
  }

  private CurvePoint point(long number, List<String> row) throws BrokenCurvesException {
    double epoch = required(number, row, "epoch");
    if (!(epoch > 0) || Double.isInfinite(epoch)) {
      throw broken(number, "epoch must be finite and greater than 0: " + epoch);
    }
    double fitness = required(number, row, "fitness");
    if (!metric.holds(fitness)) {
      throw broken(
          number,
          "fitness must lie in 0 to %s (%s): %s".formatted(metric.upper(), metric, fitness));
    }
    return new CurvePoint(
        epoch,
        fitness,
        optional(number, row, "train_loss"),
        optional(number, row, "train_accuracy"),
        optional(number, row, "valid_loss"));
  }

  private int attempt(long number, List<String> row) throws BrokenCurvesException {
    return index.containsKey("attempt") ? (int) required(number, row, "attempt") : 0;
  }

  private double seconds(long number, List<String> row) throws BrokenCurvesException {
    if (!index.containsKey("seconds")) {
      return Double.NaN;
    }
    double seconds = required(number, row, "seconds");
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw broken(number, "seconds must be finite and not negative: " + seconds);
    }
    return seconds;
  }

  private void addScalars(long number, List<String> row, Gathered curve)
      throws BrokenCurvesException {
    for (Map.Entry<String, Integer> scalar : scalars.entrySet()) {
      String column = ARCHITECTURE + scalar.getKey();
      double value = number(number, column, row.get(scalar.getValue()));
      if (!Double.isFinite(value)) {
        throw broken(number, column + " must be finite: " + value);
      }
      Double before = curve.scalars.putIfAbsent(scalar.getKey(), value);
      if (before != null && before != value) {
        throw broken(
            number,
            "%s must be constant for curve %s: %s, %s".formatted(column, curve.id, before, value));
      }
    }
  }

  private double required(long number, List<String> row, String column)
      throws BrokenCurvesException {
    return number(number, column, row.get(column(column)));
  }

  private int column(String name) {
    return index.getOrDefault(name, 0);
  }

  /** NaN where the column is absent or the field empty. */
  private double optional(long number, List<String> row, String column)
      throws BrokenCurvesException {
    Integer at = index.get(column);
    return at == null || row.get(at).isBlank() ? Double.NaN : number(number, column, row.get(at));
  }

  private double number(long number, String column, String text) throws BrokenCurvesException {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw broken(number, "%s is not a number: \"%s\"".formatted(column, text));
    }
  }

  private BrokenCurvesException broken(long number, String problem) {
    return new BrokenCurvesException(file, unit + " " + number, problem);
  }

  /** The names, shortened, without what no terminal should be sent. */
  private static String printable(List<String> header) {
    String names = String.join(", ", header).replaceAll("\\p{Cntrl}", "?");
    return names.length() <= 300 ? names : names.substring(0, 300) + "…";
  }

  /** One row. */
  private record Recorded(CurvePoint point, int attempt, double seconds) {
    double epoch() {
      return point.epoch();
    }
  }

  /** One curve's rows so far. */
  private static final class Gathered {
    final String id;
    final List<Recorded> rows = new ArrayList<>();
    final Map<String, Double> scalars = new TreeMap<>();

    Gathered(String id) {
      this.id = id;
    }
  }
}

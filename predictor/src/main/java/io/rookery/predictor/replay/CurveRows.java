package io.rookery.predictor.replay;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers the rows of a table of curves and refuses what cannot be a curve. */
final class CurveRows {

  private static final String ARCHITECTURE = "arch_";

  private final String file;
  private final Metric metric;
  private final int columns;
  private final Map<String, Integer> index = new HashMap<>();
  private final Map<String, Integer> scalars = new TreeMap<>();
  private final Map<String, Gathered> curves = new LinkedHashMap<>();

  CurveRows(String file, List<String> header, Metric metric) throws BrokenCurvesException {
    this.file = file;
    this.metric = metric;
    this.columns = header.size();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).trim();
      index.putIfAbsent(name, i);
      if (name.startsWith(ARCHITECTURE)) {
        scalars.putIfAbsent(name.substring(ARCHITECTURE.length()), i);
      }
    }
    for (String required : List.of("curve_id", "epoch", "fitness")) {
      if (!index.containsKey(required)) {
        throw new BrokenCurvesException(
            file, 1, "the column " + required + " is absent; found: " + String.join(", ", header));
      }
    }
  }

  void add(int line, List<String> row) throws BrokenCurvesException {
    if (row.size() != columns) {
      throw new BrokenCurvesException(
          file, line, "%d fields, but the header has %d".formatted(row.size(), columns));
    }
    String id = row.get(index.getOrDefault("curve_id", 0)).trim();
    if (id.isEmpty()) {
      throw new BrokenCurvesException(file, line, "curve_id is empty");
    }
    Gathered curve = curves.computeIfAbsent(id, Gathered::new);
    CurvePoint point = point(line, row);
    if (!curve.points.isEmpty() && point.epoch() <= curve.lastEpoch()) {
      throw new BrokenCurvesException(
          file,
          line,
          "the epochs of curve %s must increase: %s, %s"
              .formatted(id, curve.lastEpoch(), point.epoch()));
    }
    curve.points.add(point);
    addSeconds(line, row, curve);
    addScalars(line, row, curve);
  }

  CurveSet curves(String name) throws BrokenCurvesException {
    if (curves.isEmpty()) {
      throw new BrokenCurvesException(file, "has a header but no row");
    }
    List<RecordedCurve> recorded = new ArrayList<>();
    for (Gathered curve : curves.values()) {
      recorded.add(
          new RecordedCurve(
              curve.id, LearningCurve.of(curve.points), curve.seconds, curve.scalars));
    }
    return new CurveSet(name, recorded);
  }

  private CurvePoint point(int line, List<String> row) throws BrokenCurvesException {
    double epoch = required(line, row, "epoch");
    if (!(epoch > 0) || Double.isInfinite(epoch)) {
      throw new BrokenCurvesException(
          file, line, "epoch must be finite and greater than 0: " + epoch);
    }
    double fitness = required(line, row, "fitness");
    if (!metric.holds(fitness)) {
      throw new BrokenCurvesException(
          file,
          line,
          "fitness must lie in 0 to %s (%s): %s".formatted(metric.upper(), metric, fitness));
    }
    return new CurvePoint(
        epoch,
        fitness,
        optional(line, row, "train_loss"),
        optional(line, row, "train_accuracy"),
        optional(line, row, "valid_loss"));
  }

  private void addSeconds(int line, List<String> row, Gathered curve) throws BrokenCurvesException {
    if (!index.containsKey("seconds")) {
      return;
    }
    double seconds = required(line, row, "seconds");
    if (!(seconds >= 0) || Double.isInfinite(seconds)) {
      throw new BrokenCurvesException(
          file, line, "seconds must be finite and not negative: " + seconds);
    }
    curve.seconds.add(seconds);
  }

  private void addScalars(int line, List<String> row, Gathered curve) throws BrokenCurvesException {
    for (Map.Entry<String, Integer> scalar : scalars.entrySet()) {
      String column = ARCHITECTURE + scalar.getKey();
      double value = number(line, column, row.get(scalar.getValue()));
      if (!Double.isFinite(value)) {
        throw new BrokenCurvesException(file, line, column + " must be finite: " + value);
      }
      Double before = curve.scalars.putIfAbsent(scalar.getKey(), value);
      if (before != null && before != value) {
        throw new BrokenCurvesException(
            file,
            line,
            "%s must be constant for curve %s: %s, %s".formatted(column, curve.id, before, value));
      }
    }
  }

  private double required(int line, List<String> row, String column) throws BrokenCurvesException {
    return number(line, column, row.get(index.getOrDefault(column, 0)));
  }

  /** NaN where the column is absent or the field empty. */
  private double optional(int line, List<String> row, String column) throws BrokenCurvesException {
    Integer at = index.get(column);
    return at == null || row.get(at).isBlank() ? Double.NaN : number(line, column, row.get(at));
  }

  private double number(int line, String column, String text) throws BrokenCurvesException {
    try {
      return Double.parseDouble(text.trim());
    } catch (NumberFormatException e) {
      throw new BrokenCurvesException(file, line, column + " is not a number: \"" + text + "\"");
    }
  }

  /** One curve's rows so far. */
  private static final class Gathered {
    final String id;
    final List<CurvePoint> points = new ArrayList<>();
    final List<Double> seconds = new ArrayList<>();
    final Map<String, Double> scalars = new TreeMap<>();

    Gathered(String id) {
      this.id = id;
    }

    double lastEpoch() {
      return points.get(points.size() - 1).epoch();
    }
  }
}

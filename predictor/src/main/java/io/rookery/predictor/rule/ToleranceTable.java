package io.rookery.predictor.rule;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value by another, with straight lines between the given ones and constant beyond them. */
final class ToleranceTable {

  private final TreeMap<Double, Double> values;

  private ToleranceTable(TreeMap<Double, Double> values) {
    this.values = values;
  }

  /**
   * Reads rows like "90 = 0.1".
   *
   * @throws IllegalArgumentException if there is none, one cannot be read or is not above 0
   */
  static ToleranceTable parse(List<String> rows) {
    TreeMap<Double, Double> values = new TreeMap<>();
    for (String row : rows) {
      String[] sides = row.split("=", -1);
      try {
        double value = sides.length == 2 ? Double.parseDouble(sides[1].trim()) : Double.NaN;
        if (value > 0 && Double.isFinite(value)) {
          values.put(Double.parseDouble(sides[0].trim()), value);
          continue;
        }
      } catch (NumberFormatException e) {
        // the message below shows the row
      }
      throw new IllegalArgumentException(
          "a tolerance is written 90 = 0.1, a median and percent above 0; found " + row);
    }
    if (values.isEmpty() || values.containsKey(Double.NaN)) {
      throw new IllegalArgumentException("a table of tolerances needs a row such as 90 = 0.1");
    }
    return new ToleranceTable(values);
  }

  double at(double median) {
    Map.Entry<Double, Double> below = values.floorEntry(median);
    Map.Entry<Double, Double> above = values.ceilingEntry(median);
    if (below == null) {
      return above.getValue();
    } else if (above == null || above.getKey().equals(below.getKey())) {
      return below.getValue();
    }
    double part = (median - below.getKey()) / (above.getKey() - below.getKey());
    return below.getValue() + part * (above.getValue() - below.getValue());
  }
}

package io.rookery.predictor.replay;

import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one network in one order of arrival, as a row of a table.
 *
 * @param curveId the network
 * @param stopEpoch last epoch trained
 * @param predicted the fitness it counts with where it was stopped on a prediction, on the metric's
 *     scale; null where it was measured or nothing was predicted
 * @param lower end of the 90 % interval; null where none was stated
 * @param upper the other end
 * @param actual the recorded fitness at the horizon
 * @param rule that stopped it; {@link Outcome#FINISHED} where it was trained to the horizon
 * @param order of arrival, from 0
 */
public record NetworkRow(
    String curveId,
    double stopEpoch,
    @Nullable Double predicted,
    @Nullable Double lower,
    @Nullable Double upper,
    double actual,
    String rule,
    int order) {

  /** Names of the columns, in the components' order. */
  public static final List<String> COLUMNS =
      List.of("curve_id", "stop_epoch", "predicted", "lower", "upper", "actual", "rule", "order");

  /** The row of an outcome. */
  public static NetworkRow of(Outcome outcome, Metric metric) {
    Optional<Prediction> prediction = outcome.prediction();
    Optional<Prediction> stated = prediction.filter(p -> outcome.hasInterval());
    return new NetworkRow(
        outcome.curveId(),
        outcome.stopEpoch(),
        prediction.map(Prediction::mean).map(metric::clip).orElse(null),
        stated.map(Prediction::lower).map(metric::clip).orElse(null),
        stated.map(Prediction::upper).map(metric::clip).orElse(null),
        outcome.actual(),
        outcome.end(),
        outcome.order());
  }

  /** Writes a header and the rows as CSV; null is an empty field. */
  public static void writeCsv(List<NetworkRow> rows, Appendable out) throws IOException {
    out.append(String.join(",", COLUMNS)).append('\n');
    for (NetworkRow row : rows) {
      out.append(row.csv()).append('\n');
    }
  }

  private String csv() {
    return String.join(
        ",",
        quoted(curveId),
        Double.toString(stopEpoch),
        text(predicted),
        text(lower),
        text(upper),
        Double.toString(actual),
        quoted(rule),
        Integer.toString(order));
  }

  private static String text(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }

  private static String quoted(String text) {
    return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}

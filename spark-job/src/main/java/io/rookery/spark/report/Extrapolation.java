package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rookery.predictor.CurveModel;
import io.rookery.predictor.Providers;
import io.rookery.spark.ledger.PredictionRow;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fitted curve between what was observed and the horizon, as [epoch, fitness] pairs for the
 * dashed line. Where the model is no curve family of this class path, a straight line to the
 * prediction.
 */
final class Extrapolation {

  private static final int PIECES = 6;

  /** Fitness is a percentage: what is farther off than this is no extrapolation to draw. */
  private static final double SCALE = 100;

  private final Map<String, CurveModel> families = new HashMap<>();

  Extrapolation() {
    Providers.families().forEach(family -> families.put(family.name(), family));
  }

  /**
   * From the prediction's epoch to its horizon; both ends included.
   *
   * @param observed fitness at the prediction's epoch
   * @param firstEpoch the first observed epoch, which is x = 1 of every family
   */
  ArrayNode of(PredictionRow prediction, double observed, double firstEpoch) {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    CurveModel family = fitting(prediction);
    double[] coefficients =
        prediction.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
    add(points, prediction.epoch(), observed);
    for (int i = 1; family != null && i < PIECES; i++) {
      double epoch = prediction.epoch() + (prediction.horizon() - prediction.epoch()) * i / PIECES;
      double value = family.value(epoch / firstEpoch, coefficients);
      if (Math.abs(value - prediction.mean()) <= SCALE) { // a family may leave it in between
        add(points, epoch, value);
      }
    }
    return add(points, prediction.horizon(), prediction.mean());
  }

  private @Nullable CurveModel fitting(PredictionRow prediction) {
    CurveModel family = families.get(prediction.model());
    return family != null && family.parameters().size() == prediction.coefficients().size()
        ? family
        : null;
  }

  private static ArrayNode add(ArrayNode points, double epoch, double fitness) {
    return points.add(Rounded.of(epoch)).add(Rounded.of(fitness));
  }
}

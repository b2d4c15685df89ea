package io.rookery.spark.ml;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/**
 * What a regressor sees of a network: its curve so far with first and second differences, as in
 * Baker, Gupta, Raskar, Naik 2018 (arXiv:1705.10823, section 3.1), what the training reports of
 * itself, and the architecture's scalars. Epochs count as parts of the horizon.
 */
final class PartialCurve {

  private static final int CURVE = 10;

  private PartialCurve() {}

  /**
   * The features of the first {@code size} points.
   *
   * @param names of the scalars, in order
   * @param means what stands for a scalar that is not known
   */
  static Vector features(
      LearningCurve curve,
      int size,
      double horizon,
      Map<String, Double> scalars,
      List<String> names,
      double[] means) {
    CurvePoint last = curve.point(size - 1);
    double half = at(curve, size, last.epoch() / 2);
    double quarter = at(curve, size, last.epoch() / 4);
    double[] values = new double[CURVE + names.size()];
    values[0] = last.epoch() / horizon;
    values[1] = curve.fitness(0);
    values[2] = last.fitness();
    values[3] = extreme(curve, size, true);
    values[4] = extreme(curve, size, false);
    values[5] = recent(curve, size);
    values[6] = last.fitness() - half;
    values[7] = last.fitness() - 2 * half + quarter;
    values[8] = finite(last.trainAccuracy() - last.fitness());
    values[9] = finite(-Math.log(last.trainLoss() + 1e-3));
    for (int i = 0; i < names.size(); i++) {
      values[CURVE + i] = scalars.getOrDefault(names.get(i), means[i]);
    }
    return Vectors.dense(values);
  }

  /** The newest fitness at or before an epoch; the first one before any. */
  private static double at(LearningCurve curve, int size, double epoch) {
    int low = 0;
    int high = size;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (curve.epoch(middle) <= epoch) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return curve.fitness(low);
  }

  private static double extreme(LearningCurve curve, int size, boolean greatest) {
    double extreme = curve.fitness(0);
    for (int i = 1; i < size; i++) {
      double fitness = curve.fitness(i);
      extreme = greatest ? Math.max(extreme, fitness) : Math.min(extreme, fitness);
    }
    return extreme;
  }

  /** Mean of the last three points. */
  private static double recent(LearningCurve curve, int size) {
    int count = Math.min(3, size);
    double sum = 0;
    for (int i = size - count; i < size; i++) {
      sum += curve.fitness(i);
    }
    return sum / count;
  }

  /** 0 where it was not reported or is not finite. */
  private static double finite(double value) {
    return Double.isFinite(value) ? value : 0;
  }
}

package io.rookery.predictor.rule;

import io.rookery.predictor.Audit;
import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.NormalBelief;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.SearchState;
import io.rookery.predictor.Situation;
import io.rookery.predictor.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Situations made by hand. */
final class Situations {

  static final double HORIZON = 20;

  private Situations() {}

  static CurvePoint point(double epoch, double fitness, double trainLoss, double validLoss) {
    return new CurvePoint(epoch, fitness, trainLoss, Double.NaN, validLoss);
  }

  static Situation of(String id, List<CurvePoint> points, List<Optional<Prediction>> predictions) {
    return new Situation(
        new Trial(id, HORIZON, Map.of(), false),
        LearningCurve.of(points),
        predictions,
        new Alone());
  }

  /** A network whose fitness after epochs 1, 2, … is given, without predictions. */
  static Situation of(String id, double... fitness) {
    List<CurvePoint> points = new ArrayList<>();
    List<Optional<Prediction>> predictions = new ArrayList<>();
    for (int i = 0; i < fitness.length; i++) {
      points.add(CurvePoint.of(i + 1, fitness[i]));
      predictions.add(Optional.empty());
    }
    return of(id, points, predictions);
  }

  /** A network at constant fitness whose predictions after epochs 1, 2, … are given; null: none. */
  static Situation predicted(@Nullable Double... means) {
    List<CurvePoint> points = new ArrayList<>();
    List<Optional<Prediction>> predictions = new ArrayList<>();
    for (int i = 0; i < means.length; i++) {
      points.add(CurvePoint.of(i + 1, 50));
      predictions.add(Optional.ofNullable(means[i]).map(mean -> prediction(mean, 1)));
    }
    return of("network", points, predictions);
  }

  static Prediction prediction(double mean, double deviation) {
    return new Prediction(HORIZON, new NormalBelief(mean, deviation), "test", List.of());
  }

  /** A search that knows of no other network. */
  private record Alone() implements SearchState {
    @Override
    public Metric metric() {
      return Metric.ACCURACY;
    }

    @Override
    public int begun() {
      return 1;
    }

    @Override
    public int finished() {
      return 0;
    }

    @Override
    public OptionalDouble kthBest(int k) {
      return OptionalDouble.empty();
    }

    @Override
    public double[] fitnessAt(double epoch) {
      return new double[0];
    }

    @Override
    public List<Audit> audits() {
      return List.of();
    }
  }
}

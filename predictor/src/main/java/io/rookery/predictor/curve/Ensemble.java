package io.rookery.predictor.curve;

import io.rookery.predictor.Belief;
import io.rookery.predictor.CurveModel;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import io.rookery.predictor.curve.EnsembleProvider.Criterion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits several families and mixes what they predict, each weighted by the evidence for it: in
 * proportion to e^(−Δ/2), Δ how much its information criterion exceeds the least one (Burnham and
 * Anderson 2004, "Multimodel Inference", doi:10.1177/0049124104268644). A family that predicts
 * beyond the fitness scale, or that the points do not overdetermine, has no weight.
 */
final class Ensemble implements FitnessPredictor {

  static final String NAME = "ensemble";

  /** Residuals below this part of the curve's range are no evidence: no validation is so exact. */
  private static final double FINEST = 1e-3;

  /** The same for a constant curve. */
  private static final double FINEST_SQUARE = 1e-12;

  /** Families with less evidence, beside the best one, could only move the mean by absurdity. */
  private static final double NEGLIGIBLE = 1e-3;

  /** What a family says, and its information criterion. */
  private record Vote(Belief belief, double criterion) {
    double evidence(double least) {
      return Math.exp((least - criterion) / 2);
    }
  }

  private record Member(CurveModel model, CurveFitter fitter) {}

  private final List<Member> members = new ArrayList<>();
  private final Metric metric;
  private final Criterion criterion;
  private final int minimumPoints;

  Ensemble(List<CurveModel> families, Metric metric, Criterion criterion, int minimumPoints) {
    families.forEach(model -> members.add(new Member(model, CurveFitter.of(model))));
    this.metric = metric;
    this.criterion = criterion;
    this.minimumPoints = minimumPoints;
  }

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    if (curve.size() < minimumPoints) {
      return Optional.empty();
    }
    Points points = Points.of(curve);
    double x = trial.horizon() / points.unit();
    if (x < 1) {
      return Optional.empty(); // a family says nothing of what was before the first point
    }
    List<Vote> votes = votes(points, x);
    if (votes.isEmpty()) {
      return Optional.empty();
    }
    Belief belief = new MixtureBelief(votes.stream().map(Vote::belief).toList(), weights(votes));
    return Optional.of(new Prediction(trial.horizon(), belief, NAME, List.of()));
  }

  /** What each family says, of those with evidence. */
  private List<Vote> votes(Points points, double x) {
    double finest = Math.max(FINEST_SQUARE, Math.pow(FINEST * points.range(), 2));
    List<Vote> votes = new ArrayList<>();
    for (Member member : members) {
      int k = member.model().parameters().size();
      Optional<CurveFitter.Fit> fit =
          points.size() >= k + criterion.spare() ? member.fitter().fit(points) : Optional.empty();
      if (fit.isPresent()) {
        double meanSquare = Math.max(fit.get().squares() / points.size(), finest);
        double value = criterion.of(meanSquare, points.size(), k + 1);
        Extrapolation.belief(member.model(), fit.get().coefficients(), points, x)
            .filter(belief -> isPlausible(belief.mean(), points))
            .ifPresent(belief -> votes.add(new Vote(belief, value)));
      }
    }
    double least = least(votes);
    return votes.stream().filter(vote -> vote.evidence(least) >= NEGLIGIBLE).toList();
  }

  /** On the scale, and no loss ends far above all it has been. */
  private boolean isPlausible(double fitness, Points points) {
    return metric.holds(fitness)
        && (metric == Metric.ACCURACY || fitness <= points.greatest() + points.range());
  }

  private static double least(List<Vote> votes) {
    return votes.stream().mapToDouble(Vote::criterion).min().orElse(0);
  }

  private static double[] weights(List<Vote> votes) {
    double least = least(votes);
    double[] weights = votes.stream().mapToDouble(vote -> vote.evidence(least)).toArray();
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    Vectors.scale(weights, 1 / sum);
    return weights;
  }
}

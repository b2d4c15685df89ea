package io.rookery.predictor.bayes;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Predicts a network's final fitness from what the networks of the same search taught: a robust
 * ridge regression at every epoch, from the curve so far, what the training reports of itself and
 * the architecture's scalars, to the growth that is left; learned from full and from partial
 * curves, with a variance judged on the random full trainings alone.
 *
 * <p>Empirical Bayes in the sense of Robbins (1956): the search itself is the prior. Until {@code
 * minimumFinished} networks of a horizon have finished it extrapolates each curve by itself, with
 * wide intervals. Networks of different horizons are learned apart.
 */
public final class EmpiricalBayes implements FitnessPredictor {

  static final String NAME = "empirical-bayes";

  private final Scale scale;
  private final int minimumFinished;
  private final Map<Double, Pool> pools = new LinkedHashMap<>();

  /** A predictor for one search that learns from {@code minimumFinished} finished networks on. */
  public EmpiricalBayes(Metric metric, int minimumFinished) {
    this.scale = Scale.of(metric);
    this.minimumFinished = minimumFinished;
  }

  @Override
  public Optional<Prediction> predict(Trial trial, LearningCurve curve) {
    return prediction(trial, pool(trial).predict(trial, curve));
  }

  @Override
  public Optional<Prediction> hindsight(Trial trial, LearningCurve head) {
    return prediction(trial, pool(trial).hindsight(trial, head));
  }

  @Override
  public void learn(Trial trial, LearningCurve curve) {
    if (!curve.isEmpty()) {
      pool(trial).learn(trial, curve);
    }
  }

  @Override
  public long version() {
    return pools.values().stream().mapToLong(Pool::version).sum();
  }

  private Pool pool(Trial trial) {
    return pools.computeIfAbsent(trial.horizon(), horizon -> new Pool(scale, minimumFinished));
  }

  private Optional<Prediction> prediction(Trial trial, Posterior posterior) {
    LatentBelief belief = new LatentBelief(scale, posterior);
    return Optional.of(new Prediction(trial.horizon(), belief, NAME, List.of()));
  }
}

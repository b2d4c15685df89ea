package io.rookery.predictor.bench;

import io.rookery.predictor.Decision;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Situation;
import io.rookery.predictor.StoppingRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Looks on, and decides nothing: how good are the parents that the default strategy, regularized
 * evolution, would choose by what it was told so far? Whenever a network leaves training a
 * tournament is held among the newest ones, as the strategy holds it, a predicted fitness taken for
 * one that is lower by a standard deviation.
 */
final class Breeding implements StoppingRule {

  /** Networks in the population and in a tournament, as in the publication and in the product. */
  private static final int POPULATION = 100;

  private static final int SAMPLE = 25;

  private final Map<String, Double> actual;
  private final Losses losses;
  private final Random random = new Random(1);
  private final List<String> population = new ArrayList<>();
  private final Map<String, Double> told = new HashMap<>();

  /** What was lost in the tournaments of all orders, in points. */
  static final class Losses {
    private double sum;
    private int tournaments;

    double mean() {
      return sum / Math.max(1, tournaments);
    }
  }

  /** A search whose networks would end with the {@code actual} fitness, an accuracy. */
  Breeding(Map<String, Double> actual, Losses losses) {
    this.actual = actual;
    this.losses = losses;
  }

  @Override
  public Decision decide(Situation situation) {
    return Decision.CONTINUE;
  }

  @Override
  public void ended(Situation situation) {
    String id = situation.trial().id();
    if (told.put(id, fitness(situation)) == null) {
      population.add(id);
      if (population.size() > POPULATION) {
        population.remove(0);
      }
    }
    if (population.size() >= SAMPLE) {
      hold();
    }
  }

  private void hold() {
    List<String> sample = new ArrayList<>(population);
    Collections.shuffle(sample, random);
    String parent = sample.get(0);
    double best = 0;
    for (String id : sample.subList(0, SAMPLE)) {
      parent = told.get(id) > told.get(parent) ? id : parent;
      best = Math.max(best, actual.get(id));
    }
    losses.sum += best - actual.get(parent);
    losses.tournaments++;
  }

  private static double fitness(Situation situation) {
    double last = situation.curve().last().fitness();
    boolean measured = situation.curve().last().epoch() >= situation.trial().horizon();
    return measured ? last : situation.prediction().map(Breeding::discounted).orElse(last);
  }

  private static double discounted(Prediction prediction) {
    double deviation = prediction.standardDeviation();
    return prediction.mean() - (Double.isFinite(deviation) ? deviation : 0);
  }
}

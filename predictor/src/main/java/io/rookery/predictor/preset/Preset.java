package io.rookery.predictor.preset;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.Providers;
import io.rookery.predictor.StoppingRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A predictor, its rules and the guards under one name, each with its own defaults. */
public enum Preset {
  /** Predicts every network's fitness and keeps a mean error of one point. */
  DEFAULT(
      "default", "empirical-bayes", List.of("diverged", "target-error"), new Guards(1, 5, 0.25)),
  /** As published (Rorabaugh et al. 2022, doi:10.1109/TPDS.2022.3140681). */
  PENGUIN("penguin", "penguin", List.of("prediction-converged"), Guards.NONE),
  /** Regret first: only networks that will hardly be among the best five are ended. */
  SAFE("safe", "empirical-bayes", List.of("diverged", "underperforming"), new Guards(1, 5, 0.25)),
  /** Throughput first: pauses every network, and continues those that may become the best. */
  FAST("fast", "empirical-bayes", List.of("diverged", "freeze-thaw"), new Guards(1, 5, 0.25));

  private final String id;
  private final String predictor;
  private final List<String> rules;
  private final Guards guards;

  Preset(String id, String predictor, List<String> rules, Guards guards) {
    this.id = id;
    this.predictor = predictor;
    this.rules = rules;
    this.guards = guards;
  }

  /**
   * The preset of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static Preset named(String name) {
    for (Preset preset : values()) {
      if (preset.id.equals(name)) {
        return preset;
      }
    }
    throw new IllegalArgumentException(
        "no preset is named %s. Known: %s"
            .formatted(
                name, Arrays.stream(values()).map(Preset::id).collect(Collectors.joining(", "))));
  }

  /** Its name in configurations. */
  public String id() {
    return id;
  }

  /** Name of its predictor. */
  public String predictor() {
    return predictor;
  }

  /** Names of its rules; the first that says stop wins. */
  public List<String> rules() {
    return rules;
  }

  /** What no rule may do. */
  public Guards guards() {
    return guards;
  }

  /** An engine for one search. */
  public PredictionEngine engine(Metric metric) {
    return new PredictionEngine(metric, predictor, newPredictor(metric), newRules(metric), guards);
  }

  /** Its predictor, for one search. */
  public FitnessPredictor newPredictor(Metric metric) {
    return Providers.predictor(predictor).create(metric);
  }

  /** Its rules, for one search. */
  public List<StoppingRule> newRules(Metric metric) {
    return rules.stream().map(name -> Providers.rule(name).create(metric)).toList();
  }
}

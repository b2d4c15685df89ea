package io.rookery.predictor.rule;

/** What a tolerance or a width counts. */
public enum Unit {
  /** Points of fitness. */
  POINTS,
  /** Percent of the fitness it is about. */
  PERCENT
}

package io.rookery.predictor;

import java.util.Optional;

/**
 * A network that waits for a slot with its checkpoint kept.
 *
 * @param trial the network
 * @param curve its points so far, at least one
 * @param prediction what is predicted now, with all that was learned since it paused
 */
public record Paused(Trial trial, LearningCurve curve, Optional<Prediction> prediction) {}

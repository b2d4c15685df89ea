package io.rookery.predictor;

import java.util.Optional;

/**
 * The engine's answer to one observed point.
 *
 * @param decision what shall become of the network
 * @param prediction what was predicted after this point
 * @param predictor name of the predictor that was asked
 * @param micros time the engine took, in microseconds
 */
public record Verdict(
    Decision decision, Optional<Prediction> prediction, String predictor, double micros) {}

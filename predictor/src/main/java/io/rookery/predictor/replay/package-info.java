/**
 * Replays recorded learning curves through the real {@link io.rookery.predictor.PredictionEngine},
 * as a driver with a given number of slots would meet them, and scores what was predicted and
 * stopped against what was recorded.
 */
@NullMarked
package io.rookery.predictor.replay;

import org.jspecify.annotations.NullMarked;

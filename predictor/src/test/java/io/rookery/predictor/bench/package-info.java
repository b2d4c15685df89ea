/**
 * What an observed epoch costs (docs/replay.md says how to run it), and what settings are worth on
 * curves they were not chosen on (docs/decisions/0011).
 */
@NullMarked
package io.rookery.predictor.bench;

import org.jspecify.annotations.NullMarked;

/** Benchmarks: what an observed epoch costs. docs/engine.md says how to run them. */
@NullMarked
package io.rookery.predictor.bench;

import org.jspecify.annotations.NullMarked;

/** Whole settings of the engine by one name: a predictor, its rules and the guards. */
@NullMarked
package io.rookery.predictor.preset;

import org.jspecify.annotations.NullMarked;

/** Predictors that a better one is measured against. */
@NullMarked
package io.rookery.predictor.baseline;

import org.jspecify.annotations.NullMarked;

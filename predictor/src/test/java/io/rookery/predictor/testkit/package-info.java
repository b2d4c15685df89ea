/**
 * Test kits: what every curve family, predictor and stopping rule must do. Whoever writes one
 * inherits the kit of its kind (from the test-jar of this module) and gives it the implementation.
 */
@NullMarked
package io.rookery.predictor.testkit;

import org.jspecify.annotations.NullMarked;

/**
 * A trainer that trains nothing, on real executors: it writes down what happens to it, and fails as
 * it is told. Packed into a jar of its own, as a stranger's trainer would be.
 */
@NullMarked
package io.rookery.submit.drill;

import org.jspecify.annotations.NullMarked;

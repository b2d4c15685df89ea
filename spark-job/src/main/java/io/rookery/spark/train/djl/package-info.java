/**
 * Training with the Deep Java Library on PyTorch. {@link io.rookery.spark.train.djl.Torch} alone
 * touches the engine's inner interface; everything else works on {@link ai.djl.ndarray.NDArray}s.
 *
 * <p>All of a network's parameters lie in one flat vector, and so do its gradients and each piece
 * of optimizer state: one update is a handful of operations however many layers there are, and a
 * checkpoint is a handful of arrays.
 */
@NullMarked
package io.rookery.spark.train.djl;

import org.jspecify.annotations.NullMarked;

package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** What one node computes. Gives a new handle, even where it passes its input on. */
@FunctionalInterface
interface Layer {

  NDArray forward(List<NDArray> inputs, Pass pass);

  /**
   * One pass through the network.
   *
   * @param parameters in the order of their layout
   * @param statistics running means and variances, in the order of their layout
   * @param training whether dropout acts and batch norms use the batch's own statistics
   * @param seed of this pass's dropout
   */
  record Pass(List<NDArray> parameters, List<NDArray> statistics, boolean training, long seed) {}
}

package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/** Sums up losses and right answers on the device; only the end waits for it. */
final class Tally implements AutoCloseable {

  private final NDManager manager;
  private final NDArray loss;
  private final NDArray right;
  private long examples;

  Tally(NDManager session) {
    manager = session.newSubManager();
    loss = manager.zeros(new Shape(), DataType.FLOAT64);
    right = manager.zeros(new Shape(), DataType.INT64);
  }

  /**
   * Counts a batch.
   *
   * @param meanLoss over its examples, outside of the graph
   * @param scores (image, class), outside of the graph
   */
  void add(NDArray meanLoss, NDArray scores, NDArray labels, NDManager numbers) {
    try (NDArray count = Torch.number(numbers, labels.size());
        NDArray exact = meanLoss.toType(DataType.FLOAT64, false);
        NDArray sum = exact.mul(count);
        NDArray best = scores.argMax(1);
        NDArray hits = best.eq(labels);
        NDArray whole = hits.toType(DataType.INT64, false);
        NDArray total = whole.sum()) {
      loss.addi(sum);
      right.addi(total);
    }
    examples += labels.size();
  }

  /** Mean loss of an example; positive infinity where it is not finite. */
  double meanLoss() {
    double mean = loss.getDouble() / examples;
    return Double.isFinite(mean) ? mean : Double.POSITIVE_INFINITY;
  }

  /** Share of right answers, in percent. */
  double accuracy() {
    return 100.0 * right.getLong() / examples;
  }

  @Override
  public void close() {
    manager.close();
  }
}

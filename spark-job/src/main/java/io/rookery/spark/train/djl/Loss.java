package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Cross-entropy. */
final class Loss {

  private Loss() {}

  /**
   * Mean cross-entropy between softmax(scores) and the labels, of whose weight a part is spread
   * evenly over all classes (Szegedy et al. 2016, arXiv 1512.00567, section 7).
   *
   * @param scores (image, class)
   * @param labels one an image
   * @param smoothing the part that is spread, in [0, 1)
   * @param numbers manager of temporary numbers
   */
  static NDArray crossEntropy(NDArray scores, NDArray labels, double smoothing, NDManager numbers) {
    try (NDArray logs = scores.logSoftmax(1);
        NDArray column = labels.reshape(-1, 1);
        NDArray picked = logs.gather(column, 1);
        NDArray mean = picked.mean()) {
      if (smoothing == 0) {
        return mean.neg();
      }
      try (NDArray all = logs.mean();
          NDArray spread = Torch.number(numbers, -smoothing);
          NDArray own = Torch.number(numbers, smoothing - 1);
          NDArray first = mean.mul(own);
          NDArray second = all.mul(spread)) {
        return first.add(second);
      }
    }
  }
}

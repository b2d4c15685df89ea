package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.spark.train.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossTest {

  private static final float[] SCORES = {1, -2, 0.5f, 3, 80, -80};
  private static final long[] LABELS = {2, 1};

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.6})
  void cross_entropy_is_that_of_the_smoothed_labels(double smoothing) {
    double expected = 0;
    for (int image = 0; image < 2; image++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += Math.exp(SCORES[image * 3 + c] - 80);
      }
      for (int c = 0; c < 3; c++) {
        double target = smoothing / 3 + (c == LABELS[image] ? 1 - smoothing : 0);
        expected -= target * (SCORES[image * 3 + c] - 80 - Math.log(sum)) / 2;
      }
    }
    float actual =
        Torch.run(
            false,
            () -> {
              try (NDManager manager = Torch.manager(Device.CPU)) {
                NDArray scores = Upload.floats(manager, SCORES, new Shape(2, 3));
                NDArray labels = Upload.longs(manager, LABELS);
                return Loss.crossEntropy(scores, labels, smoothing, manager).getFloat();
              }
            });
    assertThat((double) actual).isCloseTo(expected, within(1e-4));
  }
}

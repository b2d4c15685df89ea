package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Operation;
import io.rookery.spark.train.Device;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropoutTest {

  private static final int IMAGES = 400;
  private static final int SIZE = 25;

  /** What a node makes of ones. */
  private static float[] dropped(int node, Operation operation, boolean training, long seed) {
    return Torch.run(
        false,
        () -> {
          try (NDManager manager = Torch.manager(Device.CPU)) {
            var shape = new io.rookery.nas.Shape(SIZE, 1, 1);
            Layer layer =
                new LayerBuilder(node, List.of(shape), new Layout(), new Layout()).of(operation);
            NDArray ones = manager.ones(new Shape(IMAGES, SIZE, 1, 1));
            Layer.Pass pass = new Layer.Pass(List.of(), List.of(), training, seed);
            return layer.forward(List.of(ones), pass).toFloatArray();
          }
        });
  }

  @Test
  void elements_are_dropped_at_their_rate_and_the_rest_is_scaled_up() {
    float[] values = dropped(0, new Operation.Dropout(0.3), true, 1);
    int zeros = 0;
    for (float value : values) {
      assertThat(value == 0 || Math.abs(value - 1 / 0.7f) < 1e-6).isTrue();
      zeros += value == 0 ? 1 : 0;
    }
    // Binomial, deviation 0.0046 of 10,000 draws.
    assertThat((double) zeros / values.length).isCloseTo(0.3, within(0.02));
  }

  @Test
  void a_path_is_dropped_for_whole_examples() {
    float[] values = dropped(0, new Operation.DropPath(0.4), true, 1);
    int dropped = 0;
    for (int image = 0; image < IMAGES; image++) {
      float first = values[image * SIZE];
      assertThat(first == 0 || Math.abs(first - 1 / 0.6f) < 1e-6).isTrue();
      for (int i = 0; i < SIZE; i++) {
        assertThat(values[image * SIZE + i]).isEqualTo(first);
      }
      dropped += first == 0 ? 1 : 0;
    }
    // Binomial, deviation 0.024 of 400 draws.
    assertThat((double) dropped / IMAGES).isCloseTo(0.4, within(0.1));
  }

  @Test
  void seed_and_node_decide_what_is_dropped() {
    Operation dropout = new Operation.Dropout(0.5);
    float[] first = dropped(3, dropout, true, 1);
    assertThat(dropped(3, dropout, true, 1)).isEqualTo(first);
    assertThat(dropped(3, dropout, true, 2)).isNotEqualTo(first);
    assertThat(dropped(4, dropout, true, 1)).isNotEqualTo(first);
  }

  @Test
  void nothing_is_dropped_outside_training() {
    assertThat(dropped(0, new Operation.Dropout(0.5), false, 1)).containsOnly(1f);
    assertThat(dropped(0, new Operation.DropPath(0.5), false, 1)).containsOnly(1f);
  }
}

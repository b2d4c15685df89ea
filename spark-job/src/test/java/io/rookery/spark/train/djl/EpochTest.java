package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Augmentation;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Normalisation;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSettings;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EpochTest {

  private static final Shape SHAPE = new Shape(3, 9, 7);
  private static final ImageSet SET = Pictures.of(SHAPE, 4, 50, 20);

  /** What one epoch shows: normalised images, one after another, and their labels. */
  private record Shown(float[] images, long[] labels) {}

  static Stream<Augmentation> augmentations() {
    return Stream.of(
        Augmentation.NONE,
        new Augmentation(2, false, 0),
        new Augmentation(0, true, 0),
        new Augmentation(0, false, 4),
        new Augmentation(3, true, 5));
  }

  private static TrainingPlan plan(Augmentation augmentation, long seed) {
    TrainingSettings settings = Plans.settings(3, 1, Plans.SGD);
    return new TrainingPlan(
        Plans.network(),
        new TrainingSettings(3, 1, settings.recipe(), settings.schedule(), 0, 0, augmentation),
        seed);
  }

  private static Shown shown(Augmentation augmentation, long seed, long epoch) {
    return Torch.run(
        false,
        () -> {
          try (DeviceImages images = DeviceImages.borrow("epoch", SET, Device.CPU);
              NDManager session = Torch.manager(Device.CPU);
              Epoch shown = new Epoch(plan(augmentation, seed), epoch, images, session)) {
            float[] pixels = new float[0];
            long[] labels = new long[0];
            for (int from = 0; from < SET.train().size(); from += 20) {
              int to = Math.min(from + 20, SET.train().size());
              try (NDManager batch = session.newSubManager()) {
                Epoch.Examples examples = shown.examples(from, to, batch);
                float[] some = examples.images().toFloatArray();
                int had = pixels.length;
                pixels = Arrays.copyOf(pixels, had + some.length);
                System.arraycopy(some, 0, pixels, had, some.length);
                labels = Arrays.copyOf(labels, to);
                System.arraycopy(examples.labels().toLongArray(), 0, labels, from, to - from);
              }
            }
            return new Shown(pixels, labels);
          }
        });
  }

  @ParameterizedTest
  @MethodSource("augmentations")
  void images_are_varied_as_drawn(Augmentation augmentation) {
    int size = SET.train().size();
    int[] order = Seeds.order(size, Seeds.generator(5, Seeds.Use.ORDER, 2));
    Variations drawn =
        Variations.draw(augmentation, SHAPE, size, Seeds.generator(5, Seeds.Use.AUGMENTATION, 2));
    Normalisation norm = Normalisation.of(SET.train(), SHAPE);
    Shown shown = shown(augmentation, 5, 2);
    int at = 0;
    for (int i = 0; i < size; i++) {
      assertThat(shown.labels()[i]).isEqualTo(SET.train().labels()[order[i]]);
      for (int c = 0; c < SHAPE.channels(); c++) {
        for (int y = 0; y < SHAPE.height(); y++) {
          for (int x = 0; x < SHAPE.width(); x++) {
            boolean cut =
                y >= drawn.cutTop()[i]
                    && y < drawn.cutTop()[i] + augmentation.cutout()
                    && x >= drawn.cutLeft()[i]
                    && x < drawn.cutLeft()[i] + augmentation.cutout();
            int column = drawn.mirrored()[i] == 1 ? SHAPE.width() - 1 - x : x;
            int pixel =
                pixel(
                    order[i],
                    c,
                    (int) drawn.top()[i] + y - augmentation.cropPadding(),
                    (int) drawn.left()[i] + column - augmentation.cropPadding());
            float expected = cut ? 0 : (pixel - norm.mean()[c]) / norm.deviation()[c];
            assertThat(shown.images()[at++]).isEqualTo(expected);
          }
        }
      }
    }
  }

  private static int pixel(int image, int channel, int row, int column) {
    if (row < 0 || row >= SHAPE.height() || column < 0 || column >= SHAPE.width()) {
      return 0;
    }
    int at = ((image * 3 + channel) * SHAPE.height() + row) * SHAPE.width() + column;
    return SET.train().pixels()[at] & 0xff;
  }

  @Test
  void seed_and_epoch_decide_what_is_shown() {
    Augmentation augmentation = new Augmentation(2, true, 3);
    float[] first = shown(augmentation, 1, 0).images();
    assertThat(shown(augmentation, 1, 0).images()).isEqualTo(first);
    assertThat(shown(augmentation, 1, 1).images()).isNotEqualTo(first);
    assertThat(shown(augmentation, 2, 0).images()).isNotEqualTo(first);
  }

  @Test
  void draws_cover_their_ranges_evenly() {
    int size = 9000;
    Variations drawn =
        Variations.draw(
            new Augmentation(1, true, 2),
            SHAPE,
            size,
            Seeds.generator(1, Seeds.Use.AUGMENTATION, 0));
    for (int offset = 0; offset < 3; offset++) {
      int value = offset;
      // Binomial, deviation 0.005.
      assertThat(Arrays.stream(drawn.top()).filter(top -> top == value).count() / (double) size)
          .isBetween(0.31, 0.36);
    }
    assertThat(Arrays.stream(drawn.mirrored()).sum() / (double) size).isBetween(0.47, 0.53);
    assertThat(Arrays.stream(drawn.cutTop()).summaryStatistics())
        .matches(s -> s.getMin() == -1 && s.getMax() == SHAPE.height() - 2);
  }

  @Test
  void channels_are_normalised_by_the_training_split() {
    float[] images = shown(Augmentation.NONE, 1, 0).images();
    int area = SHAPE.height() * SHAPE.width();
    for (int c = 0; c < 3; c++) {
      double sum = 0;
      double squares = 0;
      for (int image = 0; image < 50; image++) {
        for (int i = 0; i < area; i++) {
          float value = images[(image * 3 + c) * area + i];
          sum += value;
          squares += value * value;
        }
      }
      double count = 50.0 * area;
      assertThat(sum / count).isCloseTo(0, org.assertj.core.api.Assertions.within(1e-5));
      assertThat(squares / count).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
    }
  }
}

package io.rookery.spark.train.djl;

import io.rookery.nas.Shape;
import io.rookery.spark.train.Augmentation;
import java.util.random.RandomGenerator;

/**
 * How each image of one epoch is varied, in the order of training.
 *
 * @param top first row of the crop in the padded image
 * @param left first column of the crop in the padded image
 * @param mirrored 1 where the crop is mirrored left to right, else 0
 * @param cutTop first row of the cutout, which may begin outside of the image
 * @param cutLeft first column of the cutout
 */
record Variations(long[] top, long[] left, long[] mirrored, long[] cutTop, long[] cutLeft) {

  static Variations draw(Augmentation augmentation, Shape shape, int size, RandomGenerator random) {
    Variations drawn =
        new Variations(
            new long[size], new long[size], new long[size], new long[size], new long[size]);
    int offsets = 2 * augmentation.cropPadding() + 1;
    int half = augmentation.cutout() / 2;
    for (int i = 0; i < size; i++) {
      drawn.top[i] = random.nextInt(offsets);
      drawn.left[i] = random.nextInt(offsets);
      drawn.mirrored[i] = augmentation.flip() ? random.nextInt(2) : 0;
      // The centre lies anywhere in the image, so a part of the square may lie outside.
      drawn.cutTop[i] = random.nextInt(shape.height()) - half;
      drawn.cutLeft[i] = random.nextInt(shape.width()) - half;
    }
    return drawn;
  }
}

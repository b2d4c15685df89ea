package io.rookery.spark.train;

import java.io.Serializable;

/**
 * How training images are varied, on the executor, seeded.
 *
 * @param cropPadding zeros put around an image before a random crop back to its size, 0 for none
 * @param flip whether half of the images are mirrored left to right
 * @param cutout side of a square set to zero at a random place (DeVries, Taylor 2017), 0 for none
 */
public record Augmentation(int cropPadding, boolean flip, int cutout) implements Serializable {

  public static final Augmentation NONE = new Augmentation(0, false, 0);

  public Augmentation {
    if (cropPadding < 0 || cutout < 0) {
      throw new IllegalArgumentException(
          "cropPadding and cutout must not be negative: %d, %d".formatted(cropPadding, cutout));
    }
  }
}

package io.rookery.spark.train;

import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import java.util.List;
import java.util.Random;

/**
 * Small made-up image sets that can be learned: each class has bright stripes of its own distance
 * in noise, so that a shifted or mirrored image keeps its class.
 */
public final class Pictures {

  private Pictures() {}

  public static ImageSet of(Shape shape, int classes, int train, int valid) {
    Random random = new Random(7);
    List<String> names =
        java.util.stream.IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    return new ImageSet(
        "pictures",
        "pictures " + shape + " " + classes + " " + train + " " + valid,
        shape,
        names,
        split(shape, classes, train, random),
        split(shape, classes, valid, random),
        split(shape, classes, valid, random));
  }

  private static ImageSet.Split split(Shape shape, int classes, int size, Random random) {
    byte[] pixels = new byte[Math.toIntExact(size * shape.size())];
    int[] labels = new int[size];
    int at = 0;
    for (int image = 0; image < size; image++) {
      labels[image] = image % classes;
      for (int channel = 0; channel < shape.channels(); channel++) {
        for (int row = 0; row < shape.height(); row++) {
          for (int column = 0; column < shape.width(); column++) {
            int stripe = (row + channel) % (labels[image] + 1) == 0 ? 120 : 0;
            pixels[at++] = (byte) (stripe + random.nextInt(100));
          }
        }
      }
    }
    return new ImageSet.Split(pixels, labels);
  }
}

package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers one split, in whatever order its images come, and puts them in the order of their
 * origins.
 */
final class SplitBuilder {

  private final String name;
  private final List<Picture> pictures = new ArrayList<>();

  SplitBuilder(String name) {
    this.name = name;
  }

  static SplitBuilder of(String name, List<Picture> pictures) {
    SplitBuilder split = new SplitBuilder(name);
    pictures.forEach(split::add);
    return split;
  }

  void add(Picture picture) {
    if (!pictures.isEmpty() && !picture.shape().equals(pictures.get(0).shape())) {
      throw Refusal.preflight(
          "images must be of one size: %s is %s, %s is %s"
              .formatted(
                  pictures.get(0).origin(),
                  pictures.get(0).shape(),
                  picture.origin(),
                  picture.shape()));
    }
    pictures.add(picture);
  }

  Shape shape() {
    if (pictures.isEmpty()) {
      throw Refusal.preflight(
          "split '%s' is empty; train, valid and test must all hold images".formatted(name));
    }
    return pictures.get(0).shape();
  }

  void requireShape(Shape shape) {
    if (!shape().equals(shape)) {
      throw Refusal.preflight(
          "images must be of one size: those of split '%s' are %s, those of 'train' %s"
              .formatted(name, shape(), shape));
    }
  }

  /** One more than the largest label. */
  int labels() {
    return 1 + pictures.stream().mapToInt(Picture::label).max().orElse(-1);
  }

  /** Requires an image of every class: what a network never saw it cannot learn. */
  void requireEach(List<String> classes) {
    BitSet seen = new BitSet();
    pictures.forEach(picture -> seen.set(picture.label()));
    int missing = seen.nextClearBit(0);
    if (missing < classes.size()) {
      throw Refusal.preflight(
          "split '%s' has no image of class '%s', label %d; labels are 0 to %d without a gap"
              .formatted(name, classes.get(missing), missing, classes.size() - 1));
    }
  }

  ImageSet.Split build() {
    pictures.sort(Comparator.comparing(Picture::origin).thenComparingInt(Picture::label));
    int size = (int) shape().size();
    long bytes = (long) size * pictures.size();
    if (bytes > Integer.MAX_VALUE - 8) {
      throw Refusal.preflight(
          "split '%s' has %,d bytes of pixels; at most 2 GiB can be held".formatted(name, bytes));
    }
    byte[] pixels = new byte[(int) bytes];
    int[] labels = new int[pictures.size()];
    for (int i = 0; i < labels.length; i++) {
      System.arraycopy(pictures.get(i).pixels(), 0, pixels, i * size, size);
      labels[i] = pictures.get(i).label();
    }
    return new ImageSet.Split(pixels, labels);
  }
}

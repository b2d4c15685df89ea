package io.rookery.nas;

import java.io.Serializable;

/**
 * Shape of one example's activations, (channel, height, width); a flat vector has height and width
 * 1.
 */
public record Shape(int channels, int height, int width) implements Serializable {

  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new InvalidArchitecture(
          "a shape must be at least 1 in every dimension: %d x %d x %d"
              .formatted(channels, height, width));
    }
  }

  /** A flat vector. */
  public static Shape flat(int features) {
    return new Shape(features, 1, 1);
  }

  /** What is left of every {@code stride}-th row and column, the first ones included. */
  Shape everyNth(int stride) {
    return new Shape(channels, (height + stride - 1) / stride, (width + stride - 1) / stride);
  }

  /** Number of elements. */
  public long size() {
    return (long) channels * height * width;
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}

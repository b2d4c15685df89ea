package io.rookery.nas;

import java.io.Serializable;

/**
 * Rows and columns of padding on each side of an image. Even kernels need more at the bottom and
 * the right.
 */
public record Padding(int top, int bottom, int left, int right) implements Serializable {

  public static final Padding NONE = new Padding(0, 0, 0, 0);

  public Padding {
    if (top < 0 || bottom < 0 || left < 0 || right < 0) {
      throw new InvalidArchitecture(
          "padding must not be negative: %d, %d, %d, %d".formatted(top, bottom, left, right));
    }
  }

  /** The same on all four sides. */
  public static Padding of(int each) {
    return new Padding(each, each, each, each);
  }

  /**
   * "Same" padding: the output has ⌈size / stride⌉ rows and columns, the odd row or column goes to
   * the bottom and right.
   */
  public static Padding same(
      Shape input, int kernelHeight, int kernelWidth, int stride, int dilation) {
    int rows = total(input.height(), kernelHeight, stride, dilation);
    int columns = total(input.width(), kernelWidth, stride, dilation);
    return new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
  }

  private static int total(int size, int kernel, int stride, int dilation) {
    int outputs = (size + stride - 1) / stride;
    return Math.max(0, (outputs - 1) * stride + dilation * (kernel - 1) + 1 - size);
  }

  boolean symmetric() {
    return top == bottom && left == right;
  }
}

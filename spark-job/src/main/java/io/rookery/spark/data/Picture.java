package io.rookery.spark.data;

import io.rookery.nas.Shape;

/**
 * One labelled image.
 *
 * @param origin where it came from: unique in its set
 * @param label from 0
 * @param shape of the image
 * @param pixels unsigned bytes, (channel, row, column), channels red, green, blue where there are
 *     three
 */
public record Picture(String origin, int label, Shape shape, byte[] pixels) {

  /**
   * Bytes as Spark's image schema has them: (row, column, channel), channels blue, green, red, and
   * alpha where there are four.
   */
  public byte[] interleaved() {
    int channels = shape.channels();
    int area = shape.height() * shape.width();
    byte[] data = new byte[pixels.length];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        data[i * channels + c] = pixels[swapped(c, channels) * area + i];
      }
    }
    return data;
  }

  /** The inverse of {@link #interleaved}. */
  public static byte[] planar(byte[] data, Shape shape) {
    int channels = shape.channels();
    int area = shape.height() * shape.width();
    byte[] pixels = new byte[data.length];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        pixels[swapped(c, channels) * area + i] = data[i * channels + c];
      }
    }
    return pixels;
  }

  /** Red for blue and blue for red, where there are colours. */
  private static int swapped(int channel, int channels) {
    return channels >= 3 && channel < 3 ? 2 - channel : channel;
  }
}

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

  /** Bytes as Spark's image schema has them: (row, column, channel), channels blue, green, red. */
  public byte[] interleaved() {
    int channels = shape.channels();
    int area = shape.height() * shape.width();
    byte[] data = new byte[pixels.length];
    for (int i = 0; i < area; i++) {
      for (int c = 0; c < channels; c++) {
        data[i * channels + c] = pixels[(channels - 1 - c) * area + i];
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
        pixels[(channels - 1 - c) * area + i] = data[i * channels + c];
      }
    }
    return pixels;
  }
}

package io.rookery.spark.train;

import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;

/**
 * What turns pixels into a network's input: (x − mean) / deviation, channel by channel.
 *
 * @param mean of each channel over the training split, in pixel units, 0 to 255
 * @param deviation standard deviation of each channel over the training split, in pixel units
 */
public record Normalisation(float[] mean, float[] deviation) {

  /** That of a training split; it stays the network's for good, whatever it is shown later. */
  public static Normalisation of(ImageSet.Split train, Shape shape) {
    int channels = shape.channels();
    long[] sum = new long[channels];
    long[] squares = new long[channels];
    int area = shape.height() * shape.width();
    byte[] pixels = train.pixels();
    for (int at = 0; at < pixels.length; ) {
      for (int channel = 0; channel < channels; channel++) {
        for (int end = at + area; at < end; at++) {
          int value = pixels[at] & 0xff;
          sum[channel] += value;
          squares[channel] += value * value;
        }
      }
    }
    double count = (double) pixels.length / channels;
    float[] mean = new float[channels];
    float[] deviation = new float[channels];
    for (int channel = 0; channel < channels; channel++) {
      double m = sum[channel] / count;
      double variance = squares[channel] / count - m * m;
      mean[channel] = (float) m;
      // A channel of one value has nothing to scale.
      deviation[channel] = variance > 0 ? (float) Math.sqrt(variance) : 1;
    }
    return new Normalisation(mean, deviation);
  }
}

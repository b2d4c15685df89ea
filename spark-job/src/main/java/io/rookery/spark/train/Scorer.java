package io.rookery.spark.train;

/**
 * A trained network that is shown images and trains no more. Owns its native arrays. Any number of
 * threads may score at once; it is closed when none does.
 */
public interface Scorer extends AutoCloseable {

  /**
   * Scores of each class, before any softmax.
   *
   * @param pixels unsigned bytes, (image, channel, row, column)
   * @param images how many
   * @return (image, class)
   * @throws OutOfMemoryError if the device has no room
   */
  float[] scores(byte[] pixels, int images);

  @Override
  void close();
}

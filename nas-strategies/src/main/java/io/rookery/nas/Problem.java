package io.rookery.nas;

/**
 * What the networks shall learn.
 *
 * @param input shape of one image
 * @param classes number of classes, at least 2
 */
public record Problem(Shape input, int classes) {
  public Problem {
    if (classes < 2) {
      throw new IllegalArgumentException("a classification needs at least 2 classes: " + classes);
    }
  }
}

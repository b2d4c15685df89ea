package io.rookery.submit;

import io.rookery.nas.Problem;
import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images and classes that the options {@code --image} and {@code --classes} name. */
final class Problems {

  private static final Pattern SHAPE =
      Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})x([1-9]\\d{0,4})");

  private Problems() {}

  /**
   * @param image such as 3x32x32
   * @throws Refusal if one of them cannot be
   */
  static Problem of(String image, int classes) {
    Matcher matcher = SHAPE.matcher(image);
    if (!matcher.matches()) {
      throw Refusal.usage("--image must be like 3x32x32 (channels, height, width): " + image);
    }
    try {
      return new Problem(
          new Shape(
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))),
          classes);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("--classes: " + e.getMessage());
    }
  }
}

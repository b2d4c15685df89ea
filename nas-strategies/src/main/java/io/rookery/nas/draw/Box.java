package io.rookery.nas.draw;

import java.util.List;

/**
 * Something drawn: the image, or one operation with the small ones before and after it.
 *
 * @param kind class in the style sheet
 * @param lines of text, the first is the heading, the last the shape
 * @param detail what a pointer resting on it shows
 * @param inputs boxes it reads, by index
 */
record Box(Kind kind, List<String> lines, String detail, List<Integer> inputs) {

  /** Text of 12 pixels takes about this much a letter. */
  private static final double LETTER = 6.7;

  /** What kinds of boxes look different. */
  enum Kind {
    IMAGE,
    CONVOLUTION,
    POOLING,
    DENSE,
    JOIN,
    OTHER
  }

  Box {
    lines = List.copyOf(lines);
    inputs = List.copyOf(inputs);
  }

  /** A sum is a small circle, without its shape. */
  boolean circle() {
    return kind == Kind.JOIN && lines.get(0).equals("+");
  }

  double width() {
    if (circle()) {
      return 24;
    }
    int letters = lines.stream().mapToInt(String::length).max().orElse(0);
    return Math.max(72, 20 + LETTER * letters);
  }

  double height() {
    return circle() ? 24 : 12 + 16 * lines.size();
  }
}

package com.example.widths;

import io.rookery.nas.Help;

/** Settings of {@code widths}. */
public record WidthsSettings(
    @Help("convolutions, 1 to 20") int depth, @Help("most filters of one, at least 1") int most) {

  public WidthsSettings {
    if (depth < 1 || depth > 20) {
      throw new IllegalArgumentException("depth must be in [1, 20]: " + depth);
    }
    if (most < 1) {
      throw new IllegalArgumentException("most must be at least 1: " + most);
    }
  }
}

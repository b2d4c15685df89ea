package com.example.widths;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code widths}. */
public final class WidthsProvider implements SpaceProvider<WidthsSettings> {

  @Override
  public String name() {
    return "widths";
  }

  @Override
  public String summary() {
    return "how many filters each convolution of a chain has";
  }

  @Override
  public String source() {
    return "the example of docs/extend-space.md";
  }

  @Override
  public WidthsSettings defaults() {
    return new WidthsSettings(4, 64);
  }

  @Override
  public SearchSpace<?> create(WidthsSettings settings, Problem problem) {
    return new WidthsSpace(settings, problem);
  }
}

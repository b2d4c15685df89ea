package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code layers}. */
public final class LayersProvider implements SpaceProvider<LayersSettings> {

  @Override
  public String name() {
    return "layers";
  }

  @Override
  public String summary() {
    return "layers with choices, ranges, repeats and skip connections, written in the configuration";
  }

  @Override
  public String source() {
    return "Rookery's own";
  }

  @Override
  public LayersSettings defaults() {
    return LayersSettings.defaults();
  }

  @Override
  public SearchSpace<?> create(LayersSettings settings, Problem problem) {
    return new LayersSpace(settings, problem);
  }
}

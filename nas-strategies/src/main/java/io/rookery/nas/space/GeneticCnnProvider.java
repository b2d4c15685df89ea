package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code genetic-cnn}. */
public final class GeneticCnnProvider implements SpaceProvider<GeneticCnnSettings> {

  @Override
  public String name() {
    return "genetic-cnn";
  }

  @Override
  public String summary() {
    return "connections of the convolutions of a few stages, as bits";
  }

  @Override
  public String source() {
    return "Xie, Yuille: Genetic CNN, ICCV 2017, arXiv 1703.01513";
  }

  @Override
  public GeneticCnnSettings defaults() {
    return GeneticCnnSettings.defaults();
  }

  @Override
  public SearchSpace<?> create(GeneticCnnSettings settings, Problem problem) {
    return new GeneticCnn(settings, problem);
  }
}

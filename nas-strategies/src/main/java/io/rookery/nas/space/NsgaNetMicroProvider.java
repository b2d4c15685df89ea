package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code nsga-net-micro}. */
public final class NsgaNetMicroProvider implements SpaceProvider<NsgaNetMicroSettings> {

  @Override
  public String name() {
    return "nsga-net-micro";
  }

  @Override
  public String summary() {
    return "operations and inputs of the blocks of a normal and a reduction cell";
  }

  @Override
  public String source() {
    return "Lu et al.: NSGA-Net, GECCO 2019, arXiv 1810.03522; cells as in Zoph et al. 2018,"
        + " arXiv 1707.07012";
  }

  @Override
  public NsgaNetMicroSettings defaults() {
    return NsgaNetMicroSettings.defaults();
  }

  @Override
  public SearchSpace<?> create(NsgaNetMicroSettings settings, Problem problem) {
    return new NsgaNetMicro(settings, problem);
  }
}

package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code nsga-net-macro}. */
public final class NsgaNetMacroProvider implements SpaceProvider<NsgaNetMacroSettings> {

  @Override
  public String name() {
    return "nsga-net-macro";
  }

  @Override
  public String summary() {
    return "connections of the nodes of a few phases, as bits";
  }

  @Override
  public String source() {
    return "Lu, Whalen, Boddeti, Dhebar, Deb, Goodman, Banzhaf: NSGA-Net, GECCO 2019,"
        + " arXiv 1810.03522";
  }

  @Override
  public NsgaNetMacroSettings defaults() {
    return NsgaNetMacroSettings.defaults();
  }

  @Override
  public SearchSpace<?> create(NsgaNetMacroSettings settings, Problem problem) {
    return new NsgaNetMacro(settings, problem);
  }
}

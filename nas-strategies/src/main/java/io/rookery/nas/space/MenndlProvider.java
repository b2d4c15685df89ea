package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code menndl}. */
public final class MenndlProvider implements SpaceProvider<MenndlSettings> {

  @Override
  public String name() {
    return "menndl";
  }

  @Override
  public String summary() {
    return "convolutions, dense layers and the constants of their training, evolved together";
  }

  @Override
  public String source() {
    return "Patton et al. 2018, doi:10.1109/SC.2018.00053; Young et al. 2015,"
        + " doi:10.1145/2834892.2834896; genomes as in the networks released with PENGUIN";
  }

  @Override
  public MenndlSettings defaults() {
    return MenndlSettings.defaults();
  }

  @Override
  public SearchSpace<?> create(MenndlSettings settings, Problem problem) {
    return new Menndl(settings, problem);
  }
}

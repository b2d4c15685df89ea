package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code nas-bench-201}. */
public final class NasBench201Provider implements SpaceProvider<NasBench201Settings> {

  @Override
  public String name() {
    return "nas-bench-201";
  }

  @Override
  public String summary() {
    return "one of five operations on each of the six edges of a cell, 15,625 in all";
  }

  @Override
  public String source() {
    return "Dong, Yang: NAS-Bench-201, ICLR 2020, arXiv 2001.00326";
  }

  @Override
  public NasBench201Settings defaults() {
    return NasBench201Settings.defaults();
  }

  @Override
  public SearchSpace<?> create(NasBench201Settings settings, Problem problem) {
    return new NasBench201(settings, problem);
  }
}

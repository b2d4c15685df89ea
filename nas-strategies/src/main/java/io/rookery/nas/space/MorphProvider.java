package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code network-morphism}. */
public final class MorphProvider implements SpaceProvider<MorphSettings> {

  @Override
  public String name() {
    return "network-morphism";
  }

  @Override
  public String summary() {
    return "networks that grow wider and deeper, each child beginning with its parent's weights";
  }

  @Override
  public String source() {
    return "Cai, Chen, Zhang, Yu, Wang: Efficient Architecture Search by Network Transformation,"
        + " AAAI 2018, arXiv 1707.04873; Chen, Goodfellow, Shlens: Net2Net, ICLR 2016,"
        + " arXiv 1511.05641";
  }

  @Override
  public MorphSettings defaults() {
    return MorphSettings.defaults();
  }

  @Override
  public SearchSpace<?> create(MorphSettings settings, Problem problem) {
    return new MorphSpace<>(
        settings, new LayersSpace(new LayersSettings(settings.layers(), 0), problem));
  }
}

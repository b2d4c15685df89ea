package io.rookery.nas.space;

import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;

/** Makes {@code evocnn}, with the settings recalled from the paper. */
public class EvoCnnProvider implements SpaceProvider<EvoCnnSettings> {

  @Override
  public String name() {
    return "evocnn";
  }

  @Override
  public String summary() {
    return "chains of convolutions, poolings and dense layers, with their first weights";
  }

  @Override
  public String source() {
    return "Sun, Xue, Zhang, Yen: Evolving Deep Convolutional Neural Networks for Image"
        + " Classification, IEEE TEVC 24(2), 2020, arXiv 1710.10741";
  }

  @Override
  public EvoCnnSettings defaults() {
    return EvoCnnSettings.paper();
  }

  @Override
  public SearchSpace<?> create(EvoCnnSettings settings, Problem problem) {
    return new EvoCnn(settings, problem);
  }

  /** Makes {@code evocnn-code}: the same space, with the settings of the published code. */
  public static final class Code extends EvoCnnProvider {

    @Override
    public String name() {
      return "evocnn-code";
    }

    @Override
    public String summary() {
      return "evocnn with the settings of its published code";
    }

    @Override
    public EvoCnnSettings defaults() {
      return EvoCnnSettings.code();
    }
  }
}

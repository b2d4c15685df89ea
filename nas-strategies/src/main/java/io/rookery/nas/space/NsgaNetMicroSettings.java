package io.rookery.nas.space;

import io.rookery.nas.Help;

/**
 * Settings of {@code nsga-net-micro}; the defaults are those of the published code's README for the
 * search.
 */
public record NsgaNetMicroSettings(
    @Help("channels of the first cells, even; 16 in the README, 24 in the script") int channels,
    @Help("cells, at least 3, two of them reductions; 8 in the README, 11 in the script")
        int layers,
    @Help("blocks of a cell, 1 to 10; 5 in the published code") int blocks,
    @Help("probability that training drops a path, in [0, 1); 0 in the published search")
        double dropPath,
    @Help("whether squeeze-and-excite ends a cell; not in the search, in the final training")
        boolean squeezeExcite,
    @Help("distribution index of the polynomial mutation; default of the published code")
        double mutationEta,
    @Help("probability that a gene mutates, 0 for 1/(number of genes), as the published code does")
        double mutationProbability) {

  public NsgaNetMicroSettings {
    Ranges.within("channels", channels, 2, 4096);
    if (channels % 2 != 0) {
      throw new IllegalArgumentException(
          "channels must be even, for reductions made of two halves: " + channels);
    }
    Ranges.within("layers", layers, 3, 1000);
    Ranges.within("blocks", blocks, 1, 10);
    Ranges.within("dropPath", dropPath, 0, Math.nextDown(1.0));
    Ranges.within("mutationEta", mutationEta, 0, 1000);
    Ranges.within("mutationProbability", mutationProbability, 0, 1);
  }

  /** Those of the published code's README for the search. */
  public static NsgaNetMicroSettings defaults() {
    return new NsgaNetMicroSettings(16, 8, 5, 0, false, 3, 0);
  }
}

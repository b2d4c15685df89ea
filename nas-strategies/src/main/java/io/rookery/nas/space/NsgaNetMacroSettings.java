package io.rookery.nas.space;

import io.rookery.nas.Help;

/** Settings of {@code nsga-net-macro}; the defaults are those of the published code. */
public record NsgaNetMacroSettings(
    @Help("phases, 1 to 8, with a 2x2 max-pooling between two; default of the published code")
        int phases,
    @Help("nodes a phase, 2 to 8; default of the published code") int nodes,
    @Help("channels of the first phase, doubled by each later one; default of the published code")
        int initChannels,
    @Help("distribution index of the polynomial mutation; default of the published code")
        double mutationEta,
    @Help("probability that a gene mutates, 0 for 1/(number of genes), as the published code does")
        double mutationProbability) {

  public NsgaNetMacroSettings {
    Ranges.within("phases", phases, 1, 8);
    Ranges.within("nodes", nodes, 2, 8);
    Ranges.within("initChannels", initChannels, 1, 4096);
    Ranges.within("mutationEta", mutationEta, 0, 1000);
    Ranges.within("mutationProbability", mutationProbability, 0, 1);
  }

  /** Those of the published code. */
  public static NsgaNetMacroSettings defaults() {
    return new NsgaNetMacroSettings(3, 4, 24, 3, 0);
  }
}

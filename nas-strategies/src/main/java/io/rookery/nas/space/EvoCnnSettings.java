package io.rookery.nas.space;

import io.rookery.nas.Help;
import java.util.List;

/**
 * Settings of {@code evocnn}; those recalled from the paper are the defaults, {@link #code()} are
 * those of its published code.
 */
public record EvoCnnSettings(
    @Help("fewest and most filters of a convolution; published code") List<Integer> filters,
    @Help("smallest and largest kernel of a convolution; published code") List<Integer> kernels,
    @Help("smallest and largest pooling window, as powers of 2; published code")
        List<Integer> poolExponents,
    @Help("fewest and most units of a dense layer; published code") List<Integer> units,
    @Help(
            "most convolutions, most poolings and most dense layers of a first network, each drawn"
                + " from 1; 5 recalled from the paper, 2 in its code")
        int initialLayers,
    @Help(
            "whether convolutions and poolings of a first network are mixed, as recalled from the"
                + " paper, or poolings come last, as in its code")
        boolean mixed,
    @Help("layers from which on mutation adds none; 15 recalled from the paper, 6 in its code")
        int maxLayers,
    @Help("whether a batch norm follows the scores too, as it does in the published code")
        boolean batchNormScores,
    @Help(
            "distribution index of crossover and mutation; 20 recalled from the paper, 0.05 in its"
                + " code")
        double eta,
    @Help("probability that two aligned layers are crossed; 1: all, the paper; 0.2 in its code")
        double layerCrossover) {

  public EvoCnnSettings {
    filters = Ranges.bounds("filters", filters, 1, 65_536);
    kernels = Ranges.bounds("kernels", kernels, 1, 99);
    poolExponents = Ranges.bounds("poolExponents", poolExponents, 0, 8);
    units = Ranges.bounds("units", units, 1, 1 << 20);
    Ranges.within("initialLayers", initialLayers, 1, 100);
    Ranges.within("maxLayers", maxLayers, 2, 1000);
    Ranges.within("eta", eta, 0, 1000);
    Ranges.within("layerCrossover", layerCrossover, 0, 1);
  }

  /** Those recalled from the paper. */
  public static EvoCnnSettings paper() {
    return of(5, true, 15, 20, 1);
  }

  /** Those of the published code. */
  public static EvoCnnSettings code() {
    return of(2, false, 6, 0.05, 0.2);
  }

  private static EvoCnnSettings of(
      int initialLayers, boolean mixed, int maxLayers, double eta, double layerCrossover) {
    return new EvoCnnSettings(
        List.of(3, 50),
        List.of(2, 20),
        List.of(1, 2),
        List.of(1000, 2000),
        initialLayers,
        mixed,
        maxLayers,
        true,
        eta,
        layerCrossover);
  }
}

package io.rookery.nas.space;

import io.rookery.nas.Help;
import java.util.List;

/** Settings of {@code network-morphism}. */
public record MorphSettings(
    @Help("first networks, in the notation of the space 'layers'; a small one, ours")
        List<String> layers,
    @Help("widths a convolution may have, ascending: it is widened to the next; Cai et al. 2018")
        List<Integer> filters,
    @Help("widths a dense layer may have, ascending; Cai et al. 2018") List<Integer> units,
    @Help("odd kernels of new convolutions; Cai et al. 2018") List<Integer> kernels,
    @Help("most steps from a first network; ours") int maxSteps,
    @Help(
            "noise on replicated channels, as a share of the deviation of their layer's weights; 0"
                + " keeps the function exactly, and its replicas alike for ever; ours")
        double noise) {

  public MorphSettings {
    layers = List.copyOf(layers);
    LayerParser.parse(layers);
    filters = ascending("filters", filters);
    units = ascending("units", units);
    kernels = List.copyOf(kernels);
    if (kernels.isEmpty() || kernels.stream().anyMatch(kernel -> kernel < 1 || kernel % 2 == 0)) {
      throw new IllegalArgumentException("kernels must be odd numbers from 1: " + kernels);
    }
    Ranges.within("maxSteps", maxSteps, 1, 10_000);
    Ranges.within("noise", noise, 0, 10);
  }

  private static List<Integer> ascending(String name, List<Integer> values) {
    boolean ascends = values.stream().sorted().distinct().toList().equals(values);
    if (values.isEmpty() || !ascends || values.get(0) < 1) {
      throw new IllegalArgumentException(name + " must be ascending numbers from 1: " + values);
    }
    return List.copyOf(values);
  }

  /** Widths and kernels as published, a small network to begin with. */
  public static MorphSettings defaults() {
    return new MorphSettings(
        List.of(
            "conv filters=16 kernel=3|5",
            "pool",
            "conv filters=32",
            "pool",
            "conv filters=32",
            "global",
            "dense units=64"),
        List.of(16, 32, 64, 96, 128, 192, 256, 320, 384, 448, 512),
        List.of(64, 128, 256, 384, 512, 640, 768, 896, 1024),
        List.of(1, 3, 5),
        50,
        0.01);
  }
}

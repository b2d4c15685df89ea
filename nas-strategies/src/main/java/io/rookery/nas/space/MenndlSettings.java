package io.rookery.nas.space;

import io.rookery.nas.Help;
import java.util.List;

/**
 * Settings of {@code menndl}. Ranges are those seen in the three published networks, widened where
 * docs/spaces.md says so; probabilities are ours, since the authors published none.
 */
public record MenndlSettings(
    @Help("fewest and most convolutions; ours, 3 seen") List<Integer> convolutions,
    @Help("fewest and most dense layers before the scores; 0 to 2 seen") List<Integer> dense,
    @Help("smallest and largest kernel; seen") List<Integer> kernels,
    @Help("smallest and largest stride; seen") List<Integer> strides,
    @Help("least and most padding; 1 to 5 seen") List<Integer> paddings,
    @Help("fewest and most filters; 63 to 384 seen") List<Integer> filters,
    @Help("smallest and largest pooling window; seen") List<Integer> poolKernels,
    @Help("smallest and largest pooling stride; seen") List<Integer> poolStrides,
    @Help("least and most pooling padding; seen") List<Integer> poolPaddings,
    @Help("fewest and most units of a dense layer; 145 to 358 seen") List<Integer> units,
    @Help("most dropout; 0.46 seen") double mostDropout,
    @Help("smallest and largest batch; 25 to 186 seen") List<Integer> batchSizes,
    @Help("least learning rate; 0.0104 seen") double leastLearningRate,
    @Help("most learning rate; 0.78 seen") double mostLearningRate,
    @Help("most momentum; ours, 0 and 4.9e-5 seen") double mostMomentum,
    @Help("most dampening of the momentum; ours") double mostDampening,
    @Help("least weight decay; ours, 0 seen") double leastWeightDecay,
    @Help("most weight decay; 0.0164 seen") double mostWeightDecay,
    @Help("probability that a gene mutates; ours") double mutation,
    @Help("probability that a layer is added, and that one is removed; ours") double resize) {

  public MenndlSettings {
    convolutions = Ranges.bounds("convolutions", convolutions, 1, 100);
    dense = Ranges.bounds("dense", dense, 0, 100);
    kernels = Ranges.bounds("kernels", kernels, 1, 1024);
    strides = Ranges.bounds("strides", strides, 1, 1024);
    paddings = Ranges.bounds("paddings", paddings, 0, 1024);
    filters = Ranges.bounds("filters", filters, 1, 65_536);
    poolKernels = Ranges.bounds("poolKernels", poolKernels, 1, 1024);
    poolStrides = Ranges.bounds("poolStrides", poolStrides, 1, 1024);
    poolPaddings = Ranges.bounds("poolPaddings", poolPaddings, 0, 1024);
    units = Ranges.bounds("units", units, 1, 1 << 20);
    Ranges.within("mostDropout", mostDropout, 0, Math.nextDown(1.0));
    batchSizes = Ranges.bounds("batchSizes", batchSizes, 1, 1 << 20);
    Ranges.bounds(
        "leastLearningRate, mostLearningRate", leastLearningRate, mostLearningRate, 1e-12, 1000);
    Ranges.within("mostMomentum", mostMomentum, 0, Math.nextDown(1.0));
    Ranges.within("mostDampening", mostDampening, 0, Math.nextDown(1.0));
    Ranges.bounds("leastWeightDecay, mostWeightDecay", leastWeightDecay, mostWeightDecay, 1e-12, 1);
    Ranges.within("mutation", mutation, 0, 1);
    Ranges.within("resize", resize, 0, 1);
  }

  /** Ranges as seen, probabilities ours. */
  public static MenndlSettings defaults() {
    return new MenndlSettings(
        List.of(1, 5),
        List.of(0, 2),
        List.of(1, 32),
        List.of(1, 20),
        List.of(0, 5),
        List.of(16, 384),
        List.of(1, 10),
        List.of(1, 4),
        List.of(0, 4),
        List.of(64, 512),
        0.5,
        List.of(25, 186),
        0.001,
        0.78,
        0.9,
        0.9,
        1e-6,
        0.0164,
        0.1,
        0.1);
  }
}

package io.rookery.nas.space;

import io.rookery.nas.Help;
import java.util.List;

/** Settings of {@code genetic-cnn}; the defaults are those of the paper's MNIST experiments. */
public record GeneticCnnSettings(
    @Help("nodes of each stage, 1 to 10 each; [3, 5] in the MNIST experiments, [3, 4, 5] on CIFAR")
        List<Integer> nodes,
    @Help("filters of each stage; [20, 50] in the MNIST experiments") List<Integer> filters,
    @Help("size of the kernel that enters a stage; 5 in the MNIST experiments") int entryKernel,
    @Help("size of a node's kernel; assumed") int nodeKernel,
    @Help("whether a batch norm follows each convolution; recalled from the paper, not verified")
        boolean batchNorm,
    @Help("units of the dense layer, 0 for none; 500 in the MNIST experiments") int denseUnits,
    @Help("dropout rate after the dense layer, in [0, 1); 0.5 in the MNIST experiments")
        double dropout,
    @Help("probability that mutation flips a bit (q_M); 0.1 on MNIST, 0.05 on CIFAR") double flip,
    @Help("probability that crossover exchanges a stage (q_C); 0.3 on MNIST, 0.2 on CIFAR")
        double exchange) {

  public GeneticCnnSettings {
    nodes = List.copyOf(nodes);
    filters = List.copyOf(filters);
    if (nodes.isEmpty() || nodes.size() != filters.size()) {
      throw new IllegalArgumentException(
          "nodes and filters must name the same stages, at least one: %s, %s"
              .formatted(nodes, filters));
    }
    nodes.forEach(count -> Ranges.within("nodes", count, 1, 10));
    filters.forEach(count -> Ranges.within("filters", count, 1, 4096));
    Ranges.within("entryKernel", entryKernel, 1, 99);
    Ranges.within("nodeKernel", nodeKernel, 1, 99);
    Ranges.within("denseUnits", denseUnits, 0, 1 << 20);
    Ranges.within("dropout", dropout, 0, Math.nextDown(1.0));
    Ranges.within("flip", flip, 0, 1);
    Ranges.within("exchange", exchange, 0, 1);
  }

  /** Those of the paper's MNIST experiments. */
  public static GeneticCnnSettings defaults() {
    return new GeneticCnnSettings(List.of(3, 5), List.of(20, 50), 5, 3, true, 500, 0.5, 0.1, 0.3);
  }
}

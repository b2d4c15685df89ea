package io.rookery.nas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers known of an architecture before it trains. */
final class ArchitectureScalars {

  private ArchitectureScalars() {}

  /** As {@link Architecture#scalars} says. */
  static Map<String, Double> of(Architecture architecture) {
    List<Operation> operations = architecture.nodes().stream().map(Node::operation).toList();
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("logParameters", Math.log1p(architecture.parameters()));
    scalars.put("logMultiplyAdds", Math.log1p(architecture.multiplyAdds()));
    scalars.put("depth", (double) architecture.depth());
    scalars.put("layers", (double) operations.stream().filter(o -> isLayer(o)).count());
    scalars.put("joins", (double) operations.stream().filter(o -> isJoin(o)).count());
    scalars.put("logWidth", Math.log1p(meanFilters(operations)));
    architecture
        .recipe()
        .ifPresent(
            recipe -> {
              scalars.put("logLearningRate", Math.log(recipe.learningRate()));
              scalars.put("logBatchSize", Math.log(recipe.batchSize()));
              // 1e-8 stands for none: the logarithm must be finite.
              scalars.put("logWeightDecay", Math.log(recipe.weightDecay() + 1e-8));
            });
    return Collections.unmodifiableMap(scalars);
  }

  static boolean isLayer(Operation operation) {
    return operation instanceof Operation.Convolution || operation instanceof Operation.Dense;
  }

  private static boolean isJoin(Operation operation) {
    return operation instanceof Operation.Sum || operation instanceof Operation.Concat;
  }

  private static double meanFilters(List<Operation> operations) {
    return operations.stream()
        .filter(Operation.Convolution.class::isInstance)
        .mapToInt(operation -> ((Operation.Convolution) operation).filters())
        .average()
        .orElse(0);
  }
}

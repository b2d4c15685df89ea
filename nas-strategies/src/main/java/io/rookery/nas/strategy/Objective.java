package io.rookery.nas.strategy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What {@code nsga2} trades off; each as a cost, of which the smaller is the better. */
enum Objective {
  FITNESS {
    @Override
    double cost(Member<?> member) {
      return -member.score();
    }
  },
  MULTIPLY_ADDS {
    @Override
    double cost(Member<?> member) {
      return member.costs().multiplyAdds();
    }
  },
  PARAMETERS {
    @Override
    double cost(Member<?> member) {
      return member.costs().parameters();
    }
  },
  LATENCY {
    @Override
    double cost(Member<?> member) {
      return member.seconds();
    }
  };

  abstract double cost(Member<?> member);

  /** Lower case with hyphens, as in configurations. */
  String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Objective of(String text) {
    return Arrays.stream(values())
        .filter(objective -> objective.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no objective is named '%s'. Known: %s"
                        .formatted(
                            text,
                            String.join(
                                ", ", Arrays.stream(values()).map(Objective::text).toList()))));
  }

  /** The cost of each; one that is unknown counts as the largest known one. */
  double[] costs(List<? extends Member<?>> members) {
    double[] costs = members.stream().mapToDouble(this::cost).toArray();
    double largest = Arrays.stream(costs).filter(Double::isFinite).max().orElse(0);
    return Arrays.stream(costs).map(value -> Double.isFinite(value) ? value : largest).toArray();
  }
}

package io.rookery.nas.space;

import java.util.random.RandomGenerator;

/**
 * Simulated binary crossover within bounds (Deb, Agrawal, "Simulated binary crossover for
 * continuous search space", 1995; the bounded form of Deb's NSGA-II code). A larger eta keeps
 * children nearer to their parents.
 *
 * @param eta distribution index, 0 or more
 */
record SimulatedBinaryCrossover(double eta) {

  SimulatedBinaryCrossover {
    if (!(eta >= 0)) {
      throw new IllegalArgumentException("eta must be 0 or more: " + eta);
    }
  }

  /** Two values. */
  record Pair<T>(T first, T second) {}

  /** Two children in [low, high]; which parent each is nearer to is drawn. */
  Pair<Double> cross(double a, double b, double low, double high, RandomGenerator random) {
    if (Math.abs(a - b) <= 1e-14) {
      return new Pair<>(a, b);
    }
    double least = Math.min(a, b);
    double most = Math.max(a, b);
    double distance = most - least;
    double u = random.nextDouble();
    double down = spread(u, 1 + 2 * (least - low) / distance) * distance / 2;
    double up = spread(u, 1 + 2 * (high - most) / distance) * distance / 2;
    double middle = (least + most) / 2;
    double one = Math.min(high, Math.max(low, middle - down));
    double other = Math.min(high, Math.max(low, middle + up));
    return random.nextBoolean() ? new Pair<>(other, one) : new Pair<>(one, other);
  }

  /**
   * Two integers in [low, high]: crossed in [low − ½, high + ½] and rounded, so that every integer
   * has an interval of length 1.
   */
  Pair<Integer> cross(int a, int b, int low, int high, RandomGenerator random) {
    Pair<Double> children = cross(a, (double) b, low - 0.5, high + 0.5, random);
    return new Pair<>(rounded(children.first(), low, high), rounded(children.second(), low, high));
  }

  private static int rounded(double value, int low, int high) {
    return (int) Math.min(high, Math.max(low, Math.round(value)));
  }

  /** Children's distance over their parents'; at most {@code most}, where the bound lies. */
  private double spread(double u, double most) {
    double mass = 2 - Math.pow(most, -(eta + 1));
    return u * mass <= 1
        ? Math.pow(u * mass, 1 / (eta + 1))
        : Math.pow(1 / (2 - u * mass), 1 / (eta + 1));
  }
}

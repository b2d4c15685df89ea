package io.rookery.nas.space;

import io.rookery.nas.space.SimulatedBinaryCrossover.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** EvoCNN's operators on layers: drawn, mutated and crossed. */
final class EvoVariation {

  private final EvoCnnSettings settings;
  private final PolynomialMutation mutation;
  private final SimulatedBinaryCrossover crossover;

  EvoVariation(EvoCnnSettings settings) {
    this.settings = settings;
    mutation = new PolynomialMutation(settings.eta());
    crossover = new SimulatedBinaryCrossover(settings.eta());
  }

  EvoLayer.Weights weights(RandomGenerator random) {
    return new EvoLayer.Weights(random.nextDouble(-1, 1), random.nextDouble());
  }

  EvoLayer convolution(RandomGenerator random) {
    return new EvoLayer.Convolution(
        drawn(settings.kernels(), random), drawn(settings.filters(), random), weights(random));
  }

  EvoLayer pooling(RandomGenerator random) {
    return new EvoLayer.Pooling(drawn(settings.poolExponents(), random), random.nextDouble());
  }

  EvoLayer dense(RandomGenerator random) {
    return new EvoLayer.Dense(drawn(settings.units(), random), weights(random));
  }

  /** A new layer of the family of this one: a convolution or a pooling, or a dense layer. */
  EvoLayer relative(EvoLayer layer, RandomGenerator random) {
    if (!layer.spatial()) {
      return dense(random);
    }
    return random.nextBoolean() ? convolution(random) : pooling(random);
  }

  private static int drawn(List<Integer> bounds, RandomGenerator random) {
    return random.nextInt(bounds.get(0), bounds.get(1) + 1);
  }

  /** Polynomial mutation of every gene. */
  EvoLayer mutated(EvoLayer layer, RandomGenerator random) {
    if (layer instanceof EvoLayer.Convolution c) {
      return new EvoLayer.Convolution(
          mutated(c.kernel(), settings.kernels(), random),
          mutated(c.filters(), settings.filters(), random),
          mutated(c.weights(), random));
    } else if (layer instanceof EvoLayer.Pooling p) {
      return new EvoLayer.Pooling(
          mutated(p.exponent(), settings.poolExponents(), random),
          mutation.mutate(p.kind(), 0, 1, random));
    }
    EvoLayer.Dense d = (EvoLayer.Dense) layer;
    return new EvoLayer.Dense(
        mutated(d.units(), settings.units(), random), mutated(d.weights(), random));
  }

  private int mutated(int value, List<Integer> bounds, RandomGenerator random) {
    return mutation.mutate(value, bounds.get(0), bounds.get(1), random);
  }

  private EvoLayer.Weights mutated(EvoLayer.Weights weights, RandomGenerator random) {
    return new EvoLayer.Weights(
        mutation.mutate(weights.mean(), -1, 1, random),
        mutation.mutate(weights.deviation(), 0, 1, random));
  }

  /** Two layers of one kind, each gene crossed with probability one half. */
  Pair<EvoLayer> crossed(EvoLayer a, EvoLayer b, RandomGenerator random) {
    if (a instanceof EvoLayer.Convolution x && b instanceof EvoLayer.Convolution y) {
      Pair<Integer> kernels = crossed(x.kernel(), y.kernel(), settings.kernels(), random);
      Pair<Integer> filters = crossed(x.filters(), y.filters(), settings.filters(), random);
      Pair<EvoLayer.Weights> weights = crossed(x.weights(), y.weights(), random);
      return new Pair<>(
          new EvoLayer.Convolution(kernels.first(), filters.first(), weights.first()),
          new EvoLayer.Convolution(kernels.second(), filters.second(), weights.second()));
    } else if (a instanceof EvoLayer.Pooling x && b instanceof EvoLayer.Pooling y) {
      Pair<Integer> exponents =
          crossed(x.exponent(), y.exponent(), settings.poolExponents(), random);
      Pair<Double> kinds = crossed(x.kind(), y.kind(), 0, 1, random);
      return new Pair<>(
          new EvoLayer.Pooling(exponents.first(), kinds.first()),
          new EvoLayer.Pooling(exponents.second(), kinds.second()));
    }
    EvoLayer.Dense x = (EvoLayer.Dense) a;
    EvoLayer.Dense y = (EvoLayer.Dense) b;
    Pair<Integer> units = crossed(x.units(), y.units(), settings.units(), random);
    Pair<EvoLayer.Weights> weights = crossed(x.weights(), y.weights(), random);
    return new Pair<>(
        new EvoLayer.Dense(units.first(), weights.first()),
        new EvoLayer.Dense(units.second(), weights.second()));
  }

  Pair<EvoLayer.Weights> crossed(EvoLayer.Weights a, EvoLayer.Weights b, RandomGenerator random) {
    Pair<Double> means = crossed(a.mean(), b.mean(), -1, 1, random);
    Pair<Double> deviations = crossed(a.deviation(), b.deviation(), 0, 1, random);
    return new Pair<>(
        new EvoLayer.Weights(means.first(), deviations.first()),
        new EvoLayer.Weights(means.second(), deviations.second()));
  }

  private Pair<Double> crossed(
      double a, double b, double low, double high, RandomGenerator random) {
    return random.nextBoolean() ? crossover.cross(a, b, low, high, random) : new Pair<>(a, b);
  }

  private Pair<Integer> crossed(int a, int b, List<Integer> bounds, RandomGenerator random) {
    return random.nextBoolean()
        ? crossover.cross(a, b, bounds.get(0), bounds.get(1), random)
        : new Pair<>(a, b);
  }

  /** Positions of the layers of one kind. */
  static List<Integer> positions(List<EvoLayer> layers, Class<? extends EvoLayer> kind) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      if (kind.isInstance(layers.get(i))) {
        positions.add(i);
      }
    }
    return positions;
  }
}

package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Draws and mutates the parts of a MENNDL genome with one source of randomness. */
final class MenndlVariation {

  private final MenndlSettings settings;
  private final RandomGenerator random;

  MenndlVariation(MenndlSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  MenndlGenome.Convolution convolution() {
    return new MenndlGenome.Convolution(
        Draws.logInteger(settings.kernels(), random),
        Draws.logInteger(settings.strides(), random),
        Draws.logInteger(settings.paddings(), random),
        Draws.logInteger(settings.filters(), random),
        1 + random.nextInt(7),
        Draws.logInteger(settings.poolKernels(), random),
        Draws.logInteger(settings.poolStrides(), random),
        Draws.logInteger(settings.poolPaddings(), random),
        random.nextDouble() * settings.mostDropout());
  }

  MenndlGenome.Dense dense() {
    return new MenndlGenome.Dense(
        Draws.logInteger(settings.units(), random), random.nextDouble() * settings.mostDropout());
  }

  MenndlGenome.Training training() {
    return new MenndlGenome.Training(
        Draws.logInteger(settings.batchSizes(), random),
        Draws.logNumber(settings.leastLearningRate(), settings.mostLearningRate(), random),
        random.nextDouble() * settings.mostMomentum(),
        random.nextDouble() * settings.mostDampening(),
        Draws.logNumber(settings.leastWeightDecay(), settings.mostWeightDecay(), random));
  }

  <T> List<T> some(List<Integer> count, Supplier<T> draw) {
    int size = Draws.integer(count, random);
    List<T> drawn = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      drawn.add(draw.get());
    }
    return drawn;
  }

  MenndlGenome.Convolution mutated(MenndlGenome.Convolution layer) {
    int other = 1 + random.nextInt(6);
    int options = mutates() ? (other < layer.options() ? other : other + 1) : layer.options();
    return new MenndlGenome.Convolution(
        near(layer.kernel(), settings.kernels()),
        near(layer.stride(), settings.strides()),
        near(layer.padding(), settings.paddings()),
        near(layer.filters(), settings.filters()),
        options,
        near(layer.poolKernel(), settings.poolKernels()),
        near(layer.poolStride(), settings.poolStrides()),
        near(layer.poolPadding(), settings.poolPaddings()),
        near(layer.dropout(), settings.mostDropout()));
  }

  MenndlGenome.Dense mutated(MenndlGenome.Dense layer) {
    return new MenndlGenome.Dense(
        near(layer.units(), settings.units()), near(layer.dropout(), settings.mostDropout()));
  }

  MenndlGenome.Training mutated(MenndlGenome.Training training) {
    return new MenndlGenome.Training(
        near(training.batchSize(), settings.batchSizes()),
        logNear(training.learningRate(), settings.leastLearningRate(), settings.mostLearningRate()),
        near(training.momentum(), settings.mostMomentum()),
        near(training.dampening(), settings.mostDampening()),
        logNear(training.weightDecay(), settings.leastWeightDecay(), settings.mostWeightDecay()));
  }

  /** The layers mutated, and with their probabilities one more, one fewer. */
  <T> List<T> mutated(
      List<T> layers, List<Integer> count, Function<T, T> mutated, Supplier<T> draw) {
    List<T> result = new ArrayList<>();
    layers.forEach(layer -> result.add(mutated.apply(layer)));
    if (random.nextDouble() < settings.resize() && result.size() < count.get(1)) {
      result.add(random.nextInt(result.size() + 1), draw.get());
    }
    if (random.nextDouble() < settings.resize() && result.size() > count.get(0)) {
      result.remove(random.nextInt(result.size()));
    }
    return result;
  }

  private boolean mutates() {
    return random.nextDouble() < settings.mutation();
  }

  private int near(int value, List<Integer> bounds) {
    return mutates() ? Draws.near(value, bounds, random) : value;
  }

  private double near(double value, double most) {
    return mutates() ? Draws.near(value, 0, most, random) : value;
  }

  private double logNear(double value, double least, double most) {
    return mutates() ? Draws.logNear(value, least, most, random) : value;
  }
}

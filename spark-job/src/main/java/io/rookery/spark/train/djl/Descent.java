package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Optimizer;
import java.util.ArrayList;
import java.util.List;

/**
 * How the flat weights follow the flat gradient. Formulas and constants that the recipe does not
 * give are PyTorch's.
 */
abstract class Descent {

  /** Vectors of the weights' size that carry over from step to step. */
  final List<NDArray> state = new ArrayList<>();

  /**
   * Moves the weights.
   *
   * @param gradient may be overwritten
   * @param step number of this step, from 0
   * @param numbers for temporary numbers and arrays
   */
  abstract void step(
      NDArray weights, NDArray gradient, double learningRate, long step, NDManager numbers);

  static Descent of(Optimizer optimizer, NDManager manager, long size) {
    Descent descent;
    if (optimizer instanceof Optimizer.Sgd sgd) {
      descent = new Sgd(sgd);
    } else if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      descent = new RmsProp(rmsProp);
    } else {
      descent = new Adam((Optimizer.Adam) optimizer);
    }
    for (int i = 0; i < vectors(optimizer); i++) {
      descent.state.add(Torch.full(manager, new Shape(size), 0, manager.getDevice()));
    }
    return descent;
  }

  /** Number of vectors an optimizer carries from step to step. */
  static int vectors(Optimizer optimizer) {
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return sgd.momentum() == 0 ? 0 : 1;
    }
    return optimizer instanceof Optimizer.RmsProp ? 1 : 2;
  }

  /** target += array · factor. */
  static void add(NDArray target, NDArray array, double factor, NDManager numbers) {
    try (NDArray number = Torch.number(numbers, factor);
        NDArray scaled = array.mul(number)) {
      target.addi(scaled);
    }
  }

  /** target = target · keep + array · take. */
  private static void blend(
      NDArray target, double keep, NDArray array, double take, NDManager numbers) {
    try (NDArray number = Torch.number(numbers, keep)) {
      target.muli(number);
    }
    add(target, array, take, numbers);
  }

  /** weights −= numerator / (√squares / √correction + ε) · rate. */
  private static void follow(
      NDArray weights,
      NDArray numerator,
      NDArray squares,
      double correction,
      double rate,
      NDManager numbers) {
    try (NDArray root = squares.sqrt();
        NDArray scale = Torch.number(numbers, 1 / Math.sqrt(correction));
        NDArray epsilon = Torch.number(numbers, 1e-8)) {
      root.muli(scale);
      root.addi(epsilon);
      try (NDArray direction = numerator.div(root)) {
        add(weights, direction, -rate, numbers);
      }
    }
  }

  private static final class Sgd extends Descent {
    private final Optimizer.Sgd settings;

    Sgd(Optimizer.Sgd settings) {
      this.settings = settings;
    }

    @Override
    void step(
        NDArray weights, NDArray gradient, double learningRate, long step, NDManager numbers) {
      if (state.isEmpty()) {
        add(weights, gradient, -learningRate, numbers);
        return;
      }
      NDArray velocity = state.get(0);
      // The first step takes the whole gradient, dampened or not.
      double take = step == 0 ? 1 : 1 - settings.dampening();
      blend(velocity, settings.momentum(), gradient, take, numbers);
      if (settings.nesterov()) {
        add(gradient, velocity, settings.momentum(), numbers);
        add(weights, gradient, -learningRate, numbers);
      } else {
        add(weights, velocity, -learningRate, numbers);
      }
    }
  }

  private static final class RmsProp extends Descent {
    private final Optimizer.RmsProp settings;

    RmsProp(Optimizer.RmsProp settings) {
      this.settings = settings;
    }

    @Override
    void step(
        NDArray weights, NDArray gradient, double learningRate, long step, NDManager numbers) {
      NDArray squares = state.get(0);
      try (NDArray square = gradient.square()) {
        blend(squares, settings.rho(), square, 1 - settings.rho(), numbers);
      }
      follow(weights, gradient, squares, 1, learningRate, numbers);
    }
  }

  /** Kingma, Ba 2015 (arXiv 1412.6980), algorithm 1. */
  private static final class Adam extends Descent {
    private final Optimizer.Adam settings;

    Adam(Optimizer.Adam settings) {
      this.settings = settings;
    }

    @Override
    void step(
        NDArray weights, NDArray gradient, double learningRate, long step, NDManager numbers) {
      NDArray mean = state.get(0);
      NDArray squares = state.get(1);
      blend(mean, settings.beta1(), gradient, 1 - settings.beta1(), numbers);
      try (NDArray square = gradient.square()) {
        blend(squares, settings.beta2(), square, 1 - settings.beta2(), numbers);
      }
      double rate = learningRate / (1 - Math.pow(settings.beta1(), step + 1));
      double correction = 1 - Math.pow(settings.beta2(), step + 1);
      follow(weights, mean, squares, correction, rate, numbers);
    }
  }
}

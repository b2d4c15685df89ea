package io.rookery.nas.morph;

import io.rookery.nas.Architecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Weights of a network as if it had been trained: none is zero, no statistics are the first ones.
 */
final class RandomWeights {

  private final Map<String, float[]> weights = new HashMap<>();
  private final RandomGenerator random;

  private RandomWeights(RandomGenerator random) {
    this.random = random;
  }

  static Map<String, float[]> of(Architecture network, RandomGenerator random) {
    RandomWeights result = new RandomWeights(random);
    List<Shape> shapes = network.shapes();
    for (int node = 0; node < shapes.size(); node++) {
      int from = network.nodes().get(node).inputs().get(0);
      Shape in = from < 0 ? network.input() : shapes.get(from);
      result.add(node + ".", network.nodes().get(node).operation(), in);
    }
    return result.weights;
  }

  private void add(String name, Operation operation, Shape in) {
    if (operation instanceof Operation.Convolution c) {
      int fan = in.channels() / c.groups() * c.kernelHeight() * c.kernelWidth();
      normal(name + "weight", c.filters() * fan, Math.sqrt(2.0 / fan));
      if (c.bias()) {
        normal(name + "bias", c.filters(), 0.1);
      }
    } else if (operation instanceof Operation.Dense d) {
      normal(name + "weight", (int) (d.units() * in.size()), Math.sqrt(2.0 / in.size()));
      if (d.bias()) {
        normal(name + "bias", d.units(), 0.1);
      }
    } else if (operation instanceof Operation.BatchNorm) {
      positive(name + "scale", in.channels());
      normal(name + "shift", in.channels(), 0.2);
      normal(name + "mean", in.channels(), 0.2);
      positive(name + "variance", in.channels());
    } else if (operation instanceof Operation.SqueezeExcite s) {
      normal(name + "squeeze.weight", s.hidden() * in.channels(), 0.5);
      normal(name + "squeeze.bias", s.hidden(), 0.5);
      normal(name + "excite.weight", s.hidden() * in.channels(), 0.5);
      normal(name + "excite.bias", in.channels(), 0.5);
    }
  }

  private void normal(String name, int size, double deviation) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    weights.put(name, values);
  }

  private void positive(String name, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextDouble(0.5, 1.5);
    }
    weights.put(name, values);
  }
}

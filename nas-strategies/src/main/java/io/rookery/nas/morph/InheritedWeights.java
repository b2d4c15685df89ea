package io.rookery.nas.morph;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.Inheritance.Copied;
import io.rookery.nas.Inheritance.Origin;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Weights of a child from those of its parent, as an {@link Inheritance} says.
 *
 * <p>Weights are flat arrays by name, the node's index and a role: {@code 3.weight}. Roles and
 * shapes, row by row: {@code weight} (outputs, inputs per group, kernel height, kernel width) and
 * {@code bias} (outputs) of a convolution; {@code weight} (outputs, inputs) and {@code bias} of a
 * dense layer; {@code scale}, {@code shift}, {@code mean}, {@code variance} (channels) of a batch
 * norm; {@code squeeze.weight} (hidden, channels), {@code squeeze.bias}, {@code excite.weight}
 * (channels, hidden), {@code excite.bias} of a squeeze-and-excite.
 */
public final class InheritedWeights {

  private final Architecture child;
  private final Inheritance inheritance;
  private final Map<String, float[]> parent;
  private final Map<String, float[]> result = new HashMap<>();

  private InheritedWeights(
      Architecture child, Inheritance inheritance, Map<String, float[]> parent) {
    this.child = child;
    this.inheritance = inheritance;
    this.parent = parent;
  }

  /**
   * The child's weights by name; those of fresh nodes are missing.
   *
   * @param parent the parent's weights by name
   * @throws IllegalArgumentException if the inheritance is none of this child, or a weight of the
   *     parent is missing or has another size
   */
  public static Map<String, float[]> of(
      Architecture child, Inheritance inheritance, Map<String, float[]> parent) {
    if (inheritance.nodes().size() != child.nodes().size()) {
      throw new IllegalArgumentException(
          "the inheritance speaks of %d nodes, the child has %d"
              .formatted(inheritance.nodes().size(), child.nodes().size()));
    }
    InheritedWeights weights = new InheritedWeights(child, inheritance, parent);
    List<Shape> shapes = child.shapes();
    for (int node = 0; node < child.nodes().size(); node++) {
      List<Integer> inputs = child.nodes().get(node).inputs();
      Shape in = inputs.get(0) == Architecture.INPUT ? child.input() : shapes.get(inputs.get(0));
      weights.add(node, in);
    }
    return weights.result;
  }

  private void add(int node, Shape in) {
    Origin origin = inheritance.nodes().get(node);
    Operation operation = child.nodes().get(node).operation();
    if (origin instanceof Copied copied) {
      copy(node, operation, in, copied);
    } else if (origin instanceof Inheritance.PassingOn) {
      passOn(node, operation, in);
    }
  }

  private void copy(int node, Operation operation, Shape in, Copied from) {
    if (operation instanceof Operation.Convolution c) {
      int inputs = in.channels() / c.groups();
      int window = c.kernelHeight() * c.kernelWidth();
      matrix(node, "weight", from, c.filters(), inputs, window);
      if (c.bias()) {
        vector(node, "bias", from, c.filters());
      }
    } else if (operation instanceof Operation.Dense d) {
      matrix(node, "weight", from, d.units(), in.channels(), in.height() * in.width());
      if (d.bias()) {
        vector(node, "bias", from, d.units());
      }
    } else if (operation instanceof Operation.BatchNorm) {
      for (String role : List.of("scale", "shift", "mean", "variance")) {
        vector(node, role, from, in.channels());
      }
    } else if (operation instanceof Operation.SqueezeExcite s) {
      Copied inner = new Copied(from.parentNode(), List.of(), from.inputs());
      Copied outer = new Copied(from.parentNode(), from.outputs(), List.of());
      matrix(node, "squeeze.weight", inner, s.hidden(), in.channels(), 1);
      vector(node, "squeeze.bias", inner, s.hidden());
      matrix(node, "excite.weight", outer, in.channels(), s.hidden(), 1);
      vector(node, "excite.bias", outer, in.channels());
    }
  }

  /** Weights of (outputs, inputs, block): rows replicated, columns replicated and divided. */
  private void matrix(int node, String role, Copied from, int outputs, int inputs, int block) {
    int oldOutputs = count(from.outputs(), outputs);
    int oldInputs = count(from.inputs(), inputs);
    float[] old = old(from, role, (long) oldOutputs * oldInputs * block);
    int[] replicas = replicas(from.inputs());
    float[] weights = new float[outputs * inputs * block];
    int at = 0;
    for (int output = 0; output < outputs; output++) {
      int row = from.outputs().isEmpty() ? output : from.outputs().get(output);
      for (int input = 0; input < inputs; input++) {
        int column = from.inputs().isEmpty() ? input : from.inputs().get(input);
        int share = replicas.length == 0 ? 1 : replicas[column];
        int source = (row * oldInputs + column) * block;
        for (int i = 0; i < block; i++) {
          weights[at++] = old[source + i] / share;
        }
      }
    }
    disturb(weights, from.outputs(), inputs * block, deviation(old), node);
    result.put(name(node, role), weights);
  }

  /** Adds noise to the rows that replicate an earlier one. */
  private void disturb(
      float[] weights, List<Integer> outputs, int row, double deviation, int node) {
    if (inheritance.noise() == 0) {
      return;
    }
    RandomGenerator random = new SplittableRandom(inheritance.seed() + node);
    for (int output = 0; output < outputs.size(); output++) {
      if (outputs.indexOf(outputs.get(output)) < output) {
        for (int i = output * row; i < (output + 1) * row; i++) {
          weights[i] += (float) (inheritance.noise() * deviation * random.nextGaussian());
        }
      }
    }
  }

  private void vector(int node, String role, Copied from, int outputs) {
    float[] old = old(from, role, count(from.outputs(), outputs));
    float[] values = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      values[output] = old[from.outputs().isEmpty() ? output : from.outputs().get(output)];
    }
    result.put(name(node, role), values);
  }

  private void passOn(int node, Operation operation, Shape in) {
    int channels = in.channels();
    if (operation instanceof Operation.Convolution c) {
      int window = c.kernelHeight() * c.kernelWidth();
      float[] weights = new float[channels * channels * window];
      for (int channel = 0; channel < channels; channel++) {
        weights[(channel * channels + channel) * window + window / 2] = 1;
      }
      result.put(name(node, "weight"), weights);
      if (c.bias()) {
        result.put(name(node, "bias"), new float[channels]);
      }
    } else if (operation instanceof Operation.Dense d) {
      float[] weights = new float[channels * channels];
      for (int channel = 0; channel < channels; channel++) {
        weights[channel * channels + channel] = 1;
      }
      result.put(name(node, "weight"), weights);
      if (d.bias()) {
        result.put(name(node, "bias"), new float[channels]);
      }
    } else if (operation instanceof Operation.BatchNorm norm) {
      result.put(name(node, "scale"), filled(channels, (float) Math.sqrt(1 + norm.epsilon())));
      result.put(name(node, "shift"), new float[channels]);
      result.put(name(node, "mean"), new float[channels]);
      result.put(name(node, "variance"), filled(channels, 1));
    }
  }

  private float[] old(Copied from, String role, long size) {
    String name = name(from.parentNode(), role);
    float[] values = parent.get(name);
    if (values == null || values.length != size) {
      throw new IllegalArgumentException(
          "the parent's %s must have %d values, found %s"
              .formatted(name, size, values == null ? "none" : values.length));
    }
    return values;
  }

  private static String name(int node, String role) {
    return node + "." + role;
  }

  private static int count(List<Integer> map, int now) {
    return map.isEmpty() ? now : 1 + map.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** For each old channel how many of the new ones replicate it. */
  private static int[] replicas(List<Integer> map) {
    int[] replicas = new int[map.isEmpty() ? 0 : count(map, 0)];
    map.forEach(channel -> replicas[channel]++);
    return replicas;
  }

  private static float[] filled(int size, float value) {
    float[] values = new float[size];
    Arrays.fill(values, value);
    return values;
  }

  private static double deviation(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / values.length;
    return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
  }
}

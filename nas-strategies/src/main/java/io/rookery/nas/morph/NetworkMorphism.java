package io.rookery.nas.morph;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Padding;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes networks wider and deeper without changing what they compute. */
public final class NetworkMorphism {

  private NetworkMorphism() {}

  /**
   * Net2WiderNet: more channels out of one convolution or dense layer. The new ones replicate old
   * ones, drawn with equal chance; whoever reads them divides its weights among the replicas. Where
   * the channels are summed with those of other layers, these are widened alike.
   *
   * @param node index of the layer
   * @param width its new number of channels, more than now
   * @param random draws the replicas
   * @param noise as in {@link Inheritance}
   * @throws InvalidArchitecture if that layer cannot be widened; the message says why
   */
  public static Morph widen(
      Architecture parent, int node, int width, RandomGenerator random, double noise) {
    int now = width(parent, node);
    if (width <= now) {
      throw new InvalidArchitecture(
          "node %d has %d channels already, not fewer than %d".formatted(node, now, width));
    }
    List<Integer> channels = new ArrayList<>();
    for (int channel = 0; channel < width; channel++) {
      channels.add(channel < now ? channel : random.nextInt(now));
    }
    return new Widening(parent, channels).from(node, noise, random.nextLong());
  }

  /** Channels out of a layer that {@link #widen} may widen. */
  private static int width(Architecture parent, int node) {
    if (node < 0 || node >= parent.nodes().size()) {
      throw new InvalidArchitecture(
          "there are %d nodes, no node %d".formatted(parent.nodes().size(), node));
    }
    Operation operation = parent.nodes().get(node).operation();
    if (operation instanceof Operation.Convolution c && c.groups() == 1) {
      return c.filters();
    } else if (operation instanceof Operation.Dense d) {
      return d.units();
    }
    throw new InvalidArchitecture(
        "node %d is no dense layer and no convolution of one group: %s".formatted(node, operation));
  }

  /**
   * Net2DeeperNet: a layer that passes its input on, after a rectifier: on images a convolution and
   * a batch norm, on features a dense layer; then a rectifier, which changes nothing there.
   *
   * @param node index of the rectifier
   * @param kernel size of the convolution's kernel, odd; on features without meaning
   * @throws InvalidArchitecture if that is no rectifier, or the kernel even
   */
  public static Morph deepen(Architecture parent, int node, int kernel) {
    List<Node> old = parent.nodes();
    if (node < 0 || node >= old.size() || !isRectifier(old.get(node).operation())) {
      throw new InvalidArchitecture("node %d is no rectifier".formatted(node));
    }
    List<Operation> layer = passingOn(parent.shapes().get(node), kernel);
    List<Node> nodes = new ArrayList<>();
    List<Inheritance.Origin> origins = new ArrayList<>();
    for (int i = 0; i < old.size(); i++) {
      List<Integer> inputs =
          old.get(i).inputs().stream()
              .map(from -> from >= node ? from + layer.size() : from)
              .toList();
      nodes.add(new Node(old.get(i).operation(), inputs));
      origins.add(Inheritance.Copied.whole(i));
      if (i == node) {
        // The rectifier itself keeps its place, and the new layer reads it.
        for (Operation operation : layer) {
          nodes.add(new Node(operation, List.of(nodes.size() - 1)));
          origins.add(new Inheritance.PassingOn());
        }
      }
    }
    return new Morph(
        new Architecture(parent.input(), nodes, parent.evolvedRecipe()),
        new Inheritance(origins, 0, 0));
  }

  private static boolean isRectifier(Operation operation) {
    return operation instanceof Operation.Activation a
        && a.kind() == Operation.Activation.Kind.RELU;
  }

  private static List<Operation> passingOn(Shape shape, int kernel) {
    Operation rectifier = new Operation.Activation(Operation.Activation.Kind.RELU);
    if (shape.height() == 1 && shape.width() == 1) {
      return List.of(new Operation.Dense(shape.channels(), true, null), rectifier);
    }
    if (kernel < 1 || kernel % 2 == 0) {
      throw new InvalidArchitecture("the kernel must be odd, to have a centre: " + kernel);
    }
    return List.of(
        new Operation.Convolution(
            shape.channels(), kernel, kernel, 1, Padding.of(kernel / 2), 1, 1, false, null),
        new Operation.BatchNorm(),
        rectifier);
  }
}

package io.rookery.nas.morph;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Carries the new channels of a widened layer through the graph. */
final class Widening {

  private final Architecture parent;

  /** For each channel of the widened layers the old channel it replicates. */
  private final List<Integer> channels;

  Widening(Architecture parent, List<Integer> channels) {
    this.parent = parent;
    this.channels = List.copyOf(channels);
  }

  /** Widens this layer, and all whose channels are summed with its own. */
  Morph from(int node, double noise, long seed) {
    Set<Integer> widened = new TreeSet<>(Set.of(node));
    List<WidenedNode> nodes = carry(widened);
    // A sum with a layer not yet widened adds that layer; each pass adds at least one.
    while (nodes.size() < parent.nodes().size()) {
      widened.addAll(summedWith(nodes));
      nodes = carry(widened);
    }
    if (!nodes.get(nodes.size() - 1).channels().isEmpty()) {
      throw new InvalidArchitecture("the scores cannot be widened, one a class");
    }
    List<Node> built = new ArrayList<>();
    List<Inheritance.Origin> origins = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      built.add(new Node(nodes.get(i).operation(), parent.nodes().get(i).inputs()));
      origins.add(nodes.get(i).origin());
    }
    return new Morph(
        new Architecture(parent.input(), built, parent.evolvedRecipe()),
        new Inheritance(origins, noise, seed));
  }

  /** The nodes as they become, up to a sum of which not all inputs are wide yet. */
  private List<WidenedNode> carry(Set<Integer> widened) {
    List<Shape> shapes = parent.shapes();
    List<WidenedNode> result = new ArrayList<>();
    for (int i = 0; i < parent.nodes().size(); i++) {
      Node node = parent.nodes().get(i);
      List<List<Integer>> maps = new ArrayList<>();
      List<Shape> inputs = new ArrayList<>();
      for (int from : node.inputs()) {
        maps.add(from == Architecture.INPUT ? List.of() : result.get(from).channels());
        inputs.add(from == Architecture.INPUT ? parent.input() : shapes.get(from));
      }
      if (node.operation() instanceof Operation.Sum && maps.stream().distinct().count() > 1) {
        return result;
      }
      List<Integer> own = widened.contains(i) ? channels : List.of();
      result.add(new WideningCases(i, inputs, maps, own).of(node.operation()));
    }
    return result;
  }

  /** Layers behind the inputs of the next node, a sum, that are not wide yet. */
  private Set<Integer> summedWith(List<WidenedNode> done) {
    Set<Integer> found = new TreeSet<>();
    for (int from : parent.nodes().get(done.size()).inputs()) {
      boolean wide = from != Architecture.INPUT && !done.get(from).channels().isEmpty();
      if (!wide) {
        trace(from, found);
      } else if (!done.get(from).channels().equals(channels)) {
        throw refused();
      }
    }
    return found;
  }

  private void trace(int node, Set<Integer> found) {
    if (node == Architecture.INPUT) {
      throw refused();
    }
    Operation operation = parent.nodes().get(node).operation();
    boolean producer =
        operation instanceof Operation.Dense
            || (operation instanceof Operation.Convolution c && c.groups() == 1);
    boolean changes =
        operation instanceof Operation.Concat
            || (operation instanceof Operation.Activation a
                && a.kind() == Operation.Activation.Kind.CRELU);
    if (changes) {
      throw refused();
    }
    if (producer) {
      found.add(node);
    } else {
      parent.nodes().get(node).inputs().forEach(from -> trace(from, found));
    }
  }

  private static InvalidArchitecture refused() {
    return new InvalidArchitecture(
        "its channels are summed with some that cannot be widened alike");
  }

  /**
   * A node as it becomes.
   *
   * @param channels for each channel of its output the old one it replicates; empty: as before
   */
  record WidenedNode(Operation operation, Inheritance.Origin origin, List<Integer> channels) {}
}

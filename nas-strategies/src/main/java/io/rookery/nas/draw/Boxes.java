package io.rookery.nas.draw;

import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The boxes of an architecture: a norm, activation or dropout joins the box before or after it,
 * where nothing else reads what lies between.
 */
final class Boxes {

  private static final OperationLabels LABELS = new OperationLabels();

  private final Architecture architecture;
  private final List<Shape> shapes;
  private final int[] readers;

  /** Nodes of each box, in order. */
  private final List<List<Integer>> groups = new ArrayList<>();

  private final int[] groupOf;

  private Boxes(Architecture architecture) {
    this.architecture = architecture;
    shapes = architecture.shapes();
    int size = architecture.nodes().size();
    readers = new int[size];
    groupOf = new int[size];
    for (Node node : architecture.nodes()) {
      node.inputs().stream().filter(from -> from >= 0).forEach(from -> readers[from]++);
    }
  }

  /** The boxes, the image first, each after those it reads. */
  static List<Box> of(Architecture architecture) {
    Boxes boxes = new Boxes(architecture);
    for (int node = 0; node < architecture.nodes().size(); node++) {
      boxes.place(node);
    }
    return boxes.drawn();
  }

  private void place(int node) {
    List<Integer> inputs = architecture.nodes().get(node).inputs();
    if (inputs.size() == 1 && inputs.get(0) >= 0 && readers[inputs.get(0)] == 1) {
      List<Integer> group = groups.get(groupOf[inputs.get(0)]);
      boolean onlySmall = group.stream().allMatch(this::small);
      boolean join = group.stream().anyMatch(member -> joins(operation(member)));
      if (!join && !joins(operation(node)) && (small(node) || onlySmall)) {
        groupOf[node] = groupOf[inputs.get(0)];
        group.add(node);
        return;
      }
    }
    groupOf[node] = groups.size();
    groups.add(new ArrayList<>(List.of(node)));
  }

  private Operation operation(int node) {
    return architecture.nodes().get(node).operation();
  }

  private boolean small(int node) {
    Operation operation = operation(node);
    return operation instanceof Operation.BatchNorm
        || operation instanceof Operation.Activation
        || operation instanceof Operation.Dropout
        || operation instanceof Operation.DropPath
        || operation instanceof Operation.Identity;
  }

  private static boolean joins(Operation operation) {
    return operation instanceof Operation.Sum || operation instanceof Operation.Concat;
  }

  private List<Box> drawn() {
    List<Box> boxes = new ArrayList<>();
    String image = shape(architecture.input());
    boxes.add(new Box(Box.Kind.IMAGE, List.of("image", image), "image " + image, List.of()));
    for (List<Integer> group : groups) {
      Set<Integer> inputs = new LinkedHashSet<>();
      for (int from : architecture.nodes().get(group.get(0)).inputs()) {
        // The image is box 0.
        inputs.add(from == Architecture.INPUT ? 0 : groupOf[from] + 1);
      }
      boxes.add(new Box(kind(group), lines(group), detail(group), List.copyOf(inputs)));
    }
    return boxes;
  }

  private Box.Kind kind(List<Integer> group) {
    for (int node : group) {
      Operation operation = operation(node);
      if (operation instanceof Operation.Convolution) {
        return Box.Kind.CONVOLUTION;
      } else if (operation instanceof Operation.Dense) {
        return Box.Kind.DENSE;
      } else if (operation instanceof Operation.Pooling
          || operation instanceof Operation.GlobalPooling) {
        return Box.Kind.POOLING;
      } else if (joins(operation)) {
        return Box.Kind.JOIN;
      }
    }
    return Box.Kind.OTHER;
  }

  /** What comes up to the large operation, what follows it, and the shape. */
  private List<String> lines(List<Integer> group) {
    List<String> first = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    boolean large = false;
    boolean none = group.stream().allMatch(this::small);
    for (int node : group) {
      (large ? rest : first).add(LABELS.of(operation(node)));
      large |= none || !small(node);
    }
    List<String> lines = new ArrayList<>(List.of(String.join(", ", first)));
    if (operation(group.get(0)) instanceof Operation.Sum) {
      return lines;
    }
    if (!rest.isEmpty()) {
      lines.add(String.join(", ", rest));
    }
    if (kind(group) != Box.Kind.DENSE) {
      // A dense layer's label says it.
      lines.add(shape(shapes.get(group.get(group.size() - 1))));
    }
    return lines;
  }

  private String detail(List<Integer> group) {
    List<String> parts = new ArrayList<>();
    for (int node : group) {
      parts.add(
          "node %d: %s, gives %s"
              .formatted(node, LABELS.of(operation(node)), shape(shapes.get(node))));
    }
    return String.join("\n", parts);
  }

  private static String shape(Shape shape) {
    return shape.height() == 1 && shape.width() == 1
        ? String.valueOf(shape.channels())
        : shape.channels() + "×" + shape.height() + "×" + shape.width();
  }
}

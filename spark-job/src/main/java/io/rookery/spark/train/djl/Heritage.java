package io.rookery.spark.train.djl;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A child's first weights, made of its parent's last ones: Net2Net (Chen, Goodfellow, Shlens 2016,
 * arXiv 1511.05641, algorithm 1), widened and deepened without change of the function.
 */
final class Heritage {

  private final Network parent;
  private final Checkpoint from;
  private final Architecture child;
  private final Inheritance inheritance;

  Heritage(Network parent, Checkpoint from, Architecture child, Inheritance inheritance) {
    this.parent = parent;
    this.from = from;
    this.child = child;
    this.inheritance = inheritance;
    if (inheritance.nodes().size() != child.nodes().size()) {
      throw new IllegalArgumentException(
          "origins of %d nodes, the network has %d"
              .formatted(inheritance.nodes().size(), child.nodes().size()));
    }
  }

  /**
   * Overwrites a child's freshly drawn parameters and statistics with what it inherits.
   *
   * @throws IllegalArgumentException if the parent's weights do not fit
   */
  void into(Network network, float[] parameters, float[] statistics) {
    fill(network.parameters(), parameters, parent.parameters(), from.arrays().get(0));
    fill(network.statistics(), statistics, parent.statistics(), from.arrays().get(1));
  }

  private void fill(Layout layout, float[] to, Layout parentLayout, float[] parentValues) {
    Map<String, Layout.Piece> parents = new TreeMap<>();
    parentLayout.pieces().forEach(piece -> parents.put(piece.name(), piece));
    for (Layout.Piece piece : layout.pieces()) {
      int dot = piece.name().indexOf('.');
      int node = Integer.parseInt(piece.name().substring(0, dot));
      String role = piece.name().substring(dot + 1);
      Inheritance.Origin origin = inheritance.nodes().get(node);
      if (origin instanceof Inheritance.Copied copied) {
        Layout.Piece source = parents.get(copied.parentNode() + "." + role);
        if (source == null) {
          throw new IllegalArgumentException(
              "the parent's node %d has no %s".formatted(copied.parentNode(), role));
        }
        copy(node, role, copied, new Matrix(piece, to), new Matrix(source, parentValues));
      } else if (origin instanceof Inheritance.PassingOn) {
        PassingOn.fill(child.nodes().get(node).operation(), role, new Matrix(piece, to));
      }
    }
  }

  /** A piece as rows, one an output channel, each with one block of numbers an input channel. */
  record Matrix(Layout.Piece piece, float[] vector) {
    int rows() {
      return (int) piece.shape().get(0);
    }

    int columns() {
      return (int) (piece.shape().size() / rows());
    }

    float get(int row, int column) {
      return vector[(int) piece.from() + row * columns() + column];
    }

    void set(int row, int column, float value) {
      vector[(int) piece.from() + row * columns() + column] = value;
    }
  }

  private void copy(int node, String role, Inheritance.Copied copied, Matrix to, Matrix source) {
    Operation operation = child.nodes().get(node).operation();
    boolean hidden = role.startsWith("squeeze");
    List<Integer> rows = hidden ? List.of() : copied.outputs();
    @Nullable List<Integer> columns = columns(operation, role, copied);
    int block = columns == null ? to.columns() : to.columns() / channels(operation, node, to);
    List<Integer> taken = columns == null ? List.of() : columns;
    int[] shares = shares(taken, source.columns() / block);
    check(role, rows, to.rows(), source.rows());
    check(role, taken, to.columns() / block, source.columns() / block);
    for (int row = 0; row < to.rows(); row++) {
      int sourceRow = rows.isEmpty() ? row : rows.get(row);
      for (int column = 0; column < to.columns(); column++) {
        int channel = column / block;
        int sourceChannel = taken.isEmpty() ? channel : taken.get(channel);
        float value = source.get(sourceRow, sourceChannel * block + column % block);
        to.set(row, column, value / (taken.isEmpty() ? 1 : shares[sourceChannel]));
      }
    }
    if (role.endsWith("weight") && inheritance.noise() > 0) {
      disturb(node, rows, to, source);
    }
  }

  /** The channel each block of a row is taken from; null where a row has no input channels. */
  private static @Nullable List<Integer> columns(
      Operation operation, String role, Inheritance.Copied copied) {
    if (operation instanceof Operation.SqueezeExcite) {
      // Its channels come in as they go out.
      return role.equals("squeeze.weight") ? copied.outputs() : null;
    }
    if (!role.equals("weight")) {
      return null;
    }
    if (operation instanceof Operation.Convolution c && c.groups() > 1) {
      boolean changed = !copied.inputs().isEmpty() || !copied.outputs().isEmpty();
      if (changed && c.groups() != c.filters()) {
        throw new IllegalArgumentException("a grouped convolution cannot be widened: " + c);
      }
      // Each filter of a depthwise convolution has its own one input channel.
      return null;
    }
    return copied.inputs();
  }

  private int channels(Operation operation, int node, Matrix to) {
    if (operation instanceof Operation.Dense) {
      int read = child.nodes().get(node).inputs().get(0);
      Shape in = read == Architecture.INPUT ? child.input() : child.shapes().get(read);
      return in.channels();
    }
    return (int) to.piece().shape().get(1);
  }

  /** How many of the child's channels take each of the parent's. */
  private static int[] shares(List<Integer> taken, int channels) {
    int[] shares = new int[channels];
    for (int channel : taken) {
      if (channel < 0 || channel >= channels) {
        throw new IllegalArgumentException(
            "channel %d of a parent's %d".formatted(channel, channels));
      }
      shares[channel]++;
    }
    return shares;
  }

  private static void check(String role, List<Integer> taken, int size, int parentSize) {
    boolean fits =
        taken.isEmpty()
            ? size == parentSize
            : taken.size() == size && taken.stream().allMatch(i -> i >= 0 && i < parentSize);
    if (!fits) {
      throw new IllegalArgumentException(
          "%s: %d channels cannot come from %d of the parent by %s"
              .formatted(role, size, parentSize, taken));
    }
  }

  /** Noise on the second and later copies of a row, so that they learn different things. */
  private void disturb(int node, List<Integer> rows, Matrix to, Matrix source) {
    double deviation = inheritance.noise() * deviation(source);
    RandomGenerator random =
        Seeds.generator(inheritance.seed(), Seeds.Use.WEIGHTS, node, to.piece().from());
    List<Integer> seen = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      if (seen.contains(rows.get(row))) {
        for (int column = 0; column < to.columns(); column++) {
          double noise = deviation * Seeds.normal(random);
          to.set(row, column, (float) (to.get(row, column) + noise));
        }
      }
      seen.add(rows.get(row));
    }
  }

  private static double deviation(Matrix matrix) {
    double sum = 0;
    double squares = 0;
    double count = (double) matrix.rows() * matrix.columns();
    for (int row = 0; row < matrix.rows(); row++) {
      for (int column = 0; column < matrix.columns(); column++) {
        sum += matrix.get(row, column);
        squares += matrix.get(row, column) * matrix.get(row, column);
      }
    }
    return Math.sqrt(Math.max(0, squares / count - Math.pow(sum / count, 2)));
  }
}

package io.rookery.spark.train.djl;

import ai.djl.ndarray.types.Shape;
import io.rookery.spark.train.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Where each named piece lies in a flat vector, and how it begins. Grows while layers are built.
 */
final class Layout {

  private final List<Piece> pieces = new ArrayList<>();
  private long size;

  /**
   * A named piece of the vector.
   *
   * @param name such as {@code 3.weight}: the node, then the role
   * @param from index of its first element
   * @param decays whether weight decay pulls it to zero
   */
  record Piece(String name, long from, Shape shape, boolean decays, Start start) {}

  /** First value of each element of a piece. */
  @FunctionalInterface
  interface Start {
    double draw(RandomGenerator random);

    static Start constant(double value) {
      return random -> value;
    }

    /** He et al. 2015 (arXiv 1502.01852), equation 10: variance 2 / fan-in. */
    static Start he(long fanIn) {
      double deviation = Math.sqrt(2.0 / fanIn);
      return random -> deviation * Seeds.normal(random);
    }
  }

  /** Adds a piece; gives its number. */
  int add(String name, Shape shape, boolean decays, Start start) {
    pieces.add(new Piece(name, size, shape, decays, start));
    size += shape.size();
    return pieces.size() - 1;
  }

  List<Piece> pieces() {
    return pieces;
  }

  long size() {
    return size;
  }

  /** First values of the whole vector. */
  float[] start(RandomGenerator random) {
    float[] values = new float[Math.toIntExact(size)];
    int i = 0;
    for (Piece piece : pieces) {
      for (long end = piece.from() + piece.shape().size(); i < end; i++) {
        values[i] = (float) piece.start().draw(random);
      }
    }
    return values;
  }

  /** 1 where weight decay acts, else 0. */
  float[] decays() {
    float[] values = new float[Math.toIntExact(size)];
    int i = 0;
    for (Piece piece : pieces) {
      for (long end = piece.from() + piece.shape().size(); i < end; i++) {
        values[i] = piece.decays() ? 1 : 0;
      }
    }
    return values;
  }

  /** The pieces of a vector, by name. */
  Map<String, Tensor> named(float[] values) {
    Map<String, Tensor> named = new LinkedHashMap<>();
    for (Piece piece : pieces) {
      int from = (int) piece.from();
      float[] part = Arrays.copyOfRange(values, from, from + (int) piece.shape().size());
      List<Integer> shape = new ArrayList<>();
      for (long dimension : piece.shape().getShape()) {
        shape.add((int) dimension);
      }
      named.put(piece.name(), new Tensor(shape, part));
    }
    return named;
  }
}

package io.rookery.spark.train;

import java.util.List;

/**
 * Numbers in a shape, row-major.
 *
 * @param shape of any number of dimensions
 * @param values one for each element; shared, not copied: nobody writes to them
 */
public record Tensor(List<Integer> shape, float[] values) {

  public Tensor {
    shape = List.copyOf(shape);
    long size = 1;
    for (int dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    if (size != values.length) {
      throw new IllegalArgumentException(
          "a shape of %s has %d elements, found %d".formatted(shape, size, values.length));
    }
  }
}

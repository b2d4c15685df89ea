package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * Copies Java arrays to a device. An array made straight from Java stays in Java's direct memory
 * until the collector gets round to it; these live in the engine's own, which closing frees.
 */
final class Upload {

  /** Bytes that pass through Java's direct memory at a time. */
  private static final int CHUNK = 1 << 22;

  private Upload() {}

  static NDArray floats(NDManager manager, float[] values, Shape shape) {
    try (NDArray borrowed = manager.create(FloatBuffer.wrap(values), shape, DataType.FLOAT32)) {
      return borrowed.duplicate();
    }
  }

  static NDArray longs(NDManager manager, long[] values) {
    Shape shape = new Shape(values.length);
    try (NDArray borrowed = manager.create(LongBuffer.wrap(values), shape, DataType.INT64)) {
      return borrowed.duplicate();
    }
  }

  /** A matrix of unsigned bytes, row by row. */
  static NDArray bytes(NDManager manager, byte[] values, int rows) {
    int width = values.length / rows;
    int step = Math.max(1, CHUNK / width);
    NDArray matrix = manager.create(new Shape(rows, width), DataType.UINT8);
    for (int from = 0; from < rows; from += step) {
      int count = Math.min(step, rows - from);
      ByteBuffer bytes = ByteBuffer.wrap(values, from * width, count * width).slice();
      try (NDArray chunk = manager.create(bytes, new Shape(count, width), DataType.UINT8)) {
        Torch.overwrite(matrix, from, chunk);
      }
    }
    return matrix;
  }
}

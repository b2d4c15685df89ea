package io.rookery.spark.train.djl;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.LibUtils;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.TrainingException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine's inner interface, in one place. DJL's own gradient collector and optimizers serve one
 * thread a JVM; these calls act on the calling thread and on the arrays they are given, so several
 * networks can train side by side.
 */
final class Torch {

  /** Guards the engine's one random generator, whose state nobody can read. */
  private static final Object GENERATOR = new Object();

  private static final Engine ENGINE = load();

  private Torch() {}

  /**
   * A manager for arrays on a device.
   *
   * @throws IllegalArgumentException if this machine has no such device
   */
  static NDManager manager(Device device) {
    if (device.kind() == Device.Kind.CPU) {
      return ENGINE.newBaseManager(ai.djl.Device.cpu());
    }
    if (device.index() >= ENGINE.getGpuCount()) {
      throw new IllegalArgumentException(
          "there is no GPU %d here: PyTorch sees %d of them. It needs NVIDIA's driver, a CUDA flavour of the native code, and CUDA's runtime (libcudart.so) where the loader finds it: docs/clusters.md"
              .formatted(device.index(), ENGINE.getGpuCount()));
    }
    return ENGINE.newBaseManager(ai.djl.Device.gpu(device.index()));
  }

  /**
   * Closes a manager of {@link #manager}. What a GPU's arrays had goes back to its driver: the
   * engine would keep it for this process, and another one that trains on that GPU could not have
   * it.
   */
  static void free(NDManager manager) {
    boolean gpu = manager.getDevice().isGpu();
    manager.close();
    if (gpu) {
      JniUtils.emptyCudaCache();
    }
  }

  /** GPUs that the native library and the driver can use together. */
  static int gpus() {
    return ENGINE.getGpuCount();
  }

  /** Adds two numbers on a device, and names the engine. */
  static String probe(Device device) {
    return run(
        false,
        () -> {
          try (NDManager manager = manager(device)) {
            float sum = manager.create(1f).add(manager.create(1f)).getFloat();
            if (sum != 2) {
              throw new IllegalStateException("1 + 1 is " + sum + " on " + device);
            }
          }
          return "PyTorch %s from %s".formatted(ENGINE.getVersion(), LibUtils.getLibtorchPath());
        });
  }

  private static Engine load() {
    // One thread a network: a second one only waits for the first on a busy machine, and sums in
    // another order.
    setIfAbsent("ai.djl.pytorch.num_threads", "1");
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
    setIfAbsent("OPT_OUT_TRACKING", "true");
    return Engine.getEngine("PyTorch");
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Runs native work on this thread, with or without recording gradients, and leaves the thread as
   * it was.
   *
   * @throws OutOfMemoryError if the device has no room, whatever the engine calls that
   * @throws TrainingException if the engine refuses for another reason
   */
  static <T> T run(boolean gradients, Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try {
      return work.get();
    } catch (EngineException e) {
      if (outOfMemory(e)) {
        OutOfMemoryError error = new OutOfMemoryError(e.getMessage());
        error.initCause(e);
        throw error;
      }
      throw new TrainingException(String.valueOf(e.getMessage()), e);
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** Whether an exception of the engine says that the device, or the host, has no room. */
  static boolean outOfMemory(EngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory")
        || message.contains("can't allocate memory")
        || message.contains("bad_alloc")
        || message.contains("alloc_failed");
  }

  /**
   * Part of a flat vector in a shape: it shares the vector's memory, but begins a graph of its own.
   *
   * @param gradient whether {@link #backward} shall find its gradient
   */
  static NDArray part(NDArray flat, long from, Shape shape, NDManager manager, boolean gradient) {
    try (PtNDArray slice = JniUtils.slice(pt(flat), 0, from, from + shape.size(), 1);
        PtNDArray shaped = JniUtils.reshape(slice, shape.getShape())) {
      PtNDArray part = JniUtils.detachGradient(shaped);
      part.attach(manager);
      if (gradient) {
        JniUtils.attachGradient(part, true);
      }
      return part;
    }
  }

  /** Gradients of a scalar, added to every part it depends on. */
  static void backward(NDArray scalar) {
    try (NDArray one = full(scalar.getManager(), new Shape(), 1, scalar.getDevice())) {
      JniUtils.backward(pt(scalar), pt(one), false, false);
    }
  }

  /** The gradient of a part after {@link #backward}; null if the scalar does not depend on it. */
  static @Nullable NDArray gradient(NDArray part) {
    return JniUtils.getGradient(pt(part));
  }

  /** The same values, outside of the graph. */
  static NDArray detached(NDArray array) {
    return JniUtils.detachGradient(pt(array));
  }

  /**
   * A number in host memory. The engine combines it with arrays of any device, and nobody waits for
   * the device.
   */
  static NDArray number(NDManager manager, double value) {
    return full(manager, new Shape(), value, ai.djl.Device.cpu());
  }

  static NDArray full(NDManager manager, Shape shape, double value, ai.djl.Device device) {
    return JniUtils.full(
        (PtNDManager) manager, shape, value, DataType.FLOAT32, device, SparseFormat.DENSE);
  }

  /**
   * Factors of a dropout: 0 with probability {@code rate}, else 1 / (1 − rate). The same seed gives
   * the same factors, whatever other threads draw meanwhile.
   */
  static NDArray mask(NDManager manager, Shape shape, double rate, long seed) {
    try (NDArray ones = full(manager, shape, 1, manager.getDevice())) {
      synchronized (GENERATOR) {
        JniUtils.setSeed(seed);
        return JniUtils.dropout(pt(ones), rate, true);
      }
    }
  }

  static NDArray convolution(
      NDArray input,
      NDArray weight,
      @Nullable NDArray bias,
      Shape stride,
      Shape padding,
      int dilation,
      int groups) {
    return JniUtils.convolution(
        pt(input),
        pt(weight),
        bias == null ? null : pt(bias),
        stride,
        padding,
        new Shape(dilation, dilation),
        groups);
  }

  /**
   * Batch normalisation; while training it moves the running statistics.
   *
   * @param parts scale, shift, running mean, running variance
   * @param newShare weight of the new batch in the running statistics
   */
  static NDArray batchNorm(
      NDArray input, List<NDArray> parts, boolean training, double newShare, double epsilon) {
    return JniUtils.batchNorm(
        pt(input),
        pt(parts.get(2)),
        pt(parts.get(3)),
        pt(parts.get(0)),
        pt(parts.get(1)),
        training,
        newShare,
        epsilon);
  }

  static NDArray linear(NDArray input, NDArray weight, @Nullable NDArray bias) {
    return JniUtils.linear(pt(input), pt(weight), bias == null ? null : pt(bias));
  }

  static NDArray maxPool(NDArray input, Shape kernel, int stride, Shape padding) {
    return JniUtils.maxPool(pt(input), kernel, new Shape(stride, stride), padding, false);
  }

  /** Mean of each window; without padding, which DJL 0.36 counts even when told not to. */
  static NDArray averagePool(NDArray input, Shape kernel, int stride) {
    Shape none = new Shape(0, 0);
    return JniUtils.avgPool(pt(input), kernel, new Shape(stride, stride), none, false, true);
  }

  static NDArray globalMax(NDArray input) {
    return JniUtils.adaptiveMaxPool(pt(input), new Shape(1, 1));
  }

  static NDArray globalMean(NDArray input) {
    return JniUtils.adaptiveAvgPool(pt(input), new Shape(1, 1));
  }

  /** Pads the last two dimensions: left, right, top, bottom. */
  static NDArray pad(NDArray input, long[] sides, double value) {
    return JniUtils.pad(pt(input), sides, value);
  }

  /** Every {@code step}-th index of a dimension, from {@code from} to before {@code to}; a view. */
  static NDArray slice(NDArray input, int dimension, long from, long to, long step) {
    return JniUtils.slice(pt(input), dimension, from, to, step);
  }

  /** The same array under another handle. */
  static NDArray alias(NDArray input) {
    return JniUtils.reshape(pt(input), input.getShape().getShape());
  }

  static NDArray concat(List<NDArray> arrays, int dimension) {
    return JniUtils.cat(arrays.stream().map(Torch::pt).toArray(PtNDArray[]::new), dimension);
  }

  /** Rows of a matrix by their numbers, one copy on the device. */
  static NDArray rows(NDArray matrix, NDArray numbers) {
    return JniUtils.embedding(pt(numbers), pt(matrix), false);
  }

  /** Overwrites rows of an array from {@code from} on. */
  static void overwrite(NDArray array, long from, NDArray rows) {
    long to = from + rows.getShape().get(0);
    JniUtils.indexSet(pt(array), pt(rows), new long[] {from}, new long[] {to}, new long[] {1});
  }

  private static PtNDArray pt(NDArray array) {
    return (PtNDArray) array;
  }
}

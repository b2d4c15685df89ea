package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Normalisation;
import java.util.HashMap;
import java.util.Map;

/**
 * The training and validation images of one set on one device, once a JVM however many networks
 * train on them. Whoever borrowed it last frees it.
 */
final class DeviceImages implements AutoCloseable {

  private record Key(String images, Device device) {}

  private static final Map<Key, DeviceImages> SHARED = new HashMap<>();

  private final Key key;
  private final NDManager manager;
  private final io.rookery.nas.Shape shape;
  private final DeviceSplit train;
  private final DeviceSplit valid;
  private final NDArray mean;
  private final NDArray deviation;
  private int borrowers;

  private DeviceImages(Key key, ImageSet images) {
    this.key = key;
    this.shape = images.shape();
    this.manager = Torch.manager(key.device());
    try {
      train = DeviceSplit.upload(manager, images.train());
      valid = DeviceSplit.upload(manager, images.valid());
      Normalisation normalisation = Normalisation.of(images.train(), shape);
      Shape each = new Shape(1, shape.channels(), 1, 1);
      mean = Upload.floats(manager, normalisation.mean(), each);
      deviation = Upload.floats(manager, normalisation.deviation(), each);
    } catch (RuntimeException | OutOfMemoryError e) {
      // Whatever went wrong, what was allocated is freed.
      Torch.free(manager);
      throw e;
    }
  }

  /** The images under this key, uploaded if nobody holds them; {@link #close} gives them back. */
  static DeviceImages borrow(String name, ImageSet images, Device device) {
    synchronized (SHARED) {
      Key key = new Key(name, device);
      DeviceImages shared = SHARED.get(key);
      if (shared == null) {
        shared = new DeviceImages(key, images);
        SHARED.put(key, shared);
      }
      shared.borrowers++;
      return shared;
    }
  }

  /** Number of sets that are on devices now. */
  static int held() {
    synchronized (SHARED) {
      return SHARED.size();
    }
  }

  DeviceSplit train() {
    return train;
  }

  DeviceSplit valid() {
    return valid;
  }

  io.rookery.nas.Shape shape() {
    return shape;
  }

  /** Bytes to what networks see: (x − mean) / deviation. */
  NDArray normalised(NDArray pixels) {
    try (NDArray values = pixels.toType(DataType.FLOAT32, false);
        NDArray centred = values.sub(mean)) {
      return centred.div(deviation);
    }
  }

  @Override
  public void close() {
    synchronized (SHARED) {
      borrowers--;
      if (borrowers == 0) {
        SHARED.remove(key);
        Torch.free(manager);
      }
    }
  }
}

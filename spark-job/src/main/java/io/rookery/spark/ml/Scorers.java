package io.rookery.spark.ml;

import io.rookery.spark.train.Device;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.Scorer;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/**
 * On executors: loaded models, each once a JVM for all tasks that use it. A model is freed when the
 * last of them has ended and another model is asked for, so that the batches of one job and the
 * jobs of one query share it.
 */
final class Scorers {

  private static final Map<String, Shared> LOADED = new HashMap<>();

  private Scorers() {}

  /**
   * A model as tasks get it.
   *
   * @param key equal for equal models
   * @param files by name; a plain map, for a session may serialize with Kryo, which knows no
   *     records
   */
  record Source(String key, Broadcast<HashMap<String, byte[]>> files) {}

  private static final class Shared {
    private final Scorer scorer;
    private int users;

    Shared(Scorer scorer) {
      this.scorer = scorer;
    }
  }

  /** The model of this key for the running task, which gives it back when it ends. */
  static Scorer scorer(String key, Broadcast<HashMap<String, byte[]>> files) {
    TaskContext task = TaskContext.get();
    Scorer scorer = borrow(key, files, device(task));
    task.addTaskCompletionListener(
        (org.apache.spark.util.TaskCompletionListener) ended -> giveBack(key));
    return scorer;
  }

  private static synchronized Scorer borrow(
      String key, Broadcast<HashMap<String, byte[]>> files, Device device) {
    Shared shared = LOADED.get(key);
    if (shared == null) {
      LOADED
          .values()
          .removeIf(
              other -> {
                if (other.users == 0) {
                  other.scorer.close();
                }
                return other.users == 0;
              });
      shared = new Shared(load(new ModelFiles(key, files.value()), device));
      LOADED.put(key, shared);
    }
    shared.users++;
    return shared.scorer;
  }

  private static synchronized void giveBack(String key) {
    Shared shared = LOADED.get(key);
    if (shared != null) {
      shared.users--;
    }
  }

  /** Models in this JVM now. */
  static synchronized int loaded() {
    return LOADED.size();
  }

  static Trainer trainer() {
    return Trainers.named("djl");
  }

  private static Scorer load(ModelFiles files, Device device) {
    try {
      return trainer().scorer(trainer().load(files), device);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The GPU that Spark gave the task, else the first that is there, else the CPU. */
  private static Device device(TaskContext task) {
    @Nullable ResourceInformation given = task.resourcesJMap().get("gpu");
    if (given != null) {
      return new Device(Device.Kind.GPU, Integer.parseInt(given.addresses()[0]));
    }
    return trainer().gpus() > 0 ? new Device(Device.Kind.GPU, 0) : Device.CPU;
  }
}

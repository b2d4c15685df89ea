package io.rookery.spark.trial;

import io.rookery.spark.train.Device;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/** The device that Spark gave a task. */
final class Devices {

  private Devices() {}

  /** The first GPU address of the task; the CPU where it asked for none. */
  static Device of(TaskContext task) {
    @Nullable ResourceInformation gpu = task.resourcesJMap().get("gpu");
    return gpu == null
        ? Device.CPU
        : new Device(Device.Kind.GPU, Integer.parseInt(gpu.addresses()[0]));
  }
}

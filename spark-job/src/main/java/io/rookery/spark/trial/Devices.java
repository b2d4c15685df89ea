package io.rookery.spark.trial;

import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.train.Device;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/** The device of a task: the one that Spark gave it, or in local mode one that is lent here. */
final class Devices {

  private Devices() {}

  /**
   * A device for as long as a task trains on it.
   *
   * @param device the CPU where there is no GPU
   * @param giveBack what ends the loan
   */
  record Lease(Device device, Runnable giveBack) implements AutoCloseable {
    @Override
    public void close() {
      giveBack.run();
    }
  }

  /**
   * The first GPU address of the task; empty if it was cancelled while it waited for a local one.
   */
  static Optional<Lease> lend(TaskContext task, LocalGpus local) {
    @Nullable ResourceInformation gpu = task.resourcesJMap().get("gpu");
    if (gpu != null) {
      return Optional.of(new Lease(gpu(Integer.parseInt(gpu.addresses()[0])), () -> {}));
    } else if (local.count() == 0) {
      return Optional.of(new Lease(Device.CPU, () -> {}));
    }
    OptionalInt address = local.borrow(task::isInterrupted);
    return address.isPresent()
        ? Optional.of(new Lease(gpu(address.getAsInt()), () -> local.giveBack(address.getAsInt())))
        : Optional.empty();
  }

  private static Device gpu(int index) {
    return new Device(Device.Kind.GPU, index);
  }
}

package io.rookery.spark.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.resource.ResourceInformation;
import org.jspecify.annotations.Nullable;

/** The task that looks around on an executor. */
final class ExecutorProbe implements Function<Integer, ExecutorFacts> {

  private static final long serialVersionUID = 1;

  private static final Path NVIDIA = Path.of("/proc/driver/nvidia/version");
  private static final Pattern VERSION = Pattern.compile("\\b(\\d{3,}\\.\\d+(?:\\.\\d+)?)\\b");
  private final String trainer;
  private final LocalGpus localGpus;
  private final OutputProbe output;

  ExecutorProbe(String trainer, LocalGpus localGpus, OutputProbe output) {
    this.trainer = trainer;
    this.localGpus = localGpus;
    this.output = output;
  }

  @Override
  public ExecutorFacts call(Integer ignored) {
    String id = SparkEnv.get().executorId();
    @Nullable ResourceInformation gpu = TaskContext.get().resourcesJMap().get("gpu");
    List<String> addresses = gpu == null ? List.of() : List.of(gpu.addresses());
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new ExecutorFacts(
        id,
        host(),
        new ExecutorFacts.Runtime(
            Runtime.version().feature(),
            org.apache.spark.package$.MODULE$.SPARK_VERSION(),
            System.currentTimeMillis()),
        new ExecutorFacts.Memory(Runtime.getRuntime().maxMemory(), machine.getTotalMemorySize()),
        addresses,
        engine(addresses),
        output.fromExecutor(id));
  }

  private ExecutorFacts.Engine engine(List<String> addresses) {
    Set<String> variables = new HashSet<>(EngineChecks.VARIABLES);
    variables.retainAll(System.getenv().keySet());
    @Nullable String probe = null;
    @Nullable String problem = null;
    int gpus = 0;
    try {
      Trainer found = Trainers.named(trainer);
      gpus = found.gpus();
      probe = found.probe(device(addresses));
    } catch (RuntimeException | LinkageError e) {
      // The boundary to trainers and native code that anybody may bring: to say what is wrong with
      // them is what this is for.
      problem = reason(e);
    }
    return new ExecutorFacts.Engine(probe, problem, gpus, nvidiaDriver(), variables);
  }

  private Device device(List<String> addresses) {
    if (!addresses.isEmpty() && addresses.get(0).matches("\\d{1,4}")) {
      return new Device(Device.Kind.GPU, Integer.parseInt(addresses.get(0)));
    }
    return localGpus.count() > 0 ? new Device(Device.Kind.GPU, 0) : Device.CPU;
  }

  /** The message of the first cause that has one. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }

  private static String nvidiaDriver() {
    try {
      Matcher version = VERSION.matcher(Files.readString(NVIDIA));
      return version.find() ? version.group(1) : "unknown";
    } catch (IOException e) {
      return ""; // no such file: no driver
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }
}

package io.rookery.spark.doctor;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a task saw on one executor.
 *
 * @param id Spark's; "driver" in local mode
 * @param host its name
 * @param runtime Java and Spark there
 * @param memory of the machine and the JVM
 * @param gpus addresses that Spark gave the task
 * @param engine what trains there
 * @param output null if the output folder can be used from there, else what is wrong
 */
record ExecutorFacts(
    String id,
    String host,
    Runtime runtime,
    Memory memory,
    List<String> gpus,
    Engine engine,
    @Nullable String output)
    implements Serializable {

  /**
   * Java and Spark.
   *
   * @param java feature version, such as 17
   * @param spark version of its jars
   * @param clockMillis since 1970, while the task ran
   */
  record Runtime(int java, String spark, long clockMillis) implements Serializable {}

  /**
   * Memory in bytes.
   *
   * @param heap the most that the JVM's may take
   * @param machine of the host, or of the container if Java knows it
   */
  record Memory(long heap, long machine) implements Serializable {}

  /**
   * What trains.
   *
   * @param probe what the trainer says after it has computed something on the task's device; null
   *     where it could not
   * @param problem why not; null where it could
   * @param gpus GPUs that the trainer's native code can use in this JVM
   * @param nvidiaDriver version of the host's driver, such as "570.124.06"; empty where there is
   *     none
   * @param variables those of PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR that are set
   */
  record Engine(
      @Nullable String probe,
      @Nullable String problem,
      int gpus,
      String nvidiaDriver,
      Set<String> variables)
      implements Serializable {}

  ExecutorFacts {
    gpus = List.copyOf(gpus);
  }

  private static final int NAMED = 3;

  /** For a person: "executor 2 (host)", or the first of many. */
  static String where(List<ExecutorFacts> some) {
    List<ExecutorFacts> sorted =
        some.stream().sorted(Comparator.comparing(ExecutorFacts::id)).toList();
    if (sorted.size() == 1) {
      return sorted.get(0).name();
    }
    String named =
        sorted.stream()
            .limit(NAMED)
            .map(facts -> "%s (%s)".formatted(facts.id, facts.host))
            .collect(Collectors.joining(", "));
    int more = sorted.size() - NAMED;
    return "executors " + named + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private String name() {
    return id.equals("driver")
        ? "the driver (%s)".formatted(host)
        : "executor %s (%s)".formatted(id, host);
  }
}

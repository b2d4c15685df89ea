package io.rookery.spark.doctor;

import io.rookery.spark.cluster.ExecutorView;
import io.rookery.spark.cluster.TaskDemand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;

/** Native memory, which -Xmx does not bound: in containers the overhead must hold it. */
final class MemoryChecks {

  /** MiB that one small network takes while it trains: 0.6 to 0.8 GB were measured. */
  static final long TRAINING_MEBI = 800;

  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final long MEBI = 1 << 20;

  private MemoryChecks() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    if (evidence.inContainers()) {
      findings.add(overhead(evidence));
    }
    machine(evidence).ifPresent(findings::add);
    return findings;
  }

  private static Finding overhead(Evidence evidence) {
    long wanted = TRAINING_MEBI * trainings(evidence);
    long set = overheadMebi(evidence.conf());
    String asked =
        "%d MiB beside the heap for %d trainings an executor"
            .formatted(wanted, trainings(evidence));
    return set >= wanted
        ? Finding.ok("memory.overhead", asked, set + " MiB")
        : Finding.fail(
            "memory.overhead",
            asked,
            "%d MiB: the container would be killed".formatted(set),
            "--conf %s=%dm".formatted(OVERHEAD, wanted));
  }

  /** As Spark counts it: what is set, or a part of the heap and at least a minimum. */
  static long overheadMebi(SparkConf conf) {
    if (conf.contains(OVERHEAD)) {
      return conf.getSizeAsMb(OVERHEAD);
    }
    double factor =
        conf.getDouble(
            "spark.executor.memoryOverheadFactor",
            conf.getDouble("spark.kubernetes.memoryOverheadFactor", 0.1));
    long minimum = conf.getSizeAsMb("spark.executor.minMemoryOverhead", "384m");
    return Math.max(minimum, (long) (factor * heapMebi(conf)));
  }

  private static long heapMebi(SparkConf conf) {
    return conf.getSizeAsMb("spark.executor.memory", "1g");
  }

  private static long trainings(Evidence evidence) {
    TaskDemand demand = evidence.demand();
    return evidence.views().stream().mapToInt(demand::slots).max().orElse(1);
  }

  /** Whether a host has room for the heaps and trainings of all its executors. */
  private static Optional<Finding> machine(Evidence evidence) {
    TaskDemand demand = evidence.demand();
    Map<String, Integer> slots = new HashMap<>();
    for (ExecutorView view : evidence.views()) {
      slots.put(view.id(), demand.slots(view));
    }
    Map<String, Long> wanted = new HashMap<>();
    Map<String, Long> there = new HashMap<>();
    for (ExecutorFacts facts : evidence.facts()) {
      long heap = facts.memory().heap() / MEBI;
      long natives = TRAINING_MEBI * slots.getOrDefault(facts.id(), 1);
      wanted.merge(facts.host(), heap + natives, Long::sum);
      there.put(facts.host(), facts.memory().machine() / MEBI);
    }
    return there.isEmpty() ? Optional.empty() : Optional.of(machine(wanted, there));
  }

  private static Finding machine(Map<String, Long> wanted, Map<String, Long> there) {
    String asked = "room for the heaps and %d MiB a training".formatted(TRAINING_MEBI);
    List<String> small =
        there.keySet().stream()
            .filter(host -> wanted.getOrDefault(host, 0L) > there.getOrDefault(host, 0L))
            .sorted()
            .toList();
    if (small.isEmpty()) {
      return Finding.ok("memory.machine", asked, "it on %d hosts".formatted(there.size()));
    }
    String host = small.get(0);
    return Finding.warn(
        "memory.machine",
        asked,
        "%d MiB on %s, where %d MiB may be taken"
            .formatted(there.getOrDefault(host, 0L), host, wanted.getOrDefault(host, 0L)),
        "less spark.executor.memory, or fewer trainings at once with spark.task.cpus");
  }
}

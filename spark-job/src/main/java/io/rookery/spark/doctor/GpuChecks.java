package io.rookery.spark.doctor;

import io.rookery.spark.cluster.ExecutorView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GPUs: as many as asked for, each known by one address, and none left idle. */
final class GpuChecks {

  private static final String SCRIPT =
      "submit/bin/discover-gpus as spark.executor.resource.gpu.discoveryScript (standalone: spark.worker.resource.gpu.discoveryScript)";

  private GpuChecks() {}

  static List<Finding> of(Evidence evidence) {
    if (!evidence.asksForGpus()) {
      return List.of(idle(evidence));
    }
    return List.of(count(evidence), addresses(evidence));
  }

  private static Finding idle(Evidence evidence) {
    List<ExecutorFacts> idle = evidence.where(facts -> facts.engine().gpus() > 0);
    if (evidence.local() || idle.isEmpty()) {
      String found =
          idle.isEmpty() ? "none" : idle.get(0).engine().gpus() + ", which local mode hands out";
      return Finding.ok("gpu.idle", "no GPU that lies idle", found);
    }
    return Finding.warn(
        "gpu.idle",
        "no GPU that lies idle",
        "GPUs that no training uses on " + ExecutorFacts.where(idle),
        "--conf spark.executor.resource.gpu.amount=1");
  }

  private static Finding count(Evidence evidence) {
    double amount = evidence.demand().gpus();
    String asked =
        (amount == Math.rint(amount) ? Long.toString((long) amount) : Double.toString(amount))
            + " GPU per task";
    int wanted = (int) Math.ceil(amount);
    List<ExecutorFacts> without = evidence.where(facts -> facts.gpus().size() < wanted);
    if (!without.isEmpty()) {
      int least = without.stream().mapToInt(facts -> facts.gpus().size()).min().orElse(0);
      return Finding.fail(
          "gpu.count",
          asked,
          "%d on %s".formatted(least, ExecutorFacts.where(without)),
          "--conf spark.executor.resource.gpu.amount=%d, and %s".formatted(wanted, SCRIPT));
    }
    int all = evidence.views().stream().mapToInt(view -> view.gpus().size()).sum();
    return Finding.ok(
        "gpu.count", asked, "%d addresses on %d executors".formatted(all, evidence.views().size()));
  }

  private static Finding addresses(Evidence evidence) {
    String asked = "each GPU once, by CUDA's number";
    List<String> wrong = new ArrayList<>();
    Map<String, Set<String>> taken = new HashMap<>();
    for (ExecutorView view : evidence.views()) {
      if (view.gpus().isEmpty()) {
        wrong.add("an empty list on executor %s (%s)".formatted(view.id(), view.host()));
      }
      for (String address : view.gpus()) {
        String place = "on executor %s (%s)".formatted(view.id(), view.host());
        if (!address.matches("\\d{1,4}")) {
          wrong.add("the address '%s' %s".formatted(address, place));
        } else if (!taken.computeIfAbsent(view.host(), h -> new HashSet<>()).add(address)) {
          wrong.add("GPU %s a second time %s".formatted(address, place));
        }
      }
    }
    return wrong.isEmpty()
        ? Finding.ok("gpu.addresses", asked, "that on all")
        : Finding.fail("gpu.addresses", asked, String.join("; ", wrong), SCRIPT);
  }
}

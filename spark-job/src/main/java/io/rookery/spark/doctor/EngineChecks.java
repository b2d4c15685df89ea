package io.rookery.spark.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The native code that trains, and whether it fits the host's GPU driver. */
final class EngineChecks {

  /** They name a local libtorch together. */
  static final Set<String> VARIABLES =
      Set.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR");

  /**
   * Oldest driver that runs programs of CUDA 12: NVIDIA, "CUDA Compatibility", minor version
   * compatibility, 525.60.13 on Linux.
   */
  private static final int CUDA_12_DRIVER = 525;

  private EngineChecks() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    findings.add(engine(evidence));
    findings.add(localLibrary(evidence));
    if (evidence.asksForGpus()) {
      findings.add(driver(evidence));
    }
    return findings;
  }

  private static Finding engine(Evidence evidence) {
    String asked = "an engine that computes on the task's device";
    List<ExecutorFacts> broken = evidence.where(facts -> facts.engine().problem() != null);
    if (broken.isEmpty()) {
      return Finding.ok(
          "engine", asked, evidence.values(facts -> String.valueOf(facts.engine().probe())));
    }
    return Finding.fail(
        "engine",
        asked,
        "%s on %s".formatted(broken.get(0).engine().problem(), ExecutorFacts.where(broken)),
        "add the native jars of this platform with --jars: pytorch-jni, and pytorch-native-cpu or a CUDA flavour; what CUDA needs is in docs/clusters.md");
  }

  private static Finding localLibrary(Evidence evidence) {
    String asked = "all of %s or none".formatted(new TreeSet<>(VARIABLES));
    List<ExecutorFacts> partial =
        evidence.where(
            facts ->
                !facts.engine().variables().isEmpty()
                    && facts.engine().variables().size() < VARIABLES.size());
    if (partial.isEmpty()) {
      boolean some = evidence.facts().stream().anyMatch(f -> !f.engine().variables().isEmpty());
      return Finding.ok("engine.local", asked, some ? "all: a local libtorch" : "none");
    }
    Set<String> missing = new TreeSet<>(VARIABLES);
    missing.removeAll(partial.get(0).engine().variables());
    return Finding.fail(
        "engine.local",
        asked,
        "no %s on %s".formatted(String.join(", ", missing), ExecutorFacts.where(partial)),
        "set all three as spark.executorEnv.…, or unset them to take the jars' native code");
  }

  private static Finding driver(Evidence evidence) {
    String asked = "native code that the GPU's driver runs";
    List<ExecutorFacts> none = evidence.where(facts -> facts.engine().nvidiaDriver().isEmpty());
    if (!none.isEmpty()) {
      return Finding.fail(
          "engine.driver",
          asked,
          "no NVIDIA driver on " + ExecutorFacts.where(none),
          "install it there, or take the GPU out: no spark.executor.resource.gpu.amount");
    }
    List<ExecutorFacts> blind = evidence.where(facts -> facts.engine().gpus() == 0);
    if (!blind.isEmpty()) {
      ExecutorFacts.Engine first = blind.get(0).engine();
      boolean old = major(first.nvidiaDriver()) < CUDA_12_DRIVER;
      return Finding.fail(
          "engine.driver",
          asked,
          "driver %s, of which %s sees no GPU on %s"
              .formatted(
                  first.nvidiaDriver(),
                  first.probe() == null ? "the native code" : first.probe(),
                  ExecutorFacts.where(blind)),
          old
              ? "a driver of %d or newer, which CUDA 12 needs".formatted(CUDA_12_DRIVER)
              : "a CUDA flavour of the native code in the place of the CPU one, and CUDA's runtime (libcudart.so) where the loader finds it: docs/clusters.md");
    }
    return Finding.ok(
        "engine.driver",
        asked,
        "driver " + evidence.values(facts -> facts.engine().nvidiaDriver()));
  }

  private static int major(String version) {
    String digits = version.replaceFirst("\\D.*", "");
    return digits.isEmpty() || digits.length() > 6 ? 0 : Integer.parseInt(digits);
  }
}

package io.rookery.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.cluster.ExecutorView;
import io.rookery.spark.cluster.TaskDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check, on evidence that is good and on evidence that is not. */
class ChecksTest {

  private static final ExecutorFacts.Engine CPU =
      new ExecutorFacts.Engine("PyTorch cpu", null, 0, "", Set.of());
  private static final ExecutorFacts.Engine CUDA =
      new ExecutorFacts.Engine("PyTorch cu128", null, 2, "570.124.06", Set.of());
  private static final long NOW = 1_000_000;

  @Test
  void aGoodClusterHasNothingButOk() {
    Evidence evidence =
        evidence(gpus("1", "a", CUDA, "0"), gpus("2", "a", CUDA, "1"), Map.of(GPU_TASK, "1"));
    assertThat(all(evidence)).allSatisfy(f -> assertThat(f.level()).isEqualTo(Finding.Level.OK));
    assertThat(all(evidence)).extracting(Finding::check).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"16, FAIL", "17, OK", "24, OK", "25, FAIL"})
  void javaOfTheDriver(int feature, Finding.Level level) {
    assertThat(RuntimeChecks.java(feature).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({"17, OK", "21, WARN", "11, FAIL", "25, FAIL"})
  void javaOfExecutors(int feature, Finding.Level level) {
    Seen other =
        seen("2", "b", new ExecutorFacts.Runtime(feature, "4.1.0", NOW), CPU, null, List.of());
    assertThat(check("java.executors", evidence(plain("1", "a"), other)))
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(level);
              if (level != Finding.Level.OK) {
                assertThat(finding.line()).contains("executor 2 (b)");
              }
            });
  }

  @Test
  void sparkOfExecutors() {
    Seen other = seen("2", "b", new ExecutorFacts.Runtime(17, "3.5.9", NOW), CPU, null, List.of());
    assertThat(check("version.spark", evidence(plain("1", "a"), other)).line())
        .startsWith("FAIL")
        .contains("asked the driver's Spark 4.1.0, found 3.5.9, 4.1.0 on executor 2 (b). Fix: ");
    assertThat(check("version.spark", evidence(plain("1", "a"))).level())
        .isEqualTo(Finding.Level.OK);
  }

  @ParameterizedTest
  @CsvSource({"0, OK", "4000, OK", "-4000, OK", "60000, WARN", "-60000, WARN"})
  void clocks(long off, Finding.Level level) {
    Seen other =
        seen("2", "b", new ExecutorFacts.Runtime(17, "4.1.0", NOW + off), CPU, null, List.of());
    assertThat(check("clock", evidence(other)).level()).isEqualTo(level);
  }

  @Test
  void fewerGpusThanATaskAsksFor() {
    Evidence evidence =
        evidence(gpus("1", "a", CUDA, "0"), gpus("2", "b", CUDA), Map.of(GPU_TASK, "1"));
    assertThat(check("gpu.count", evidence).line())
        .isEqualTo(
            "FAIL gpu.count          asked 1 GPU per task, found 0 on executor 2 (b). Fix: --conf spark.executor.resource.gpu.amount=1, and submit/bin/discover-gpus as spark.executor.resource.gpu.discoveryScript (standalone: spark.worker.resource.gpu.discoveryScript)");
    assertThat(check("gpu.addresses", evidence).line())
        .startsWith("FAIL")
        .contains("an empty list on executor 2 (b)");
  }

  @Test
  void oneGpuGivenToTwoExecutorsOfAHost() {
    Evidence twice =
        evidence(gpus("1", "a", CUDA, "0"), gpus("2", "a", CUDA, "0"), Map.of(GPU_TASK, "1"));
    assertThat(check("gpu.addresses", twice).line())
        .startsWith("FAIL")
        .contains("GPU 0 a second time on executor 2 (a)");
    Evidence twoHosts =
        evidence(gpus("1", "a", CUDA, "0"), gpus("2", "b", CUDA, "0"), Map.of(GPU_TASK, "1"));
    assertThat(check("gpu.addresses", twoHosts).level()).isEqualTo(Finding.Level.OK);
  }

  @Test
  void aGpuAddressThatCudaDoesNotKnow() {
    Evidence evidence = evidence(gpus("1", "a", CUDA, "GPU-7f3a"), Map.of(GPU_TASK, "1"));
    assertThat(check("gpu.addresses", evidence).line()).startsWith("FAIL").contains("'GPU-7f3a'");
  }

  @Test
  void gpusThatNoTaskAsksFor() {
    assertThat(check("gpu.idle", evidence(gpus("1", "a", CUDA))).level())
        .isEqualTo(Finding.Level.WARN);
    assertThat(check("gpu.idle", evidence(plain("1", "a"))).level()).isEqualTo(Finding.Level.OK);
  }

  @Test
  void anEngineThatDoesNotCompute() {
    ExecutorFacts.Engine broken =
        new ExecutorFacts.Engine(null, "no native library found", 0, "", Set.of());
    assertThat(check("engine", evidence(plain("1", "a"), gpus("2", "b", broken))).line())
        .startsWith("FAIL")
        .contains("found no native library found on executor 2 (b)", "--jars");
  }

  @Test
  void aLocalLibtorchThatIsNamedInPart() {
    ExecutorFacts.Engine partial =
        new ExecutorFacts.Engine("PyTorch", null, 0, "", Set.of("PYTORCH_VERSION"));
    assertThat(check("engine.local", evidence(gpus("1", "a", partial))).line())
        .startsWith("FAIL")
        .contains("no PYTORCH_FLAVOR, PYTORCH_LIBRARY_PATH on executor 1 (a)");
    ExecutorFacts.Engine whole =
        new ExecutorFacts.Engine(
            "PyTorch",
            null,
            0,
            "",
            Set.of("PYTORCH_VERSION", "PYTORCH_FLAVOR", "PYTORCH_LIBRARY_PATH"));
    assertThat(check("engine.local", evidence(gpus("1", "a", whole))).level())
        .isEqualTo(Finding.Level.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, no NVIDIA driver",
    "570.124.06, 0, a CUDA flavour of the native code",
    "570.124.06, 0, CUDA's runtime (libcudart.so)",
    "470.57.02, 0, a driver of 525 or newer",
    "570.124.06, 1, ''"
  })
  void nativeCodeAgainstTheGpusDriver(String driver, int gpus, String said) {
    ExecutorFacts.Engine engine =
        new ExecutorFacts.Engine("PyTorch 2.7.1", null, gpus, driver, Set.of());
    Finding finding =
        check("engine.driver", evidence(gpus("1", "a", engine, "0"), Map.of(GPU_TASK, "1")));
    assertThat(finding.level()).isEqualTo(said.isEmpty() ? Finding.Level.OK : Finding.Level.FAIL);
    assertThat(finding.line()).contains(said);
  }

  @ParameterizedTest
  @CsvSource({
    "k8s://x, '', 1, FAIL", // 384 MiB, and one training takes 800
    "k8s://x, 1g, 1, OK",
    "k8s://x, 1g, 2, FAIL",
    "yarn, 2g, 2, OK"
  })
  void memoryBesideTheHeapInContainers(
      String master, String overhead, int cores, Finding.Level level) {
    Evidence evidence = evidence(seen("1", "a", cores), Map.of("spark.master", master));
    if (!overhead.isEmpty()) {
      evidence.conf().set("spark.executor.memoryOverhead", overhead);
    }
    assertThat(check("memory.overhead", evidence).level()).isEqualTo(level);
  }

  @Test
  void memoryOverheadIsCountedAsSparkDoes() {
    SparkConf conf = new SparkConf(false).set("spark.executor.memory", "20g");
    assertThat(MemoryChecks.overheadMebi(conf)).isEqualTo(2048);
    assertThat(MemoryChecks.overheadMebi(conf.set("spark.executor.memoryOverheadFactor", "0.4")))
        .isEqualTo(8192);
    assertThat(MemoryChecks.overheadMebi(new SparkConf(false))).isEqualTo(384);
  }

  @Test
  void aMachineTooSmallForItsExecutors() {
    assertThat(check("memory.machine", evidence(seen("1", "a", 1))).level())
        .isEqualTo(Finding.Level.OK);
    assertThat(check("memory.machine", evidence(seen("1", "a", 64))).line())
        .startsWith("WARN")
        .contains("16384 MiB on a, where 52224 MiB may be taken");
  }

  @Test
  void anOutputThatOneSideCannotUse() {
    Seen blind =
        seen("2", "b", new ExecutorFacts.Runtime(17, "4.1.0", NOW), CPU, "another disk", List.of());
    assertThat(check("output.executors", evidence(plain("1", "a"), blind)).line())
        .startsWith("FAIL")
        .contains("another disk on executor 2 (b)");
    assertThat(check("output.executors", evidence(plain("1", "a"))).level())
        .isEqualTo(Finding.Level.OK);
    assertThat(OutputChecks.driver("/x", "it not writable").level()).isEqualTo(Finding.Level.FAIL);
    assertThat(OutputChecks.driver("/x", null).level()).isEqualTo(Finding.Level.OK);
  }

  @ParameterizedTest
  @CsvSource({
    "speculation, OK, spark.speculation=true",
    "speculation, FAIL, spark.speculation=true;spark.speculation.task.duration.threshold=10s",
    "excludeOnFailure, OK, spark.excludeOnFailure.enabled=false",
    "excludeOnFailure, FAIL, spark.excludeOnFailure.enabled=true",
    "dynamicAllocation, OK, spark.dynamicAllocation.enabled=false",
    "dynamicAllocation, FAIL, spark.dynamicAllocation.enabled=true",
    "dynamicAllocation, OK, spark.dynamicAllocation.enabled=true;spark.dynamicAllocation.maxExecutors=4",
    "plugin, WARN, spark.plugins=other.Plugin",
    "plugin, OK, 'spark.plugins=other.Plugin,io.rookery.spark.RookeryPlugin'",
    "heartbeat, OK, spark.executor.heartbeatInterval=1s",
    "heartbeat, WARN, spark.executor.heartbeatInterval=100ms",
    "heartbeat, WARN, spark.executor.heartbeatInterval=60s"
  })
  void properties(String check, Finding.Level level, String properties) {
    Evidence evidence = evidence(plain("1", "a"));
    for (String property : properties.split(";")) {
      evidence.conf().set(property.split("=")[0], property.split("=")[1]);
    }
    assertThat(check(check, evidence).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.spark.sql.connect.SparkSession",
        "org.apache.spark.sql.connect.client.SparkSession"
      })
  void aConnectSession(String name) {
    assertThat(Doctor.session(name).line()).startsWith("FAIL").contains("dedicated access mode");
    assertThat(Doctor.session("org.apache.spark.sql.classic.SparkSession").level())
        .isEqualTo(Finding.Level.OK);
  }

  @Test
  void executorsThatNoTaskReached() {
    List<ExecutorFacts> facts = evidence(plain("1", "a")).facts();
    assertThat(Doctor.visited(facts, Set.of("1")).level()).isEqualTo(Finding.Level.OK);
    assertThat(Doctor.visited(facts, Set.of("1", "2")).line()).startsWith("WARN").contains("on 2");
  }

  @Test
  void manyExecutorsAreNotAllNamed() {
    List<ExecutorFacts> facts =
        Stream.of("1", "2", "3", "4", "5").map(id -> plain(id, "h").facts()).toList();
    assertThat(ExecutorFacts.where(facts)).isEqualTo("executors 1 (h), 2 (h), 3 (h) and 2 more");
  }

  private static final String GPU_TASK = "spark.task.resource.gpu.amount";

  /** An executor, from both sides. */
  private record Seen(ExecutorView view, ExecutorFacts facts) {}

  private static Seen plain(String id, String host) {
    return gpus(id, host, CPU);
  }

  private static Seen gpus(String id, String host, ExecutorFacts.Engine engine, String... gpus) {
    return seen(id, host, new ExecutorFacts.Runtime(17, "4.1.0", NOW), engine, null, List.of(gpus));
  }

  private static Seen seen(String id, String host, int cores) {
    return new Seen(new ExecutorView(id, host, cores, List.of()), plain(id, host).facts());
  }

  private static Seen seen(
      String id,
      String host,
      ExecutorFacts.Runtime runtime,
      ExecutorFacts.Engine engine,
      String output,
      List<String> gpus) {
    return new Seen(
        new ExecutorView(id, host, 1, gpus),
        new ExecutorFacts(
            id,
            host,
            runtime,
            new ExecutorFacts.Memory(1L << 30, 16L << 30),
            gpus,
            engine,
            output));
  }

  private static Evidence evidence(Object... seenAndProperties) {
    SparkConf conf =
        new SparkConf(false)
            .set("spark.master", "spark://m:7077")
            .set("spark.plugins", "io.rookery.spark.RookeryPlugin");
    List<ExecutorView> views = new ArrayList<>();
    List<ExecutorFacts> facts = new ArrayList<>();
    for (Object each : seenAndProperties) {
      if (each instanceof Seen seen) {
        views.add(seen.view());
        facts.add(seen.facts());
      } else {
        ((Map<?, ?>) each).forEach((key, value) -> conf.set((String) key, (String) value));
      }
    }
    return new Evidence(
        conf,
        TaskDemand.of(conf),
        views,
        facts,
        new ExecutorFacts.Runtime(17, "4.1.0", NOW),
        new Evidence.Span(NOW - 10, NOW + 10));
  }

  private static List<Finding> all(Evidence evidence) {
    return Doctor.checks(evidence);
  }

  private static Finding check(String name, Evidence evidence) {
    return all(evidence).stream().filter(f -> f.check().equals(name)).findFirst().orElseThrow();
  }
}

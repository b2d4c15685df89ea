package io.rookery.nas.strategy;

import io.rookery.nas.SearchStrategy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a strategy keeps of each network it was told of, its genome of 200 letters (about 220 bytes)
 * included: the column {@code bytesPerNetwork} is the same for half and for all of the networks,
 * where memory is linear. mvn -pl nas-strategies -Pbench verify -DskipTests
 * -Djmh.args=MemoryBenchmark
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class MemoryBenchmark {

  @Param({
    "random",
    "regularized-evolution",
    "nsga2",
    "evocnn",
    "menndl",
    "denser",
    "genetic-cnn",
    "local-search",
    "successive-halving"
  })
  public String name;

  @Param({"50000", "100000"})
  public int told;

  /** What is counted besides the time. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Heap {
    public double bytesPerNetwork;
  }

  /** The time is that of all asks and tells together. */
  @Benchmark
  public SearchStrategy fill(Heap heap) {
    long before = used();
    SearchStrategy strategy = StrategyBenchmark.create(name);
    for (int i = 0; i < told; i++) {
      StrategyBenchmark.askAndTell(strategy);
    }
    heap.bytesPerNetwork = (double) (used() - before) / told;
    return strategy;
  }

  /** Bytes of reachable objects. */
  private static long used() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
    }
    return used;
  }
}

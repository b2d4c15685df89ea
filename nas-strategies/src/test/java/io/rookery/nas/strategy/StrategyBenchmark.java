package io.rookery.nas.strategy;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.Strategies;
import io.rookery.nas.StrategyProvider;
import io.rookery.nas.testkit.BitSpace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One ask and one tell, after so many networks were told: mvn -pl nas-strategies -Pbench verify
 * -DskipTests -Djmh.args=StrategyBenchmark
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Fork(value = 1, jvmArgsAppend = "-Xmx1500m")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class StrategyBenchmark {

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

  @Param({"1000", "100000"})
  public int told;

  private SearchStrategy strategy;

  /** Fills the strategy: its space is so large that no network comes twice by chance. */
  @Setup(Level.Trial)
  public void fill() {
    strategy = create(name);
    for (int i = 0; i < told; i++) {
      askAndTell(strategy);
    }
  }

  static SearchStrategy create(String name) {
    return create(Strategies.named(name));
  }

  private static <S extends Record> SearchStrategy create(StrategyProvider<S> provider) {
    return provider.create(provider.defaults(), new BitSpace(200), true, 1);
  }

  /** One network, as it grows by the thousand. */
  @Benchmark
  public List<Candidate> askAndTell() {
    return askAndTell(strategy);
  }

  /** The fitness is rugged, so that climbs end. */
  static List<Candidate> askAndTell(SearchStrategy strategy) {
    List<Candidate> asked = strategy.ask(1);
    for (Candidate candidate : asked) {
      double fitness = Math.floorMod(candidate.genome().hashCode(), 1000);
      strategy.tell(new Measured(candidate.id(), fitness, 1));
    }
    return asked;
  }
}

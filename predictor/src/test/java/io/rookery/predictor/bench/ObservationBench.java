package io.rookery.predictor.bench;

import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.Trial;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an observed epoch costs {@code empirical-bayes} where so many networks have finished: 20
 * further ones are predicted after each of their 25 epochs and learned at the end, so that what is
 * learned anew is in the figure.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 40)
@Measurement(iterations = 40)
@Fork(1)
public class ObservationBench {

  static final int EPOCHS = 25;
  static final int FURTHER = 20;

  @Param({"100", "1000"})
  public int finished;

  private final LearningCurve[] curves = new LearningCurve[FURTHER];
  private final Trial[] trials = new Trial[FURTHER];
  private FitnessPredictor predictor = make();

  private static FitnessPredictor make() {
    return Providers.predictor("empirical-bayes").create(Metric.ACCURACY);
  }

  /** A predictor that was taught the finished networks, of which 20 were drawn at random. */
  @Setup(Level.Invocation)
  public void setUp() {
    Random random = new Random(finished);
    predictor = make();
    for (int i = 0; i < finished; i++) {
      Trial trial = new Trial("n" + i, EPOCHS, Searches.scalars(random), i % (finished / 20) == 0);
      predictor.learn(trial, Searches.curve(random, EPOCHS));
    }
    for (int i = 0; i < FURTHER; i++) {
      curves[i] = Searches.curve(random, EPOCHS);
      trials[i] = new Trial("further" + i, EPOCHS, Searches.scalars(random), false);
    }
    predictor.predict(trials[0], curves[0].head(1));
  }

  /** All of the further networks; the sum of what is predicted, which nobody needs. */
  @Benchmark
  @OperationsPerInvocation(EPOCHS * FURTHER)
  public double observation() {
    double sum = 0;
    for (int i = 0; i < FURTHER; i++) {
      for (int e = 1; e <= EPOCHS; e++) {
        sum += predictor.predict(trials[i], curves[i].head(e)).orElseThrow().mean();
      }
      predictor.learn(trials[i], curves[i]);
    }
    return sum;
  }
}

package io.rookery.predictor.curve;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Providers;
import io.rookery.predictor.SeparableModel;
import io.rookery.predictor.Trial;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One fit at 15 points: of the fast path alone, and of whole predictions with their interval. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FitBench {

  private static final int CURVES = 256;
  private static final int POINTS = 15;

  /** The fast path, alone. */
  @State(Scope.Thread)
  public static class FastPath {
    @Param({"exponential", "pow3", "exp3", "expd3", "log2"})
    public String family = "";

    VariableProjection projection = new VariableProjection(new Exponential());
    double[] coefficients = {};

    /** Makes the fitter. */
    @Setup
    public void setUp() {
      SeparableModel model = (SeparableModel) Providers.family(family);
      projection = new VariableProjection(model);
      coefficients = new double[model.parameters().size()];
    }
  }

  /** A predictor by its name. */
  @State(Scope.Thread)
  public static class Predictor {
    @Param({"parametric", "penguin", "a4nn", "ensemble"})
    public String name = "";

    FitnessPredictor predictor = (trial, curve) -> Optional.empty();

    /** Makes the predictor. */
    @Setup
    public void setUp() {
      predictor = Providers.predictor(name).create(Metric.ACCURACY);
    }
  }

  private final LearningCurve[] curves = new LearningCurve[CURVES];
  private final Points[] points = new Points[CURVES];
  private final Trial trial = new Trial("bench", 20, Map.of(), false);
  private int next;

  /** Draws curves that rise and level off, with noise, validated at the same epochs. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    for (int c = 0; c < CURVES; c++) {
      double end = 40 + 55 * random.nextDouble();
      double rate = 0.1 + 0.5 * random.nextDouble();
      LearningCurve curve = LearningCurve.empty();
      for (int e = 1; e <= POINTS; e++) {
        double fitness = end * (1 - Math.exp(-rate * e)) + random.nextGaussian();
        curve = curve.with(CurvePoint.of(e, Metric.ACCURACY.clip(fitness)));
      }
      curves[c] = curve;
      points[c] = Points.of(curve);
    }
  }

  /** The coefficients of one family. */
  @Benchmark
  public double fit(FastPath path) {
    Points of = points[next++ % CURVES];
    return path.projection.fit(of.x(), of.y(), of.size(), path.coefficients);
  }

  /** A prediction, with its distribution. */
  @Benchmark
  public Optional<Prediction> prediction(Predictor by) {
    return by.predictor.predict(trial, curves[next++ % CURVES]);
  }
}

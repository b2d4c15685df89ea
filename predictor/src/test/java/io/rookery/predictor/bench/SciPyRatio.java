package io.rookery.predictor.bench;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Providers;
import io.rookery.predictor.Trial;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The time of one fit of a − b^(c − x) to the same 15 points by SciPy, as PENGUIN calls it, and
 * here, one thread each. Argument: the Python to ask, by default python3; where it or its SciPy is
 * absent only the times here are printed.
 */
public final class SciPyRatio {

  private static final int POINTS = 15;
  private static final int CURVES = 200;

  /** SciPy's own milliseconds a fit, over the curves it reads; it counts processor time. */
  private static final String SCRIPT =
      """
      import sys, time
      import numpy as np
      from scipy.optimize import curve_fit
      def f(x, a, b, c):
          return a - b ** (c - x)
      curves = [np.array([float(v) for v in line.split()]) for line in sys.stdin]
      x = np.arange(1, len(curves[0]) + 1, dtype=float)
      bounds = ([0.5, 1, 0], [200, np.inf, np.inf])
      spent = failed = 0
      for y in curves:
          start = time.process_time()
          try:
              curve_fit(f, x, y, p0=[10, 1.001, 100], bounds=bounds)
          except RuntimeError:
              failed += 1
          spent += time.process_time() - start
      print(1000 * spent / len(curves), failed)
      """;

  private SciPyRatio() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    List<LearningCurve> curves = new ArrayList<>();
    Random random = new Random(1);
    for (int c = 0; c < CURVES; c++) {
      curves.add(Searches.curve(random, POINTS));
    }
    double fast = micros("parametric", curves);
    double published = micros("penguin", curves);
    System.out.printf(
        Locale.ROOT, "parametric (variable projection): %.2f µs a prediction%n", fast);
    System.out.printf(Locale.ROOT, "penguin (as published): %.1f µs a prediction%n", published);
    double scipy = scipyMillis(arguments.length > 0 ? arguments[0] : "python3", curves);
    if (Double.isNaN(scipy)) {
      System.out.println("SciPy: skipped, there is no Python with it");
    } else {
      System.out.printf(
          Locale.ROOT,
          "SciPy: %.2f ms a fit: %.0f times parametric, %.0f times penguin%n",
          scipy,
          1000 * scipy / fast,
          1000 * scipy / published);
    }
  }

  private static double micros(String name, List<LearningCurve> curves) {
    FitnessPredictor predictor = Providers.predictor(name).create(Metric.ACCURACY);
    Trial trial = new Trial("ratio", 20, Map.of(), false);
    double least = Double.POSITIVE_INFINITY;
    int answers = 0;
    for (int round = 0; round < 200; round++) {
      long start = System.nanoTime();
      for (LearningCurve curve : curves) {
        answers += predictor.predict(trial, curve).isPresent() ? 1 : 0;
      }
      least = Math.min(least, (System.nanoTime() - start) / 1e3 / curves.size());
    }
    if (answers == 0) {
      throw new IllegalStateException(name + " predicts none of the curves");
    }
    return least;
  }

  private static double scipyMillis(String python, List<LearningCurve> curves)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(python, "-c", SCRIPT).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(Map.of("OMP_NUM_THREADS", "1", "OPENBLAS_NUM_THREADS", "1"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Double.NaN; // no such program
    }
    try (OutputStream in = process.getOutputStream()) {
      for (LearningCurve curve : curves) {
        StringBuilder line = new StringBuilder();
        curve.points().stream().map(CurvePoint::fitness).forEach(y -> line.append(y).append(' '));
        in.write(line.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // It ended before it read: there is no SciPy, as its exit code says.
    }
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = out.readLine();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
      return ended && line != null ? Double.parseDouble(line.split(" ", -1)[0]) : Double.NaN;
    }
  }
}

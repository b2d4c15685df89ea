package io.rookery.predictor.bench;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Guards;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.preset.Preset;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Random;

/**
 * 10,000 curves in flight, each reporting once a second: the processor time a second of reports
 * costs, and the memory the engine keeps. The predictor and the rules are the product's default;
 * {@code all} keeps every network in training, whatever the rules say, which holds most; without it
 * what is stopped makes room for another network.
 *
 * <p>Arguments: networks, seconds, all or stop.
 */
public final class InFlight {

  private static final int HORIZON = 40;

  /** Trained to the end before, so that there is something to learn from. */
  private static final int FINISHED = 200;

  private static final double MEGABYTE = 1 << 20;

  private final PredictionEngine engine =
      new PredictionEngine(
          Metric.ACCURACY,
          Preset.DEFAULT.predictor(),
          Preset.DEFAULT.newPredictor(Metric.ACCURACY),
          Preset.DEFAULT.newRules(Metric.ACCURACY),
          new Guards(1, 20, 0.5));
  private final Random random = new Random(1);
  private final LearningCurve[] curves;
  private final String[] ids;
  private final int[] epochs;
  private final boolean keepAll;
  private int begun;
  private int ended;

  private InFlight(int networks, boolean keepAll) {
    this.curves = new LearningCurve[networks];
    this.ids = new String[networks];
    this.epochs = new int[networks];
    this.keepAll = keepAll;
  }

  /** Runs and prints a line a second. */
  public static void main(String[] arguments) {
    int networks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
    boolean keepAll = arguments.length < 3 || arguments[2].equals("all");
    new InFlight(networks, keepAll).run(seconds);
  }

  private void run(int seconds) {
    double before = usedMegabytes();
    for (int i = 0; i < FINISHED; i++) {
      String id = "finished" + i;
      engine.begin(id, HORIZON, Searches.scalars(random));
      engine.exempt(id);
      Searches.curve(random, HORIZON).points().forEach(point -> engine.observe(id, point));
    }
    for (int i = 0; i < curves.length; i++) {
      begin(i);
    }
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    double total = 0;
    double worst = 0;
    double megabytes = 0;
    for (int second = 1; second <= seconds; second++) {
      long start = clock.getCurrentThreadCpuTime();
      for (int i = 0; i < curves.length; i++) {
        report(i);
      }
      double used = (clock.getCurrentThreadCpuTime() - start) / 1e9;
      total += second > seconds / 3 ? used : 0; // the first third warms up
      worst = Math.max(worst, second > seconds / 3 ? used : 0);
      megabytes = usedMegabytes() - before;
      System.out.printf(
          Locale.ROOT,
          "second %d: %.3f s of a core, %.1f µs a report, %d networks ended, %.0f MB%n",
          second,
          used,
          1e6 * used / curves.length,
          ended,
          megabytes);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d in flight: %.3f of a core on average, %.3f in the worst second, %.0f MB with the curves to come%n",
        curves.length,
        total / (seconds - seconds / 3),
        worst,
        megabytes);
  }

  private void begin(int i) {
    ids[i] = "n" + begun++;
    curves[i] = Searches.curve(random, HORIZON);
    epochs[i] = 0;
    engine.begin(ids[i], HORIZON, Searches.scalars(random));
    if (keepAll) {
      engine.exempt(ids[i]);
    }
  }

  private void report(int i) {
    CurvePoint point = curves[i].point(epochs[i]++);
    boolean goesOn = engine.observe(ids[i], point).decision().goesOn();
    if (!goesOn || epochs[i] == HORIZON) {
      ended++;
      begin(i);
    }
  }

  private static double usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE;
  }
}

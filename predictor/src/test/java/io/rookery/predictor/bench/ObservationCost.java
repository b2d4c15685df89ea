package io.rookery.predictor.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/**
 * {@link ObservationBench} in processor time, which other work on the same machine stretches less
 * than the clock's. Argument: rounds, of which the first half warms up.
 */
public final class ObservationCost {

  private ObservationCost() {}

  /** Measures and prints. */
  public static void main(String[] arguments) {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    for (int finished : new int[] {100, 1000}) {
      ObservationBench bench = new ObservationBench();
      bench.finished = finished;
      double[] micros = new double[rounds];
      double sum = 0;
      for (int round = 0; round < rounds; round++) {
        bench.setUp();
        long start = clock.getCurrentThreadCpuTime();
        sum += bench.observation();
        long used = clock.getCurrentThreadCpuTime() - start;
        micros[round] = used / 1e3 / (ObservationBench.EPOCHS * ObservationBench.FURTHER);
      }
      double[] warm = Arrays.copyOfRange(micros, rounds / 2, rounds);
      Arrays.sort(warm);
      System.out.printf(
          Locale.ROOT,
          "%d finished: %.1f µs of processor time an observation (median; least %.1f, most %.1f)%n",
          finished,
          warm[warm.length / 2],
          warm[0],
          warm[warm.length - 1]);
      if (Double.isNaN(sum)) {
        throw new IllegalStateException("a prediction is no number");
      }
    }
  }
}

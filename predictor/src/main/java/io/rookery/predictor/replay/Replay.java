package io.rookery.predictor.replay;

import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntConsumer;

/**
 * Replays a curve set in several random orders of arrival. Same set, settings and subject: the same
 * result, but for the times.
 */
public final class Replay {

  /**
   * How to replay.
   *
   * @param metric scale of the fitness
   * @param horizon the epoch whose fitness counts; empty for the last one in the set
   * @param slots networks in training at a time, at least 1
   * @param orders random orders of arrival, at least 1
   * @param seed of the orders
   */
  public record Settings(
      @Help("scale of the fitness: ACCURACY (percent) or LOSS") Metric metric,
      @Help("the epoch whose fitness counts; by default the last one in the set")
          OptionalDouble horizon,
      @Help("networks in training at a time; 1 or more") int slots,
      @Help("random orders of arrival; 1 or more") int orders,
      @Help("seed of the orders") long seed) {

    /** One slot, ten orders, accuracies, the set's own horizon. */
    public static final Settings DEFAULT =
        new Settings(Metric.ACCURACY, OptionalDouble.empty(), 1, 10, 1);

    public Settings {
      if (slots < 1 || orders < 1) {
        throw new IllegalArgumentException(
            "slots and orders must be at least 1: slots %d, orders %d".formatted(slots, orders));
      }
      if (horizon.isPresent() && !(horizon.getAsDouble() > 0)) {
        throw new IllegalArgumentException(
            "horizon must be greater than 0: " + horizon.getAsDouble());
      }
    }

    /** These settings with other slots. */
    public Settings withSlots(int other) {
      return new Settings(metric, horizon, other, orders, seed);
    }
  }

  private final Settings settings;

  /** A replay with these settings. */
  public Replay(Settings settings) {
    this.settings = settings;
  }

  /**
   * Replays {@code set} through {@code subject}.
   *
   * @throws IllegalArgumentException if no curve of the set has a point at the horizon
   */
  public ReplayResult run(CurveSet set, Subject subject) {
    return run(set, subject, done -> {});
  }

  /**
   * The same.
   *
   * @param progress is told after each order how many are done
   */
  public ReplayResult run(CurveSet set, Subject subject, IntConsumer progress) {
    double horizon = settings.horizon().orElse(set.lastEpoch());
    List<RecordedCurve> whole =
        set.curves().stream()
            .filter(curve -> curve.fitnessAt(horizon).isPresent())
            .map(curve -> curve.until(horizon))
            .toList();
    if (whole.isEmpty()) {
      throw new IllegalArgumentException(
          "no curve of %s has a point at the horizon %s; its last epoch is %s"
              .formatted(set.name(), horizon, set.lastEpoch()));
    }
    Scores scores = new Scores(settings.metric(), horizon);
    for (int order = 0; order < settings.orders(); order++) {
      List<RecordedCurve> arrivals = new ArrayList<>(whole);
      Collections.shuffle(arrivals, new Random(settings.seed() * 1_000_003 + order));
      Simulation simulation =
          new Simulation(
              subject.engine(settings.metric()), arrivals, horizon, settings.slots(), order);
      simulation.run();
      scores.add(simulation, makespan(arrivals));
      progress.accept(order + 1);
    }
    return scores.result(set.name(), subject, set.curves().size() - whole.size(), settings);
  }

  /** Time to train all of {@code arrivals} to the end, on these slots, in this order. */
  private double makespan(List<RecordedCurve> arrivals) {
    double[] busyUntil = new double[settings.slots()];
    for (RecordedCurve curve : arrivals) {
      int earliest = 0;
      for (int slot = 1; slot < busyUntil.length; slot++) {
        if (busyUntil[slot] < busyUntil[earliest]) {
          earliest = slot;
        }
      }
      for (int i = 0; i < curve.points().size(); i++) {
        busyUntil[earliest] += curve.duration(i);
      }
    }
    double last = 0;
    for (double end : busyUntil) {
      last = Math.max(last, end);
    }
    return last;
  }
}

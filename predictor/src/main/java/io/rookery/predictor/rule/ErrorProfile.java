package io.rookery.predictor.rule;

import io.rookery.predictor.Audit;
import io.rookery.predictor.Prediction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How the expected error falls with the epochs, on average over audited networks, and what that
 * makes of a price: a network stops at epoch e iff price·a(e) ≤ min over e′ &gt; e of (e′ − e) +
 * price·(a(e)/A(e))·A(e′), with a its expected error, A the mean one, 0 at the horizon.
 */
final class ErrorProfile {

  static final ErrorProfile EMPTY = new ErrorProfile(new double[0], List.of());

  private static final int PRICES = 60;
  private static final double SMALLEST_PRICE = 0.02;
  private static final double LARGEST_PRICE = 1000;
  private static final double SMALLEST_CALIBRATION = 0.5;
  private static final double LARGEST_CALIBRATION = 3;

  /**
   * What is believed of true over stated errors before an audit says so, and how many audits'
   * worth. Above 1: a network stops where its stated error happens to be small.
   */
  private static final double OVERCONFIDENCE = 1.3;

  private static final double BELIEF = 10;

  private final double[] epochs;
  private final double[] mean;
  private final List<Path> paths;

  private ErrorProfile(double[] epochs, List<Path> paths) {
    this.epochs = epochs;
    this.paths = paths;
    this.mean = new double[epochs.length];
    for (int i = 0; i < epochs.length; i++) {
      int column = i;
      mean[i] =
          paths.stream()
              .mapToDouble(path -> path.stated[column])
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
  }

  /** Stated and true error of one audit's hindsight after each epoch; NaN where there is none. */
  private static final class Path {
    final double[] stated;
    final double[] actual;

    Path(int epochs) {
      stated = new double[epochs];
      actual = new double[epochs];
      Arrays.fill(stated, Double.NaN);
      Arrays.fill(actual, Double.NaN);
    }
  }

  /**
   * A price of an error point, in epochs.
   *
   * @param value the price
   * @param calibration true over stated error where it stops networks
   */
  record Price(double value, double calibration) {}

  static ErrorProfile of(List<Audit> audits) {
    TreeSet<Double> union = new TreeSet<>();
    audits.forEach(audit -> audit.curve().points().forEach(p -> union.add(p.epoch())));
    double[] epochs = union.stream().mapToDouble(Double::doubleValue).toArray();
    return new ErrorProfile(epochs, audits.stream().map(audit -> path(audit, epochs)).toList());
  }

  int audits() {
    return paths.size();
  }

  /** Whether a network with this expected error stops at {@code epoch}. */
  boolean stops(double price, double epoch, double error) {
    int at = Arrays.binarySearch(epochs, epoch);
    int index = at >= 0 ? at : Math.max(0, -at - 2);
    return index < epochs.length - 1 && stopsAt(price, index, epoch, error);
  }

  /**
   * The smallest price that, by the audits, makes an error of at most {@code allowed} on average.
   */
  Price price(double allowed) {
    int low = 0;
    int high = PRICES - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (outcome(price(middle)).error() <= allowed) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return new Price(price(low), outcome(price(low)).calibration());
  }

  private static double price(int index) {
    return SMALLEST_PRICE * Math.pow(LARGEST_PRICE / SMALLEST_PRICE, index / (PRICES - 1.0));
  }

  /** What a price makes of the audits: their mean error, by true over stated error at the stops. */
  private record Stops(double error, double calibration) {}

  private Stops outcome(double price) {
    double stated = 0;
    double actual = 0;
    for (Path path : paths) {
      for (int i = 0; i < epochs.length - 1; i++) {
        if (Double.isFinite(path.stated[i]) && stopsAt(price, i, epochs[i], path.stated[i])) {
          stated += path.stated[i];
          actual += path.actual[i];
          break;
        }
      }
    }
    double mean = stated / Math.max(1, paths.size());
    double calibration =
        mean > 0
            ? (actual + BELIEF * OVERCONFIDENCE * mean) / (stated + BELIEF * mean)
            : OVERCONFIDENCE;
    calibration = Math.max(SMALLEST_CALIBRATION, Math.min(LARGEST_CALIBRATION, calibration));
    return new Stops(mean * calibration, calibration);
  }

  private boolean stopsAt(double price, int index, double epoch, double error) {
    double share = mean[index] > 0 ? error / mean[index] : 1;
    double best = Double.POSITIVE_INFINITY;
    for (int later = index + 1; later < epochs.length; later++) {
      double remaining = later == epochs.length - 1 ? 0 : share * mean[later];
      if (!Double.isNaN(remaining)) {
        best = Math.min(best, epochs[later] - epoch + price * remaining);
      }
    }
    return price * error <= best;
  }

  private static Path path(Audit audit, double[] epochs) {
    Path path = new Path(epochs.length);
    for (int i = 0; i < audit.hindsight().size(); i++) {
      Optional<Prediction> prediction = audit.hindsight().get(i);
      if (prediction.isPresent() && Double.isFinite(prediction.get().standardDeviation())) {
        int at = Arrays.binarySearch(epochs, audit.curve().epoch(i));
        path.stated[at] = TargetError.expectedError(prediction.get());
        path.actual[at] = Math.abs(prediction.get().mean() - audit.measured());
      }
    }
    return path;
  }
}

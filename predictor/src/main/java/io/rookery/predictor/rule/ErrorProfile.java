package io.rookery.predictor.rule;

import io.rookery.predictor.Audit;
import io.rookery.predictor.Prediction;
import java.util.ArrayList;
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

  static final ErrorProfile EMPTY = new ErrorProfile(new double[0], new double[0][], 1);

  private static final int PRICES = 60;
  private static final double SMALLEST_PRICE = 0.02;
  private static final double LARGEST_PRICE = 1000;

  /** Audits' worth of belief that the stated errors are right. */
  private static final double CALIBRATION_PRIOR = 10;

  private final double[] epochs;
  private final double[] mean;
  private final double[][] paths;
  private final double calibration;

  private ErrorProfile(double[] epochs, double[][] paths, double calibration) {
    this.epochs = epochs;
    this.paths = paths;
    this.calibration = calibration;
    this.mean = new double[epochs.length];
    for (int i = 0; i < epochs.length; i++) {
      int column = i;
      mean[i] =
          Arrays.stream(paths)
              .mapToDouble(path -> path[column])
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN);
    }
  }

  static ErrorProfile of(List<Audit> audits) {
    TreeSet<Double> union = new TreeSet<>();
    audits.forEach(audit -> audit.curve().points().forEach(p -> union.add(p.epoch())));
    double[] epochs = union.stream().mapToDouble(Double::doubleValue).toArray();
    List<double[]> paths = new ArrayList<>();
    double ratios = CALIBRATION_PRIOR;
    for (Audit audit : audits) {
      double[] path = path(audit, epochs);
      paths.add(path);
      ratios += ratio(audit);
    }
    return new ErrorProfile(
        epochs,
        paths.toArray(new double[0][]),
        Math.max(0.5, Math.min(2, ratios / (audits.size() + CALIBRATION_PRIOR))));
  }

  int audits() {
    return paths.length;
  }

  /** Mean true error over mean stated error of the audits, drawn to 1. */
  double calibration() {
    return calibration;
  }

  /** Whether a network with this expected error stops at {@code epoch}. */
  boolean stops(double price, double epoch, double error) {
    int at = Arrays.binarySearch(epochs, epoch);
    int index = at >= 0 ? at : Math.max(0, -at - 2);
    return index < epochs.length - 1 && stopsAt(price, index, epoch, error);
  }

  /** The smallest price at which the audits' expected errors average at most {@code allowed}. */
  double price(double allowed) {
    int low = 0;
    int high = PRICES - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (meanError(price(middle)) <= allowed) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return price(low);
  }

  private static double price(int index) {
    return SMALLEST_PRICE * Math.pow(LARGEST_PRICE / SMALLEST_PRICE, index / (PRICES - 1.0));
  }

  private double meanError(double price) {
    double sum = 0;
    for (double[] path : paths) {
      for (int i = 0; i < epochs.length - 1; i++) {
        if (Double.isFinite(path[i]) && stopsAt(price, i, epochs[i], path[i])) {
          sum += calibration * path[i];
          break;
        }
      }
    }
    return sum / Math.max(1, paths.length);
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

  private static double[] path(Audit audit, double[] epochs) {
    double[] path = new double[epochs.length];
    Arrays.fill(path, Double.NaN);
    for (int i = 0; i < audit.hindsight().size(); i++) {
      Optional<Prediction> prediction = audit.hindsight().get(i);
      if (prediction.isPresent() && Double.isFinite(prediction.get().standardDeviation())) {
        int at = Arrays.binarySearch(epochs, audit.curve().epoch(i));
        path[at] = TargetError.expectedError(prediction.get());
      }
    }
    return path;
  }

  /** True over stated error, averaged along the curve; 1 where nothing was stated. */
  private static double ratio(Audit audit) {
    return audit.hindsight().stream()
        .flatMap(Optional::stream)
        .filter(p -> TargetError.expectedError(p) > 0)
        .mapToDouble(p -> Math.abs(p.mean() - audit.measured()) / TargetError.expectedError(p))
        .average()
        .orElse(1);
  }
}

package io.rookery.predictor.bayes;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * What is known of a network after its first points, as numbers. The first is the running best,
 * which curves that dip do not fool.
 */
final class Features {

  private static final int CURVE = 4;
  private static final int CHANNEL = 2;

  /** Ridge penalties: what the curve, the training and the architecture say is believed so much. */
  private static final double CURVE_PENALTY = 3;

  private static final double CHANNEL_PENALTY = 0.2;
  private static final double ARCHITECTURE_PENALTY = 8;

  private final Scale scale;
  private final List<String> names;
  private final double[] penalties;

  /** The features of a search whose networks have the scalars of {@code first}. */
  Features(Scale scale, Trial first) {
    this.scale = scale;
    this.names = List.copyOf(new TreeSet<>(first.scalars().keySet()));
    this.penalties = new double[CURVE + CHANNEL + names.size()];
    Arrays.fill(penalties, ARCHITECTURE_PENALTY);
    Arrays.fill(penalties, 0, CURVE, CURVE_PENALTY);
    Arrays.fill(penalties, CURVE, CURVE + CHANNEL, CHANNEL_PENALTY);
  }

  int count() {
    return penalties.length;
  }

  double penalty(int feature) {
    return penalties[feature];
  }

  /** Of the first {@code size} points; what was not reported is NaN. */
  double[] of(Trial trial, LearningCurve curve, int size) {
    double[] f = new double[count()];
    double last = scale.of(curve.fitness(size - 1));
    double best = best(curve, size);
    f[0] = best;
    f[1] = last - best;
    f[2] = median(curve, size) - best;
    f[3] = best - best(curve, Math.max(1, size / 2));
    double channel = Scale.channel(curve.point(size - 1));
    f[CURVE] = channel - best;
    f[CURVE + 1] = channel - Scale.channel(curve.point(0));
    for (int i = 0; i < names.size(); i++) {
      f[CURVE + CHANNEL + i] = trial.scalars().getOrDefault(names.get(i), Double.NaN);
    }
    return f;
  }

  private double best(LearningCurve curve, int size) {
    return scale.of(scale == Scale.LOGIT ? curve.highest(size) : curve.lowest(size));
  }

  /** Of the last three points. */
  private double median(LearningCurve curve, int size) {
    double[] last = new double[Math.min(3, size)];
    for (int i = 0; i < last.length; i++) {
      last[i] = scale.of(curve.fitness(size - 1 - i));
    }
    Arrays.sort(last);
    return last.length == 2 ? (last[0] + last[1]) / 2 : last[last.length / 2];
  }
}

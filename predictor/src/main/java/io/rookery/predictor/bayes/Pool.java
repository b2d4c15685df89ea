package io.rookery.predictor.bayes;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Trial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The networks of one search that share a horizon, and the stages learned from them. */
final class Pool {

  /** More stages than this tell no more: longer curves are learned at evenly spaced epochs. */
  private static final int MAX_STAGES = 100;

  private static final double STOPS_PER_REFRESH = 10;

  private final Scale scale;
  private final int minimumFinished;
  private final Map<String, Learned> networks = new LinkedHashMap<>();
  private @Nullable Features layout;
  private double[] epochs = {};
  private @Nullable Stage[] stages = {};
  private int finished;
  private double pending;
  private long version;

  Pool(Scale scale, int minimumFinished) {
    this.scale = scale;
    this.minimumFinished = minimumFinished;
  }

  long version() {
    refreshIfDue();
    return version;
  }

  void learn(Trial trial, LearningCurve curve) {
    if (layout == null) {
      layout = new Features(scale, trial);
    }
    Learned network = networks.computeIfAbsent(trial.id(), id -> new Learned(trial));
    boolean before = !network.curve.isEmpty() && network.finished();
    network.curve = curve;
    if (network.finished() && !before) {
      finished++;
      if (epochs.length == 0) {
        setStages(layout, curve);
      }
    }
    network.features = features(layout, network);
    pending += network.finished() ? 1 : 1 / STOPS_PER_REFRESH;
  }

  Posterior predict(Trial trial, LearningCurve curve) {
    refreshIfDue();
    Stage stage = stage(curve.last().epoch());
    return stage == null || layout == null
        ? Cold.predict(scale, curve, trial.horizon())
        : stage.predict(layout.of(trial, curve, curve.size()));
  }

  Posterior hindsight(Trial trial, LearningCurve head) {
    refreshIfDue();
    Stage stage = stage(head.last().epoch());
    Learned network = networks.get(trial.id());
    Posterior left = stage == null || network == null ? null : stage.leaveOut(network);
    return left == null ? predict(trial, head) : left;
  }

  /** The newest stage that the epoch has reached; null where nothing was learned there. */
  private @Nullable Stage stage(double epoch) {
    int index = index(epoch);
    return index < 0 || index >= stages.length ? null : stages[index];
  }

  private int index(double epoch) {
    int low = -1;
    int high = epochs.length;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (epochs[middle] <= epoch + 1e-9) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The stages are the epochs of the first finished curve. */
  private void setStages(Features layout, LearningCurve curve) {
    int count = Math.min(MAX_STAGES, curve.size());
    epochs = new double[count];
    for (int i = 0; i < count; i++) {
      epochs[i] = curve.epoch((int) ((long) (i + 1) * curve.size() / count) - 1);
    }
    for (Learned network : networks.values()) {
      network.features = features(layout, network);
    }
  }

  private double[][] features(Features layout, Learned network) {
    int reached = index(network.curve.last().epoch()) + 1;
    double[][] features = new double[reached][];
    int size = 0;
    for (int stage = 0; stage < reached; stage++) {
      while (size < network.curve.size() && network.curve.epoch(size) <= epochs[stage] + 1e-9) {
        size++;
      }
      features[stage] =
          stage < network.features.length
              ? network.features[stage]
              : layout.of(network.trial, network.curve, Math.max(1, size));
    }
    return features;
  }

  /** After a full training or ten stops; in a large search, where one tells less, more rarely. */
  private void refreshIfDue() {
    double due = Math.max(1, Math.sqrt(networks.size()) / 8);
    if (finished >= minimumFinished && pending >= (version == 0 ? 0 : due) - 1e-9) {
      pending = 0;
      version++;
      refresh();
    }
  }

  /** One sweep from the last stage to the first; what ended early is believed where it ended. */
  private void refresh() {
    Features known = layout;
    if (known == null) {
      return;
    }
    stages = new Stage[epochs.length];
    networks.values().stream().filter(Learned::finished).forEach(this::measured);
    Stage next = null;
    for (int index = epochs.length - 1; index >= 0; index--) {
      List<Learned> beyond = new ArrayList<>();
      for (Learned network : networks.values()) {
        if (network.stages() > index + 1) {
          beyond.add(network);
        }
      }
      if (beyond.size() >= Stage.SMALLEST) {
        next = new Stage(index, beyond, known, next, finished);
        stages[index] = next;
      }
      believe(index, next);
    }
  }

  private void measured(Learned network) {
    network.target = scale.of(network.curve.last().fitness());
    network.variance = 0;
  }

  /** Sets the targets of the networks that ended at this stage by the nearest stage learned. */
  private void believe(int index, @Nullable Stage stage) {
    for (Learned network : networks.values()) {
      if (!network.finished() && network.stages() == index + 1) {
        Posterior belief =
            stage == null
                ? Cold.predict(scale, network.curve, network.trial.horizon())
                : stage.predict(network.features[index]);
        network.target = belief.mean();
        network.variance = Math.min(4, belief.variance());
      }
    }
  }
}

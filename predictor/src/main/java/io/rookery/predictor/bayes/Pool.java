package io.rookery.predictor.bayes;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Trial;
import java.util.LinkedHashMap;
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
  private final Targets targets = new Targets();
  private @Nullable Features layout;
  private @Nullable Sweep sweep;
  private double[] epochs = {};
  private Cohort[] cohorts = {};
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
      sweep = new Sweep(layout, targets);
    }
    Learned network =
        networks.computeIfAbsent(trial.id(), id -> new Learned(trial, networks.size()));
    boolean before = network.finished();
    network.curve = curve;
    if (network.finished()) {
      targets.set(network, scale.of(curve.last().fitness()), 0);
      if (!before) {
        finished++;
      }
      if (epochs.length == 0) {
        setStages(layout, curve);
      }
    }
    place(layout, network);
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
    Posterior left = stage == null || network == null ? null : stage.leaveOut(network.number);
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
    cohorts = new Cohort[count];
    for (int i = 0; i < count; i++) {
      epochs[i] = curve.epoch((int) ((long) (i + 1) * curve.size() / count) - 1);
      cohorts[i] = new Cohort(layout.count());
    }
    networks.values().forEach(network -> place(layout, network));
  }

  /** Sees to it that the network stands where it ended, and in every stage before. */
  private void place(Features layout, Learned network) {
    int before = network.stages;
    network.stages = index(network.curve.last().epoch()) + 1;
    if (before > 0) {
      cohorts[before - 1].ended.remove(network);
    }
    for (int stage = before - 2; stage >= Math.max(0, network.stages - 1); stage--) {
      cohorts[stage].remove(network.number);
    }
    int size = 1;
    for (int stage = Math.max(0, Math.min(before, network.stages) - 1);
        stage < network.stages;
        stage++) {
      while (size < network.curve.size() && network.curve.epoch(size) <= epochs[stage] + 1e-9) {
        size++;
      }
      if (stage != before - 1) {
        network.features = layout.of(network.trial, network.curve, size);
      }
      if (stage < network.stages - 1) {
        cohorts[stage].put(network.number, network.features);
      }
    }
    if (network.stages > 0) {
      cohorts[network.stages - 1].ended.add(network);
    }
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
    if (sweep == null) {
      return;
    }
    stages = new Stage[epochs.length];
    Stage next = null;
    for (int index = epochs.length - 1; index >= 0; index--) {
      if (cohorts[index].size() >= Stage.SMALLEST) {
        next = sweep.learn(cohorts[index], next, finished);
        stages[index] = next;
      }
      for (Learned network : cohorts[index].ended) {
        if (!network.finished()) {
          believe(network, next);
        }
      }
    }
  }

  /** Sets the target of a network that ended early by the nearest stage learned. */
  private void believe(Learned network, @Nullable Stage stage) {
    Posterior belief =
        stage == null
            ? Cold.predict(scale, network.curve, network.trial.horizon())
            : stage.predict(network.features);
    targets.set(network, belief.mean(), Math.min(4, belief.variance()));
  }
}

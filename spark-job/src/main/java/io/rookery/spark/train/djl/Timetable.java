package io.rookery.spark.train.djl;

import io.rookery.nas.Recipe;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSettings.Schedule;

/**
 * Which step falls where: a step is one mini-batch, counted from 0 over the whole training.
 *
 * @param images in the training split
 * @param batchSize of a step; a single image left over joins the step before it, since a batch norm
 *     cannot learn from one
 * @param epochs of the whole training
 * @param validateEvery epochs between validations
 */
record Timetable(int images, int batchSize, int epochs, double validateEvery) {

  static Timetable of(TrainingPlan plan, int images) {
    return new Timetable(
        images,
        plan.recipe().batchSize(),
        plan.settings().epochs(),
        plan.settings().validateEvery());
  }

  int stepsPerEpoch() {
    int full = images / batchSize;
    int rest = images % batchSize;
    return rest > 1 || full == 0 ? full + 1 : full;
  }

  long steps() {
    return (long) epochs * stepsPerEpoch();
  }

  /** First image of a step, in the epoch's order. */
  int from(long step) {
    return (int) (step % stepsPerEpoch()) * batchSize;
  }

  /** One past the last image of a step. */
  int to(long step) {
    return step % stepsPerEpoch() == stepsPerEpoch() - 1 ? images : from(step) + batchSize;
  }

  /** The next validation after so many steps. */
  Stop after(long steps) {
    for (long k = 1; ; k++) {
      double epoch = Math.min(k * validateEvery, epochs);
      long step = Math.round(epoch * stepsPerEpoch());
      if (step > steps) {
        return new Stop(step, clean(epoch));
      }
    }
  }

  /** Three validations an epoch end at 1, not at 0.9999999999999999. */
  private static double clean(double epoch) {
    double whole = Math.rint(epoch);
    return Math.abs(epoch - whole) < 1e-9 ? whole : epoch;
  }

  /**
   * A validation.
   *
   * @param step steps done by then
   * @param epoch epochs done by then
   */
  record Stop(long step, double epoch) {}

  /**
   * Learning rate of a step; the cosine falls from the full rate to 0 (Loshchilov, Hutter 2017,
   * arXiv 1608.03983, equation 5, without restarts). A recipe's decay divides the rate besides.
   */
  double learningRate(long step, Recipe recipe, Schedule schedule) {
    double rate = recipe.learningRate() / (1 + recipe.decay() * step);
    return switch (schedule) {
      case CONSTANT -> rate;
      case COSINE -> rate * 0.5 * (1 + Math.cos(Math.PI * step / steps()));
    };
  }
}

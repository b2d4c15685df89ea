package io.rookery.spark.trial;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Scores a trained network once on the test split, and saves it as a model. */
final class ScoreTask implements Function<Integer, Double> {

  private static final long serialVersionUID = 1;

  private final TrialSetup setup;
  private final Broadcast<ImageSet> images;
  private final TrialOrder order;

  ScoreTask(TrialSetup setup, Broadcast<ImageSet> images, TrialOrder order) {
    this.setup = setup;
    this.images = images;
    this.order = order;
  }

  @Override
  public Double call(Integer ignored) throws IOException {
    ImageSet set = images.value();
    TrainingPlan plan = setup.plan(order);
    try (TrainingSession session =
        Trainers.named(setup.trainer())
            .open(
                plan,
                setup.searchId(),
                set,
                Devices.of(TaskContext.get()),
                setup.checkpoints().latest(order.candidate().id(), order.known()))) {
      if (session.epoch() < order.horizon()) {
        throw new IOException(
            "the newest checkpoint of %s is of epoch %s, its training ended at %s"
                .formatted(order.candidate().id(), session.epoch(), order.horizon()));
      }
      return session.score(set.test());
    }
  }
}

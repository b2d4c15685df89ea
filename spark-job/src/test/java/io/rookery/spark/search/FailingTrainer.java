package io.rookery.spark.search;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import org.jspecify.annotations.Nullable;

/** Fails every training. */
public final class FailingTrainer implements Trainer {

  @Override
  public String name() {
    return "failing";
  }

  @Override
  public TrainingSession open(
      TrainingPlan plan,
      String key,
      ImageSet images,
      Device device,
      @Nullable DataInput checkpoint) {
    throw new IllegalStateException("no training today");
  }
}

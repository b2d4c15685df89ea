package io.rookery.spark.train.djl;

import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation.Dense;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Networks with their first weights, for tests of what does not need trained ones. */
public final class Untrained {

  private Untrained() {}

  /** A small network for these images. */
  public static TrainedModel model(ImageSet images) throws IOException {
    List<Node> nodes = new ArrayList<>(Plans.network().nodes());
    nodes.set(
        nodes.size() - 1, new Node(new Dense(images.classes().size()), List.of(nodes.size() - 2)));
    return model(images, new Architecture(images.shape(), nodes, null));
  }

  /** This network. */
  public static TrainedModel model(ImageSet images, Architecture architecture) throws IOException {
    TrainingPlan plan = new TrainingPlan(architecture, Plans.settings(1, 1, Plans.SGD), 1);
    try (TrainingSession session =
        new DjlTrainer().open(plan, "untrained", images, Device.CPU, null)) {
      byte[] checkpoint = Plans.save(session);
      return new DjlTrainer()
          .model(new DataInputStream(new ByteArrayInputStream(checkpoint)), images);
    }
  }
}

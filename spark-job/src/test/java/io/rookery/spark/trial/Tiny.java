package io.rookery.spark.trial;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import java.util.List;

/** The smallest network and images that are any. */
final class Tiny {

  private static final Shape SHAPE = new Shape(1, 8, 8);

  private Tiny() {}

  static ImageSet images() {
    ImageSet.Split split = new ImageSet.Split(new byte[2 * 64], new int[] {0, 1});
    return new ImageSet("test", "0", SHAPE, List.of("a", "b"), split, split, split);
  }

  /** To train it from the beginning. */
  static TrialOrder order(String id, int epochs) {
    return order(id, epochs, 0);
  }

  /** To go on after the epochs that the driver knows of. */
  static TrialOrder order(String id, int epochs, int known) {
    Architecture network =
        new Architecture(
            SHAPE,
            List.of(
                new Node(
                    new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE),
                    List.of(Architecture.INPUT)),
                new Node(new Operation.Dense(2, true, null), List.of(0))),
            null);
    return new TrialOrder(
        new Candidate(id, 0, List.of(), "g", "g", null, network, null), epochs, 1, known, 0, 0);
  }
}

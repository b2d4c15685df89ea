package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.Inheritance.Copied;
import io.rookery.nas.Inheritance.Fresh;
import io.rookery.nas.Inheritance.Origin;
import io.rookery.nas.Inheritance.PassingOn;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Activation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Concat;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Dense;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Operation.SqueezeExcite;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Padding;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import io.rookery.spark.train.TrainingSettings;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InheritanceTest {

  private static final Activation RELU = new Activation(Activation.Kind.RELU);

  /**
   * Two convolutions, a depthwise one, squeeze-and-excite, a concatenation and two dense layers.
   */
  private static Architecture network(int first, int second, int units) {
    return new Architecture(
        Plans.IMAGE,
        List.of(
            new Node(Convolution.square(first, 3, 1, 1), List.of(-1)),
            new Node(new BatchNorm(), List.of(0)),
            new Node(RELU, List.of(1)),
            new Node(
                new Convolution(first, 3, 3, 1, Padding.of(1), 1, first, true, null), List.of(2)),
            new Node(new SqueezeExcite(3), List.of(3)),
            new Node(new Convolution(second, 3, 3, 1, Padding.of(1), 1, 1, true, null), List.of(4)),
            new Node(new Concat(), List.of(2, 5)),
            new Node(Pooling.square(Pooling.Kind.MAX, 2, 2, 0), List.of(6)),
            new Node(new Dense(units), List.of(7)),
            new Node(RELU, List.of(8)),
            new Node(new Dense(Plans.CLASSES), List.of(9))),
        null);
  }

  private static TrainingPlan plan(Architecture architecture, long seed) {
    TrainingSettings settings = Plans.settings(2, 1, new Optimizer.Adam(0.9, 0.999));
    return new TrainingPlan(architecture, settings, seed);
  }

  private static byte[] trained(Architecture architecture) throws IOException {
    try (TrainingSession session = Plans.open(plan(architecture, 1), null)) {
      Plans.train(session);
      return Plans.save(session);
    }
  }

  private static TrainingSession inherit(TrainingPlan plan, byte[] parent, Inheritance inheritance)
      throws IOException {
    return new DjlTrainer()
        .inherit(
            plan,
            "pictures",
            Plans.PICTURES,
            Device.CPU,
            new DataInputStream(new ByteArrayInputStream(parent)),
            inheritance);
  }

  private static float[] scores(TrainingSession session) {
    Learner learner = ((DjlSession) session).learner();
    return Torch.run(
        false,
        () -> {
          try (DeviceImages images = DeviceImages.borrow("scores", Plans.PICTURES, Device.CPU);
              NDManager batch = learner.manager().newSubManager()) {
            var some = images.valid().range(batch, 0, 60, Plans.IMAGE);
            return learner.scores(images.normalised(some.pixels())).toFloatArray();
          }
        });
  }

  private static float[] parentScores(Architecture architecture, byte[] parent) throws IOException {
    try (TrainingSession session = Plans.open(plan(architecture, 1), parent)) {
      float[] scores = scores(session);
      double spread = 0;
      for (int i = Plans.CLASSES; i < scores.length; i++) {
        spread = Math.max(spread, Math.abs(scores[i] - scores[i % Plans.CLASSES]));
      }
      // The network tells images apart: it has a function that can be kept or lost.
      assertThat(spread).isGreaterThan(0.1);
      return scores;
    }
  }

  private static double difference(float[] one, float[] other) {
    assertThat(one).hasSameSizeAs(other);
    double largest = 0;
    for (int i = 0; i < one.length; i++) {
      largest = Math.max(largest, Math.abs(one[i] - other[i]));
    }
    return largest;
  }

  private static Inheritance widened(double noise) {
    List<Integer> first = List.of(0, 1, 2, 0, 2);
    List<Integer> second = List.of(0, 1, 1, 0, 0, 1);
    List<Integer> joined = List.of(0, 1, 2, 0, 2, 3, 4, 4, 3, 3, 4);
    List<Integer> units = List.of(4, 3, 2, 1, 0, 4, 4);
    List<Origin> origins =
        List.of(
            new Copied(0, first, List.of()),
            new Copied(1, first, first),
            new Fresh(),
            new Copied(3, first, first),
            new Copied(4, first, first),
            new Copied(5, second, first),
            new Fresh(),
            new Fresh(),
            new Copied(8, units, joined),
            new Fresh(),
            new Copied(10, List.of(), units));
    return new Inheritance(origins, noise, 5);
  }

  @Test
  void a_widened_network_computes_what_its_parent_learnt() throws IOException {
    Architecture small = network(3, 2, 5);
    byte[] parent = trained(small);
    float[] expected = parentScores(small, parent);
    try (TrainingSession child = inherit(plan(network(5, 6, 7), 2), parent, widened(0))) {
      assertThat(child.epoch()).isZero();
      // Sums of other terms in single precision.
      assertThat(difference(scores(child), expected)).isLessThan(1e-4);
      assertThat(Plans.train(child)).hasSize(2);
    }
  }

  @Test
  void noise_lets_the_copies_differ_a_little() throws IOException {
    Architecture small = network(3, 2, 5);
    byte[] parent = trained(small);
    float[] expected = parentScores(small, parent);
    try (TrainingSession child = inherit(plan(network(5, 6, 7), 2), parent, widened(0.01));
        TrainingSession same = inherit(plan(network(5, 6, 7), 3), parent, widened(0.01))) {
      assertThat(difference(scores(child), expected)).isBetween(1e-5, 1.0);
      assertThat(scores(same)).isEqualTo(scores(child));
    }
  }

  @Test
  void a_deepened_network_computes_what_its_parent_learnt() throws IOException {
    Architecture shallow = Plans.plain(Convolution.square(4, 3, 1, 1), RELU, new Dense(6), RELU);
    Operation even =
        new Convolution(4, 2, 4, 1, Padding.same(Plans.IMAGE, 2, 4, 1, 1), 1, 2, true, null);
    Operation dilated =
        new Convolution(4, 3, 3, 1, Padding.same(Plans.IMAGE, 3, 3, 1, 2), 2, 1, false, null);
    Architecture deep =
        Plans.plain(
            Convolution.square(4, 3, 1, 1),
            RELU,
            dilated,
            new BatchNorm(1e-3, 0.9),
            even,
            RELU,
            new Dense(6),
            RELU,
            new Dense(6),
            RELU);
    byte[] parent = trained(shallow);
    List<Origin> origins =
        List.of(
            Copied.whole(0),
            new Fresh(),
            new PassingOn(),
            new PassingOn(),
            new PassingOn(),
            new Fresh(),
            Copied.whole(2),
            new Fresh(),
            new PassingOn(),
            new Fresh(),
            Copied.whole(4));
    try (TrainingSession child = inherit(plan(deep, 2), parent, new Inheritance(origins, 0, 1))) {
      assertThat(difference(scores(child), parentScores(shallow, parent))).isLessThan(1e-5);
    }
  }

  @Test
  void a_training_of_the_same_network_goes_on_where_the_other_ended() throws IOException {
    byte[] parent;
    List<EpochMetrics> whole;
    TrainingSettings twice = Plans.settings(4, 1, Plans.SGD);
    TrainingPlan longer = new TrainingPlan(Plans.network(), twice, 1);
    try (TrainingSession session = Plans.open(longer, null)) {
      session.next(() -> false);
      session.next(() -> false);
      parent = Plans.save(session);
      whole = Plans.train(session);
    }
    TrainingPlan other = new TrainingPlan(Plans.network(), twice, 1);
    try (TrainingSession session = inherit(other, parent, null)) {
      assertThat(session.epoch()).isEqualTo(2);
      assertThat(Plans.train(session)).isEqualTo(whole);
    }
    TrainingPlan seeded = new TrainingPlan(Plans.network(), Plans.settings(3, 1, Plans.SGD), 8);
    try (TrainingSession session = inherit(seeded, parent, null)) {
      List<EpochMetrics> rest = Plans.train(session);
      assertThat(rest).hasSize(1);
      assertThat(rest.get(0).epoch()).isEqualTo(3);
      assertThat(rest.get(0).trainLoss()).isCloseTo(whole.get(0).trainLoss(), within(0.5));
      byte[] saved = Plans.save(session);
      Plans.open(seeded, saved).close();
    }
  }

  @Test
  void what_does_not_fit_is_refused() throws IOException {
    byte[] parent = trained(network(3, 2, 5));
    assertThatThrownBy(() -> inherit(plan(network(4, 2, 5), 1), parent, null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("of another network");
    assertThatThrownBy(() -> inherit(plan(network(5, 6, 8), 1), parent, widened(0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the parent's weights do not fit: weight: 8 channels cannot come");
    assertThatThrownBy(
            () ->
                inherit(
                    plan(network(3, 2, 5), 1), parent, new Inheritance(List.of(new Fresh()), 0, 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("origins of 1 nodes, the network has 11");
    assertThat(DeviceImages.held()).isZero();
  }
}

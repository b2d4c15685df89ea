package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Dense;
import io.rookery.nas.Operation.GlobalPooling;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.spark.train.Augmentation;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import io.rookery.spark.train.TrainingSettings;
import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LearnerTest {

  private static TrainingPlan plan(Architecture architecture, double decay, double clip) {
    Recipe recipe = new Recipe(new Optimizer.Sgd(0, 0, false), 1, decay, 16, 0);
    TrainingSettings settings =
        new TrainingSettings(
            1, 1, recipe, TrainingSettings.Schedule.CONSTANT, 0, clip, Augmentation.NONE);
    return new TrainingPlan(architecture, settings, 9);
  }

  private static Learner learner(TrainingPlan plan) {
    Network network = new Network(plan.architecture());
    RandomGenerator random = Seeds.generator(plan.seed(), Seeds.Use.WEIGHTS);
    return new Learner(
        plan,
        network,
        network.parameters().start(random),
        network.statistics().start(random),
        Device.CPU);
  }

  /** Changes of all parameters in one step at learning rate 1. */
  private static float[] change(TrainingPlan plan) {
    return Torch.run(
        false,
        () -> {
          try (Learner learner = learner(plan);
              NDManager batch = learner.manager().newSubManager();
              Tally tally = new Tally(learner.manager())) {
            float[] before = learner.arrays().get(0);
            RandomGenerator random = Seeds.generator(1, Seeds.Use.WEIGHTS);
            float[] pixels = new float[6 * 128];
            for (int i = 0; i < pixels.length; i++) {
              pixels[i] = (float) Seeds.normal(random);
            }
            NDArray images = Upload.floats(batch, pixels, new Shape(6, 2, 8, 8));
            NDArray labels = Upload.longs(batch, new long[] {0, 1, 2, 3, 0, 1});
            learner.learn(new Epoch.Examples(images, labels), 1, 0, tally, batch);
            float[] after = learner.arrays().get(0);
            for (int i = 0; i < after.length; i++) {
              after[i] -= before[i];
            }
            return after;
          }
        });
  }

  private static double norm(float[] values) {
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  @Test
  void a_gradient_beyond_the_largest_norm_keeps_its_direction() {
    float[] free = change(plan(Plans.network(), 0, 0));
    float[] clipped = change(plan(Plans.network(), 0, 0.1));
    float[] wide = change(plan(Plans.network(), 0, 1000));
    assertThat(norm(free)).isGreaterThan(0.2);
    assertThat(norm(clipped)).isCloseTo(0.1, within(1e-4));
    for (int i = 0; i < free.length; i++) {
      assertThat((double) clipped[i]).isCloseTo(free[i] * 0.1 / norm(free), within(1e-6));
      assertThat((double) wide[i]).isCloseTo(free[i], within(1e-6));
    }
  }

  @Test
  void weights_decay_but_batch_norms_and_biases_do_not() {
    TrainingPlan without = plan(Plans.network(), 0, 0);
    float[] free = change(without);
    float[] decayed = change(plan(Plans.network(), 0.5, 0));
    Layout layout = new Network(Plans.network()).parameters();
    float[] start = layout.start(Seeds.generator(without.seed(), Seeds.Use.WEIGHTS));
    for (Layout.Piece piece : layout.pieces()) {
      assertThat(piece.decays()).isEqualTo(piece.name().endsWith(".weight"));
      for (int i = (int) piece.from(); i < piece.from() + piece.shape().size(); i++) {
        double pull = piece.decays() ? 0.5 * start[i] : 0;
        assertThat((double) decayed[i]).isCloseTo(free[i] - pull, within(1e-5));
      }
    }
  }

  @Test
  void parameters_begin_as_their_operations_say() {
    Layout layout = new Layout();
    layout.add("he", new Shape(20_000), true, Layout.Start.he(8));
    float[] he = layout.start(Seeds.generator(3, Seeds.Use.WEIGHTS));
    assertThat(mean(he)).isCloseTo(0, within(0.01));
    assertThat(deviation(he)).isCloseTo(0.5, within(0.01));

    var initial = new io.rookery.nas.Initial(0.3, 0.2, 0.7);
    Layout dense = new Layout();
    new LayerBuilder(0, List.of(io.rookery.nas.Shape.flat(5000)), dense, new Layout())
        .dense(new Dense(4, true, initial));
    float[] drawn = dense.start(Seeds.generator(3, Seeds.Use.WEIGHTS));
    float[] weights = java.util.Arrays.copyOf(drawn, 20_000);
    assertThat(mean(weights)).isCloseTo(0.3, within(0.005));
    // A normal distribution cut at two deviations has 0.8796 of its deviation.
    assertThat(deviation(weights)).isCloseTo(0.2 * 0.8796, within(0.005));
    for (float weight : weights) {
      assertThat((double) weight).isBetween(0.3 - 0.4001, 0.3 + 0.4001);
    }
    assertThat(drawn[20_000]).isEqualTo(0.7f);
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / values.length);
  }

  @Test
  void running_statistics_move_by_the_operations_momentum() {
    Architecture normed =
        Plans.plain(new BatchNorm(1e-5, 0.75), new GlobalPooling(Pooling.Kind.AVERAGE));
    Torch.run(
        false,
        () -> {
          try (Learner learner = learner(plan(normed, 0, 0));
              NDManager batch = learner.manager().newSubManager();
              Tally tally = new Tally(learner.manager())) {
            float[] pixels = new float[2 * 128];
            java.util.Arrays.fill(pixels, 0, 64, 3);
            NDArray images = Upload.floats(batch, pixels, new Shape(2, 2, 8, 8));
            NDArray labels = Upload.longs(batch, new long[] {0, 1});
            learner.learn(new Epoch.Examples(images, labels), 0.1, 0, tally, batch);
            // Channel 0 has mean 1.5 and, of 128 values, the unbiased variance 2.25 · 128 / 127.
            float[] statistics = learner.arrays().get(1);
            assertThat(statistics[0]).isCloseTo(0.25f * 1.5f, within(1e-6f));
            assertThat(statistics[1]).isZero();
            assertThat((double) statistics[2])
                .isCloseTo(0.75 + 0.25 * 2.25 * 128 / 127, within(1e-6));
            assertThat(statistics[3]).isCloseTo(0.75f, within(1e-6f));
            return learner;
          }
        });
  }

  @Test
  void a_node_nobody_reads_keeps_its_parameters_and_disturbs_nothing() throws IOException {
    List<Node> nodes =
        List.of(
            new Node(Convolution.square(3, 3, 1, 1), List.of(-1)),
            new Node(Convolution.square(5, 3, 1, 1), List.of(0)),
            new Node(new Operation.Zero(1), List.of(0)),
            new Node(new Operation.Sum(), List.of(0, 2)),
            new Node(new Dense(Plans.CLASSES), List.of(3)));
    Architecture architecture = new Architecture(Plans.IMAGE, nodes, null);
    assertThat(new Network(architecture).parameters().size()).isEqualTo(architecture.parameters());
    TrainingPlan plan = new TrainingPlan(architecture, Plans.settings(4, 1, Plans.SGD), 1);
    try (TrainingSession session = Plans.open(plan, null)) {
      List<EpochMetrics> curve = Plans.train(session);
      assertThat(curve.get(3).trainLoss()).isLessThan(curve.get(0).trainLoss());
    }
  }

  @Test
  void a_network_that_cannot_learn_trains_all_the_same() throws IOException {
    Architecture nothing =
        new Architecture(
            new io.rookery.nas.Shape(2, 8, 8),
            List.of(
                new Node(new GlobalPooling(Pooling.Kind.MAX), List.of(-1)),
                new Node(new Operation.Concat(), List.of(0, 0))),
            null);
    Architecture cut =
        Plans.plain(
            Convolution.square(2, 3, 1, 1),
            new Operation.Zero(2),
            new GlobalPooling(Pooling.Kind.AVERAGE));
    for (Architecture architecture : List.of(nothing, cut)) {
      TrainingPlan plan = new TrainingPlan(architecture, Plans.settings(1, 1, Plans.SGD), 1);
      try (TrainingSession session = Plans.open(plan, null)) {
        assertThat(session.next(() -> false).orElseThrow().fitness()).isBetween(0.0, 100.0);
        byte[] checkpoint = Plans.save(session);
        Plans.open(plan, checkpoint).close();
      }
    }
  }
}

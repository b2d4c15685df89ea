package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.rookery.nas.Operation;
import io.rookery.nas.Optimizer;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.train.TrainingException;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DjlTrainerTest {

  /** A whole training: its curve, and every weight at its end. */
  private record Run(List<EpochMetrics> curve, byte[] end, double test) {}

  private static Run run(TrainingPlan plan) throws IOException {
    try (TrainingSession session = Plans.open(plan, null)) {
      List<EpochMetrics> curve = Plans.train(session);
      return new Run(curve, Plans.save(session), session.score(Plans.PICTURES.test()));
    }
  }

  static List<Optimizer> optimizers() {
    return List.of(
        Plans.SGD,
        new Optimizer.Sgd(0.9, 0.5, false),
        new Optimizer.Sgd(0.9, 0, true),
        new Optimizer.Sgd(0, 0, false),
        new Optimizer.RmsProp(0.9),
        new Optimizer.Adam(0.9, 0.999));
  }

  @Test
  void it_is_found_by_name() {
    assertThat(Trainers.named("djl")).isInstanceOf(DjlTrainer.class);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void every_optimizer_learns_and_resumes_bit_for_bit(Optimizer optimizer) throws IOException {
    TrainingPlan plan = new TrainingPlan(Plans.network(), Plans.settings(6, 1, optimizer), 3);
    List<EpochMetrics> whole;
    byte[] end;
    byte[] middle;
    try (TrainingSession session = Plans.open(plan, null)) {
      whole = new ArrayList<>();
      for (int epoch = 0; epoch < 3; epoch++) {
        whole.add(Plans.timeless(session.next(() -> false).orElseThrow()));
      }
      middle = Plans.save(session);
      whole.addAll(Plans.train(session));
      end = Plans.save(session);
    }
    assertThat(whole.get(5).fitness()).isGreaterThan(60);
    assertThat(whole.get(5).trainLoss()).isLessThan(whole.get(0).trainLoss());
    try (TrainingSession resumed = Plans.open(plan, middle)) {
      assertThat(resumed.epoch()).isEqualTo(3);
      assertThat(Plans.train(resumed)).isEqualTo(whole.subList(3, 6));
      assertThat(Plans.save(resumed)).isEqualTo(end);
    }
  }

  @Test
  void trainings_side_by_side_are_bitwise_those_one_after_another() throws Exception {
    List<Run> alone = new ArrayList<>();
    for (long seed = 0; seed < 4; seed++) {
      alone.add(run(Plans.plan(seed)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      CyclicBarrier together = new CyclicBarrier(4);
      List<Future<Run>> runs = new ArrayList<>();
      for (long seed = 0; seed < 4; seed++) {
        TrainingPlan plan = Plans.plan(seed);
        Callable<Run> task =
            () -> {
              together.await();
              return run(plan);
            };
        runs.add(threads.submit(task));
      }
      for (int i = 0; i < 4; i++) {
        assertThat(runs.get(i).get()).usingRecursiveComparison().isEqualTo(alone.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(alone.get(0).end()).isNotEqualTo(alone.get(1).end());
  }

  @Test
  void it_validates_at_every_fraction_that_was_asked_for() throws IOException {
    List<EpochMetrics> curve = run(Plans.plan(1)).curve();
    assertThat(curve.stream().map(EpochMetrics::epoch))
        .containsExactly(0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0);
    // 120 images in batches of 16: 8 steps an epoch; the rate is that of the step before.
    assertThat(curve.get(0).learningRate())
        .isEqualTo(0.05 * 0.5 * (1 + Math.cos(Math.PI * 3 / 32)), within(1e-12));
  }

  @Test
  void a_cancelled_training_stops_before_its_next_batch() throws IOException {
    try (TrainingSession session = Plans.open(Plans.plan(1), null)) {
      AtomicInteger asked = new AtomicInteger();
      assertThat(session.next(() -> asked.incrementAndGet() > 3)).isEmpty();
      assertThat(asked).hasValue(4);
      assertThatThrownBy(() -> Plans.save(session)).isInstanceOf(IllegalStateException.class);
    }
    assertThat(DeviceImages.held()).isZero();
  }

  @Test
  void an_epoch_leaves_no_arrays_behind_and_close_leaves_none_at_all() throws IOException {
    TrainingPlan plan = new TrainingPlan(Plans.network(), Plans.settings(3, 1, Plans.SGD), 1);
    DjlSession session = (DjlSession) Plans.open(plan, null);
    NDManager manager = session.learner().manager();
    try (session) {
      int arrays = manager.getManagedArrays().size();
      // Weights, statistics, velocity, decay.
      assertThat(arrays).isEqualTo(4);
      while (!session.complete()) {
        session.next(() -> false);
        assertThat(manager.getManagedArrays()).hasSize(arrays);
      }
      Plans.save(session);
      session.score(Plans.PICTURES.test());
      assertThat(manager.getManagedArrays()).hasSize(arrays);
      assertThat(DeviceImages.held()).isEqualTo(1);
    }
    assertThat(manager.isOpen()).isFalse();
    assertThat(DeviceImages.held()).isZero();
  }

  @Test
  void sessions_with_equal_keys_share_one_copy_of_the_images() throws IOException {
    TrainingSession first = Plans.open(Plans.plan(1), null);
    TrainingSession second = Plans.open(Plans.plan(2), null);
    assertThat(DeviceImages.held()).isEqualTo(1);
    first.close();
    first.close();
    assertThat(DeviceImages.held()).isEqualTo(1);
    assertThat(second.next(() -> false)).isPresent();
    second.close();
    assertThat(DeviceImages.held()).isZero();
  }

  @Test
  void a_loss_that_is_not_finite_is_reported_as_infinite() throws IOException {
    var broken =
        Plans.plain(
            new Operation.Convolution(
                4,
                3,
                3,
                1,
                io.rookery.nas.Padding.NONE,
                1,
                1,
                false,
                new io.rookery.nas.Initial(0, 1e38, 0)));
    TrainingPlan plan = new TrainingPlan(broken, Plans.settings(1, 1, Plans.SGD), 1);
    try (TrainingSession session = Plans.open(plan, null)) {
      EpochMetrics metrics = session.next(() -> false).orElseThrow();
      assertThat(metrics.trainLoss()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(metrics.validLoss()).isEqualTo(Double.POSITIVE_INFINITY);
      assertThat(metrics.fitness()).isBetween(0.0, 100.0);
    }
  }

  @Test
  void a_checkpoint_of_another_plan_is_refused() throws IOException {
    byte[] checkpoint;
    try (TrainingSession session = Plans.open(Plans.plan(1), null)) {
      checkpoint = Plans.save(session);
    }
    assertThatThrownBy(() -> Plans.open(Plans.plan(2), checkpoint))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("another");
    DataInputStream cut =
        new DataInputStream(new ByteArrayInputStream(checkpoint, 0, checkpoint.length / 2));
    assertThatThrownBy(
            () -> new DjlTrainer().open(Plans.plan(1), "key", Plans.PICTURES, Device.CPU, cut))
        .isInstanceOf(IOException.class);
    assertThat(DeviceImages.held()).isZero();
  }

  @Test
  void what_the_engine_refuses_is_a_training_exception() {
    assertThatThrownBy(
            () ->
                Torch.run(
                    false,
                    () -> {
                      try (var manager = Torch.manager(Device.CPU)) {
                        var two =
                            Upload.floats(manager, new float[2], new ai.djl.ndarray.types.Shape(2));
                        var three =
                            Upload.floats(manager, new float[3], new ai.djl.ndarray.types.Shape(3));
                        return two.add(three);
                      }
                    }))
        .isInstanceOf(TrainingException.class);
  }

  @Test
  void no_room_is_an_out_of_memory_error() {
    assertThatThrownBy(
            () ->
                Torch.run(
                    false,
                    () -> {
                      try (var manager = Torch.manager(Device.CPU)) {
                        return Torch.full(
                            manager,
                            new ai.djl.ndarray.types.Shape(1L << 45),
                            1,
                            manager.getDevice());
                      }
                    }))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void a_gpu_that_is_not_there_is_named() {
    Device none = new Device(Device.Kind.GPU, 97);
    assertThatThrownBy(
            () -> new DjlTrainer().open(Plans.plan(1), "key", Plans.PICTURES, none, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no GPU 97 here");
  }
}

package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.cuda.CudaUtils;
import io.rookery.nas.Architecture;
import io.rookery.nas.Optimizer;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Trainings on a real GPU; skipped where PyTorch sees none. The native code comes from a local
 * libtorch, which docs/clusters.md says how to name, or from Maven with {@code
 * -Dpytorch.native=pytorch-native-cu128}.
 *
 * <pre>
 * mvn -Pgpu -pl spark-job -am test -Dtest=GpuTrainingTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("gpu")
@Timeout(600)
class GpuTrainingTest {

  private static final Device GPU = new Device(Device.Kind.GPU, 0);
  private static final long MIB_OF_FLOATS = 1 << 18;
  private static final int CANDIDATES = 50;
  private static final int MUCH = 512;

  /** MiB that the GPU's memory may grow by from the tenth network to the fiftieth. */
  private static final double ALLOWED = 30;

  /**
   * A GPU draws other dropouts from the same seed, and sums in another order. Over twelve seeds the
   * CPU reaches 85 to 100 %, with a standard deviation of 4.3: three times that of the difference
   * of two means over {@link #SEEDS}.
   */
  private static final Offset<Double> BY_CHANCE = Offset.offset(8.0);

  private static final int SEEDS = 5;

  /** A mebibyte of weights: who kept those alone would grow by 40 MiB. */
  private static final Architecture NETWORK = Plans.mebibyte();

  @BeforeEach
  void aGpu() {
    assumeTrue(Torch.gpus() > 0, "PyTorch sees no GPU");
  }

  @Test
  void aNetworkLearnsAsOnTheCpu() throws IOException {
    double cpu = fitness(Device.CPU);
    assertThat(fitness(GPU)).isGreaterThan(50).isCloseTo(cpu, BY_CHANCE);
  }

  @Test
  void fiftyCandidatesLeaveItsMemoryFlatAfterTheTenth() throws IOException {
    SimpleRegression growth = new SimpleRegression();
    List<Double> used = new ArrayList<>();
    for (int i = 0; i < CANDIDATES; i++) {
      Optimizer optimizer = i % 2 == 0 ? Plans.SGD : new Optimizer.Adam(0.9, 0.999);
      trainOneEpoch(new TrainingPlan(NETWORK, Plans.settings(1, 1, optimizer), i));
      used.add(usedMiB());
      if (i >= 10) {
        growth.addData(i, usedMiB());
      }
    }
    System.out.printf("GPU memory after each of %d networks, MiB: %s%n", CANDIDATES, used);
    assertThat(growth.getSlope() * (CANDIDATES - 10)).as("%s", used).isLessThan(ALLOWED);
  }

  /** The memory is really full; what had none is told so, and the next one trains. */
  @Test
  void afterOneWithoutRoomTheNextTrains() throws IOException {
    TrainingPlan plan = new TrainingPlan(NETWORK, Plans.settings(1, 1, Plans.SGD), 1);
    trainOneEpoch(plan); // what CUDA's libraries take for themselves, once a process, is there
    NDManager hog = Torch.manager(GPU);
    try {
      for (long mebibytes = 1024; mebibytes > 0; mebibytes /= 4) {
        fill(hog, mebibytes);
      }
      assertThatThrownBy(() -> trainOneEpoch(plan)).isInstanceOf(OutOfMemoryError.class);
    } finally {
      Torch.free(hog);
    }
    assertThat(DeviceImages.held()).isZero();
    trainOneEpoch(plan);
  }

  /** PyTorch keeps what was freed for its own process, unless it is told not to. */
  @Test
  void whatIsFreedOtherProcessesMayHave() throws IOException {
    trainOneEpoch(new TrainingPlan(NETWORK, Plans.settings(1, 1, Plans.SGD), 1));
    double before = usedMiB();
    NDManager some = Torch.manager(GPU);
    Torch.run(false, () -> Torch.full(some, new Shape(MUCH * MIB_OF_FLOATS), 0, some.getDevice()));
    assertThat(usedMiB()).isGreaterThan(before + MUCH / 2.0);
    Torch.free(some);
    assertThat(usedMiB()).isLessThan(before + MUCH / 2.0);
  }

  private static double fitness(Device device) throws IOException {
    double sum = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      TrainingPlan plan = Plans.plan(seed);
      try (TrainingSession session =
          new DjlTrainer().open(plan, Plans.PICTURES.fingerprint(), Plans.PICTURES, device, null)) {
        sum += Plans.train(session).stream().reduce((a, b) -> b).orElseThrow().fitness();
      }
    }
    return sum / SEEDS;
  }

  private static void trainOneEpoch(TrainingPlan plan) throws IOException {
    try (TrainingSession session =
        new DjlTrainer().open(plan, Plans.PICTURES.fingerprint(), Plans.PICTURES, GPU, null)) {
      assertThat(session.next(() -> false)).isPresent();
      Plans.save(session);
    }
  }

  private static void fill(NDManager hog, long mebibytes) {
    try {
      while (true) {
        Torch.run(
            false, () -> Torch.full(hog, new Shape(mebibytes * MIB_OF_FLOATS), 0, hog.getDevice()));
      }
    } catch (OutOfMemoryError e) {
      // That is what was wanted: no room for one more of this size.
      assertThat(e).hasMessageContaining("memory");
    }
  }

  /** What CUDA says is in use, of this process and any other; nvidia-smi may count otherwise. */
  private static double usedMiB() {
    return CudaUtils.getGpuMemory(ai.djl.Device.gpu(GPU.index())).getCommitted() / 0x1p20;
  }
}

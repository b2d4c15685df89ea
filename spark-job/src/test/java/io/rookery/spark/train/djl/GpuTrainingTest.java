package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Architecture;
import io.rookery.nas.Optimizer;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Trainings on a real GPU; skipped where PyTorch sees none. The native code comes from Maven, or
 * from a local libtorch.
 *
 * <pre>
 * mvn -Pgpu -Dpytorch.native=pytorch-native-cu128 -pl spark-job -am test -Dtest=GpuTrainingTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("gpu")
@Timeout(600)
class GpuTrainingTest {

  private static final Device GPU = new Device(Device.Kind.GPU, 0);
  private static final long MIB_OF_FLOATS = 1 << 18;
  private static final int CANDIDATES = 50;

  /** MiB that the GPU's memory may grow by from the tenth network to the fiftieth. */
  private static final double ALLOWED = 30;

  /** Sums come in another order there: some of the 60 pictures may be told apart otherwise. */
  private static final Offset<Double> A_FEW_PICTURES = Offset.offset(15.0);

  /** A mebibyte of weights: who kept those alone would grow by 40 MiB. */
  private static final Architecture NETWORK = Plans.mebibyte();

  @BeforeEach
  void aGpu() {
    assumeTrue(Torch.gpus() > 0, "PyTorch sees no GPU");
  }

  @Test
  void aNetworkLearnsAsOnTheCpu() throws IOException {
    double cpu = fitness(Device.CPU);
    assertThat(fitness(GPU)).isGreaterThan(50).isCloseTo(cpu, A_FEW_PICTURES);
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
    try (NDManager hog = Torch.manager(GPU)) {
      for (long mebibytes = 1024; mebibytes > 0; mebibytes /= 4) {
        fill(hog, mebibytes);
      }
      assertThatThrownBy(() -> trainOneEpoch(plan)).isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(DeviceImages.held()).isZero();
    trainOneEpoch(plan);
  }

  private static double fitness(Device device) throws IOException {
    TrainingPlan plan = Plans.plan(1);
    try (TrainingSession session =
        new DjlTrainer().open(plan, Plans.PICTURES.fingerprint(), Plans.PICTURES, device, null)) {
      return Plans.train(session).stream().reduce((a, b) -> b).orElseThrow().fitness();
    }
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

  /** What the GPU's driver says is in use, of this process and any other. */
  private static double usedMiB() throws IOException {
    Process process =
        new ProcessBuilder(
                "nvidia-smi", "--query-gpu=memory.used", "--format=csv,noheader,nounits", "-i", "0")
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return Double.parseDouble(text.strip());
  }
}

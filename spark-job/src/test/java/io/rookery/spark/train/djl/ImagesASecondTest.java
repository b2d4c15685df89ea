package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Activation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Dense;
import io.rookery.nas.Operation.GlobalPooling;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Augmentation;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import io.rookery.spark.train.TrainingSettings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a network trains here, beside PyTorch's own loop in Python on the same device: the same
 * network, images, batches and optimizer, epoch by epoch in turn.
 *
 * <pre>
 * ROOKERY_PYTHON=python3 mvn -Pgpu -pl spark-job -am test -Dtest=ImagesASecondTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * On a GPU where PyTorch sees one (docs/clusters.md says how it comes to), else on one core; {@code
 * -Drookery.device=cpu} says which. Skipped, once our own rate is printed, where that Python has no
 * torch.
 */
@Tag("gpu")
@Timeout(900)
class ImagesASecondTest {

  private static final Shape IMAGE = new Shape(3, 32, 32);
  private static final int CLASSES = 10;
  private static final int BATCH = 128;
  private static final double LEARNING_RATE = 0.02;
  private static final int ROUNDS = 5;

  /** Both run the same kernels; what is beyond this is a defect of ours. */
  private static final double SLOWEST = 0.5;

  @TempDir private Path folder;

  @Test
  void besidePyTorchsOwnLoop() throws Exception {
    Device device = device();
    boolean gpu = device.kind() == Device.Kind.GPU;
    ImageSet pictures = Pictures.of(IMAGE, CLASSES, gpu ? 50_000 : 1_280, 60);
    DescriptiveStatistics ours = new DescriptiveStatistics();
    DescriptiveStatistics pythons = new DescriptiveStatistics();
    boolean there = hasTorch();
    try (TrainingSession session =
            new DjlTrainer().open(plan(), pictures.fingerprint(), pictures, device, null);
        Loop loop = there ? loop(pictures, gpu ? "cuda" : "cpu") : null) {
      for (int round = 0; round <= ROUNDS; round++) {
        double seconds = epoch(session);
        double itsSeconds = loop == null ? Double.NaN : loop.epoch();
        if (round > 0) { // the first one compiles and warms up
          ours.addValue(pictures.train().size() / seconds);
          pythons.addValue(pictures.train().size() / itsSeconds);
        }
      }
    }
    double rate = ours.getPercentile(50);
    System.out.printf("%.0f images a second on %s%n", rate, device);
    assertThat(rate).isPositive();
    assumeTrue(there, "no torch in " + python() + ": name one by ROOKERY_PYTHON to compare");
    double ratio = rate / pythons.getPercentile(50);
    System.out.printf(
        "PyTorch's own loop: %.0f images a second on it; ours is %.2f times as fast, median of %d epochs in turn%n",
        pythons.getPercentile(50), ratio, ROUNDS);
    assertThat(ratio).isGreaterThan(SLOWEST);
  }

  private static Device device() {
    String wanted = System.getProperty("rookery.device", Torch.gpus() > 0 ? "gpu" : "cpu");
    return wanted.equals("cpu") ? Device.CPU : new Device(Device.Kind.GPU, 0);
  }

  private static double epoch(TrainingSession session) {
    long began = System.nanoTime();
    assertThat(session.next(() -> false)).isPresent();
    return (System.nanoTime() - began) / 1e9;
  }

  private static TrainingPlan plan() {
    Optimizer optimizer = new Optimizer.Sgd(0.9, 0, false);
    TrainingSettings settings =
        new TrainingSettings(
            ROUNDS + 1,
            1,
            new Recipe(optimizer, LEARNING_RATE, 1e-4, BATCH, 0),
            TrainingSettings.Schedule.CONSTANT,
            0,
            0,
            Augmentation.NONE);
    return new TrainingPlan(network(), settings, 1);
  }

  /** That of pytorch-loop.py. */
  private static Architecture network() {
    List<Operation> line = new ArrayList<>();
    for (int filters : new int[] {32, 64}) {
      for (int i = 0; i < 2; i++) {
        line.add(Convolution.square(filters, 3, 1, 1));
        line.add(new BatchNorm());
        line.add(new Activation(Activation.Kind.RELU));
      }
      line.add(Pooling.square(Pooling.Kind.MAX, 2, 2, 0));
    }
    line.add(new GlobalPooling(Pooling.Kind.AVERAGE));
    line.add(new Dense(CLASSES));
    List<Node> nodes = new ArrayList<>();
    line.forEach(operation -> nodes.add(new Node(operation, List.of(nodes.size() - 1))));
    return new Architecture(IMAGE, nodes, null);
  }

  private static String python() {
    return System.getenv().getOrDefault("ROOKERY_PYTHON", "python3");
  }

  private static boolean hasTorch() throws InterruptedException {
    try {
      return new ProcessBuilder(python(), "-c", "import torch").start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private Loop loop(ImageSet pictures, String device) throws Exception {
    Path images = Files.write(folder.resolve("images"), pictures.train().pixels());
    byte[] labels = new byte[pictures.train().size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) pictures.train().labels()[i];
    }
    Path script = Path.of(ImagesASecondTest.class.getResource("/pytorch-loop.py").toURI());
    List<String> command = new ArrayList<>(List.of(python(), script.toString(), device));
    for (int number : new int[] {BATCH, IMAGE.channels(), IMAGE.width(), CLASSES}) {
      command.add(Integer.toString(number));
    }
    command.add(Double.toString(LEARNING_RATE));
    command.add(images.toString());
    command.add(Files.write(folder.resolve("labels"), labels).toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Loop loop = new Loop(process, process.inputReader(), process.outputWriter());
    assertThat(loop.line()).as("parameters").isEqualTo(Long.toString(network().parameters()));
    return loop;
  }

  /** The Python process, which trains an epoch for each line it is given. */
  private record Loop(Process process, BufferedReader said, BufferedWriter asked)
      implements AutoCloseable {

    double epoch() throws IOException {
      asked.write("\n");
      asked.flush();
      return Double.parseDouble(line().split(" ")[0]);
    }

    String line() throws IOException {
      String line = said.readLine();
      if (line == null) {
        throw new IOException("pytorch-loop.py has ended, see what it printed");
      }
      return line;
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}

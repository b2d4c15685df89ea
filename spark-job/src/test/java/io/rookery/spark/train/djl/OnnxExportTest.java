package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Dense;
import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.Operations;
import io.rookery.spark.train.TrainedModel;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ONNX Runtime, another engine with other kernels, against DJL on photographs. */
class OnnxExportTest {

  private static final int IMAGES = 40;

  /** Single precision; sums in another order. Scores are of size 1 to 10. */
  private static final double TOLERANCE = 2e-4;

  private static ImageSet photographs;

  static List<Operation> operations() {
    return Operations.all();
  }

  /** CIFAR-10: a label byte, then 3,072 bytes an image. */
  @BeforeAll
  static void read() throws IOException {
    String shared = System.getProperty("rookery.shared");
    Path file = Path.of(String.valueOf(shared), "images", "cifar10-test-2k.bin.gz");
    assumeTrue(Files.exists(file), "needs the photographs in " + file);
    byte[] pixels = new byte[IMAGES * 3072];
    int[] labels = new int[IMAGES];
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      for (int i = 0; i < IMAGES; i++) {
        labels[i] = in.read();
        in.readNBytes(pixels, i * 3072, 3072);
      }
    }
    ImageSet.Split split = new ImageSet.Split(pixels, labels);
    List<String> classes = java.util.stream.IntStream.range(0, 10).mapToObj(i -> "c" + i).toList();
    photographs =
        new ImageSet(
            "photographs", "photographs", new Shape(3, 32, 32), classes, split, split, split);
  }

  /** A network in which the operation reads activations of the shape it was made for. */
  private static Architecture around(Operation operation) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(
        new Node(
            new Convolution(4, 8, 7, 4, 5, io.rookery.nas.Padding.NONE, 1, 1, true, null),
            List.of(-1)));
    nodes.add(new Node(new Operation.Activation(Operation.Activation.Kind.TANH), List.of(0)));
    boolean two = operation instanceof Operation.Sum || operation instanceof Operation.Concat;
    nodes.add(new Node(operation, two ? List.of(0, 1) : List.of(1)));
    nodes.add(new Node(new Dense(10), List.of(2)));
    Architecture architecture = new Architecture(new Shape(3, 32, 32), nodes, null);
    assertThat(architecture.shapes().get(0)).isEqualTo(Operations.INPUT);
    return architecture;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void both_engines_compute_the_same(Operation operation) throws Exception {
    assertSame(new TrainingPlan(around(operation), Plans.settings(2, 1, Plans.SGD), 1));
  }

  @Test
  void a_whole_network_classifies_alike() throws Exception {
    List<Node> nodes = new ArrayList<>(Plans.network().nodes());
    nodes.set(nodes.size() - 1, new Node(new Dense(10), List.of(nodes.size() - 2)));
    Architecture architecture = new Architecture(new Shape(3, 32, 32), nodes, null);
    assertSame(new TrainingPlan(architecture, Plans.settings(3, 1, Plans.SGD), 1));
  }

  private static void assertSame(TrainingPlan plan) throws Exception {
    TrainedModel model;
    float[] djl;
    try (TrainingSession session =
        new DjlTrainer().open(plan, "photographs", photographs, Device.CPU, null)) {
      Plans.train(session);
      byte[] checkpoint = Plans.save(session);
      model =
          new DjlTrainer()
              .model(new DataInputStream(new ByteArrayInputStream(checkpoint)), photographs);
      djl = scores(((DjlSession) session).learner());
    }
    if (!zeros(plan)) {
      // The network tells images apart: agreeing means something.
      assertThat(java.util.Arrays.copyOfRange(djl, 0, 10))
          .isNotEqualTo(java.util.Arrays.copyOfRange(djl, 10, 20));
    }
    float[] onnx = run(model, IMAGES);
    assertThat(onnx).hasSameSizeAs(djl);
    double largest = 0;
    for (int image = 0; image < IMAGES; image++) {
      for (int c = 0; c < 10; c++) {
        largest = Math.max(largest, Math.abs(onnx[image * 10 + c] - djl[image * 10 + c]));
      }
    }
    assertThat(largest).isLessThan(TOLERANCE);
    assertThat(best(onnx)).isEqualTo(best(djl));
    // Any batch.
    float[] one = run(model, 1);
    for (int c = 0; c < 10; c++) {
      assertThat(one[c]).isCloseTo(onnx[c], org.assertj.core.api.Assertions.within(1e-4f));
    }
  }

  private static boolean zeros(TrainingPlan plan) {
    return plan.architecture().nodes().stream()
        .anyMatch(node -> node.operation() instanceof Operation.Zero);
  }

  private static List<Integer> best(float[] scores) {
    List<Integer> best = new ArrayList<>();
    for (int image = 0; image < IMAGES; image++) {
      int b = 0;
      for (int c = 1; c < 10; c++) {
        b = scores[image * 10 + c] > scores[image * 10 + b] ? c : b;
      }
      best.add(b);
    }
    return best;
  }

  private static float[] scores(Learner learner) {
    return Torch.run(
        false,
        () -> {
          try (DeviceImages shared = DeviceImages.borrow("photographs", photographs, Device.CPU);
              NDManager batch = learner.manager().newSubManager()) {
            NDArray pixels =
                Upload.bytes(batch, photographs.test().pixels(), IMAGES)
                    .reshape(IMAGES, 3, 32, 32)
                    .toType(DataType.FLOAT32, false);
            return learner.scores(shared.normalised(pixels)).toFloatArray();
          }
        });
  }

  private static float[] run(TrainedModel model, int images) throws IOException, OrtException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelExports.named("onnx")
        .write(
            model,
            name -> {
              assertThat(name).isEqualTo("model.onnx");
              return file;
            });
    float[] pixels = new float[images * 3072];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = photographs.test().pixels()[i] & 0xff;
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toByteArray());
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(pixels), new long[] {images, 3, 32, 32});
        OrtSession.Result result = session.run(Map.of("pixels", input))) {
      FloatBuffer scores = ((OnnxTensor) result.get("scores").orElseThrow()).getFloatBuffer();
      float[] values = new float[scores.remaining()];
      scores.get(values);
      return values;
    }
  }
}

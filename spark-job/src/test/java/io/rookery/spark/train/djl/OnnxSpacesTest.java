package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.Scorer;
import io.rookery.spark.train.TrainedModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks of every space, chosen so that together they have every operation the space's samples
 * have: ONNX Runtime gives real images the scores that DJL gives them.
 */
@Tag("slow")
@Timeout(300)
class OnnxSpacesTest {

  private static final int IMAGES = 20;
  private static final int SAMPLES = 300;
  private static final long MOST_MULTIPLY_ADDS = 150_000_000;

  private static final ImageSet SET = ImageSets.load(new Configuration(), "");

  /** Of every class of the sample's test images. */
  private static final byte[] PIXELS = pixels();

  private static byte[] pixels() {
    int size = Math.toIntExact(SET.shape().size());
    byte[] pixels = new byte[IMAGES * size];
    for (int image = 0; image < IMAGES; image++) {
      int from = image * SET.test().size() / IMAGES;
      System.arraycopy(SET.test().pixels(), from * size, pixels, image * size, size);
    }
    return pixels;
  }

  static List<SpaceProvider<?>> spaces() {
    return Spaces.all();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("spaces")
  void everyOperationOfTheSpaceIsComputedAlike(SpaceProvider<?> provider) throws Exception {
    List<Architecture> networks = networks(provider);
    assertThat(networks).isNotEmpty();
    double largest = 0;
    for (Architecture network : networks) {
      largest = Math.max(largest, largestDifference(network));
    }
    System.out.printf(
        "%s: %d networks, largest difference relative to the largest score %.1e%n",
        provider.name(), networks.size(), largest);
    assertThat(largest).isLessThan(1e-4);
  }

  private static <S extends Record> List<Architecture> networks(SpaceProvider<S> provider) {
    return covering(
        provider.create(provider.defaults(), new Problem(SET.shape(), SET.classes().size())));
  }

  private static <G> List<Architecture> covering(SearchSpace<G> space) {
    SplittableRandom random = new SplittableRandom(1);
    Set<String> known = new TreeSet<>();
    Set<String> seen = new HashSet<>();
    List<Architecture> networks = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      try {
        Architecture network = space.decode(space.sample(random));
        known.addAll(names(network));
        if (network.multiplyAdds() <= MOST_MULTIPLY_ADDS && seen.addAll(kinds(network))) {
          networks.add(network);
        }
      } catch (InvalidArchitecture e) {
        continue; // some genomes are no networks
      }
    }
    assertThat(networks.stream().flatMap(network -> names(network).stream()))
        .as("in networks small enough to be compared")
        .containsAll(known);
    return networks;
  }

  /** Operations as far as the exporter tells them apart: no rates, filters or units. */
  private static List<String> kinds(Architecture network) {
    return network.nodes().stream()
        .map(node -> node.operation())
        .map(
            operation ->
                operation instanceof Operation.Convolution convolution
                    ? "convolution %d x %d, stride %d, %d, dilation %d, %s"
                        .formatted(
                            convolution.kernelHeight(),
                            convolution.kernelWidth(),
                            convolution.strideHeight(),
                            convolution.strideWidth(),
                            convolution.dilation(),
                            convolution.groups() > 1)
                    : operation instanceof Operation.Dense
                        ? "dense"
                        : operation instanceof Operation.Pooling
                            ? operation.toString()
                            : operation instanceof Operation.Activation
                                ? operation.toString()
                                : operation.getClass().getSimpleName())
        .toList();
  }

  /** Operations without their sizes. */
  private static Set<String> names(Architecture network) {
    return network.nodes().stream()
        .map(node -> node.operation())
        .map(
            operation ->
                operation.getClass().getSimpleName()
                    + (operation instanceof Operation.Activation activation
                        ? " " + activation.kind()
                        : operation instanceof Operation.Pooling pooling
                            ? " " + pooling.kind()
                            : operation instanceof Operation.Convolution convolution
                                ? " " + (convolution.dilation() > 1) + (convolution.groups() > 1)
                                : ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static double largestDifference(Architecture network) throws IOException, OrtException {
    TrainedModel model = Untrained.model(SET, network);
    float[] djl;
    try (Scorer scorer = new DjlTrainer().scorer(model, Device.CPU)) {
      djl = scorer.scores(PIXELS, IMAGES);
    }
    float[] onnx = onnx(model);
    assertThat(onnx).hasSameSizeAs(djl);
    double scale = 1;
    double largest = 0;
    for (int i = 0; i < djl.length; i++) {
      assertThat(djl[i]).isFinite();
      scale = Math.max(scale, Math.abs(djl[i]));
      largest = Math.max(largest, Math.abs(djl[i] - onnx[i]));
    }
    for (int image = 0; image < IMAGES; image++) {
      int best = best(djl, image);
      // The first weights of a network may score two classes alike to the last digit.
      assertThat(djl[image * 10 + best] - djl[image * 10 + best(onnx, image)])
          .isLessThan((float) (1e-5 * scale));
    }
    return largest / scale;
  }

  private static int best(float[] scores, int image) {
    int best = 0;
    for (int c = 1; c < 10; c++) {
      best = scores[image * 10 + c] > scores[image * 10 + best] ? c : best;
    }
    return best;
  }

  private static float[] onnx(TrainedModel model) throws IOException, OrtException {
    byte[] file = ModelFiles.of("test", model, ModelExports.named("onnx")).file("model.onnx");
    float[] pixels = new float[PIXELS.length];
    for (int i = 0; i < PIXELS.length; i++) {
      pixels[i] = PIXELS[i] & 0xff;
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(pixels), new long[] {IMAGES, 1, 28, 28});
        OrtSession.Result result = session.run(Map.of("pixels", input))) {
      FloatBuffer scores = ((OnnxTensor) result.get("scores").orElseThrow()).getFloatBuffer();
      float[] values = new float[scores.remaining()];
      scores.get(values);
      return Arrays.copyOf(values, values.length);
    }
  }
}

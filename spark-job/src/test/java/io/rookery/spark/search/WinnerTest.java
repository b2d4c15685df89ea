package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.training.util.ProgressBar;
import ai.djl.translate.NoopTranslator;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.rookery.spark.Refusal;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ml.Frames;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.ModelFolder;
import io.rookery.spark.train.Scorer;
import io.rookery.spark.train.Trainer;
import io.rookery.spark.train.Trainers;
import io.rookery.spark.train.djl.PictureTranslatorFactory;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The winner of a real search on real images leaves the house, and is trained anew. */
@Timeout(180)
class WinnerTest {

  @TempDir private static Path folder;

  private static SparkSession spark;
  private static ImageSet images;
  private static SearchRun search;

  @BeforeAll
  static void search() throws InterruptedException {
    spark = SparkTest.session(2, true);
    write(ImageSets.load(spark, ""));
    images = ImageSets.load(spark, to("images.parquet"));
    search =
        Search.builder(spark)
            .data(to("images.parquet"))
            .strategy("random")
            .rules("never")
            .space("nsga-net-macro", Map.of("nodes", 2, "initChannels", 4))
            .training(Map.of("epochs", 3, "validateEvery", 1, "batchSize", 32))
            .budget(Map.of("candidates", 3, "finishTop", 1, "keepCheckpoints", 1))
            .output(folder.resolve("search").toString())
            .run();
  }

  /** A part of the sample's images to learn from, and all that it is tested on. */
  private static void write(ImageSet sample) {
    Dataset<Row> rows =
        split(sample, sample.train(), 600, "train")
            .union(split(sample, sample.valid(), 200, "valid"))
            .union(split(sample, sample.test(), sample.test().size(), "test"));
    rows.coalesce(1).write().parquet(to("images.parquet"));
  }

  private static Dataset<Row> split(ImageSet set, ImageSet.Split split, int size, String name) {
    return Frames.images(spark, set, split)
        .limit(size)
        .withColumn("label", functions.col("label").cast("int"))
        .withColumn("split", functions.lit(name));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static String to(String name) {
    return folder.resolve(name).toString();
  }

  private static float[] pixels() {
    byte[] bytes = images.test().pixels();
    float[] pixels = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      pixels[i] = bytes[i] & 0xff;
    }
    return pixels;
  }

  private static int[] best(float[] scores) {
    int classes = images.classes().size();
    int[] best = new int[scores.length / classes];
    for (int i = 0; i < best.length; i++) {
      for (int c = 1; c < classes; c++) {
        best[i] = scores[i * classes + c] > scores[i * classes + best[i]] ? c : best[i];
      }
    }
    return best;
  }

  private static double accuracy(int[] said) {
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += said[i] == images.test().labels()[i] ? 1 : 0;
    }
    return 100.0 * right / said.length;
  }

  private static float[] rookery(String model) throws Exception {
    Trainer trainer = Trainers.named("djl");
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(model);
    try (Scorer scorer =
        trainer.scorer(
            trainer.load(new ModelFolder(new Configuration(), path).read()), Device.CPU)) {
      return scorer.scores(images.test().pixels(), images.test().size());
    }
  }

  private static float[] djl(String model) throws Exception {
    Criteria<NDList, NDList> criteria =
        Criteria.builder()
            .setTypes(NDList.class, NDList.class)
            .optModelPath(Path.of(model))
            .optTranslator(new NoopTranslator())
            .build();
    try (ZooModel<NDList, NDList> loaded = criteria.loadModel();
        Predictor<NDList, NDList> predictor = loaded.newPredictor();
        NDManager manager = NDManager.newBaseManager()) {
      Shape shape = new Shape(images.test().size(), 1, 28, 28);
      return predictor
          .predict(new NDList(manager.create(pixels(), shape)))
          .singletonOrThrow()
          .toFloatArray();
    }
  }

  private static float[] onnx(String model) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session =
            environment.createSession(Files.readAllBytes(Path.of(model, "model.onnx")));
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(pixels()),
                new long[] {images.test().size(), 1, 28, 28});
        OrtSession.Result result = session.run(Map.of("pixels", input))) {
      FloatBuffer scores = ((OnnxTensor) result.get("scores").orElseThrow()).getFloatBuffer();
      float[] values = new float[scores.remaining()];
      scores.get(values);
      return values;
    }
  }

  @Test
  void theSameClassOfEveryTestImageInRookeryDjlAndOnnxRuntime() throws Exception {
    search.results().export("best", "djl", to("djl"));
    search.results().export("best", "onnx", to("onnx"));
    float[] rookery = rookery(to("djl"));
    float[] djl = djl(to("djl"));
    float[] onnx = onnx(to("onnx"));

    assertThat(accuracy(best(rookery)))
        .isCloseTo(search.best().orElseThrow().testFitness(), within(1e-9))
        .isGreaterThan(30);
    assertThat(djl).isEqualTo(rookery);
    assertThat(best(onnx)).isEqualTo(best(rookery));
    double largest = 0;
    for (int i = 0; i < onnx.length; i++) {
      largest = Math.max(largest, Math.abs(onnx[i] - djl[i]));
    }
    System.out.printf("largest difference of a score, ONNX Runtime to DJL: %.1e%n", largest);
    assertThat(largest).isLessThan(1e-4);
  }

  /** The calls that {@code ai.djl.spark}'s ImageClassifier makes, on one image after the other. */
  @Test
  void theSparkExtensionsCallsLoadItAndSayTheSame() throws Exception {
    search.results().export("best", "djl", to("extension"));
    Criteria<Image, Classifications> criteria =
        Criteria.builder()
            .setTypes(Image.class, Classifications.class)
            .optEngine("PyTorch")
            .optModelUrls(folder.resolve("extension").toUri().toString())
            .optTranslatorFactory(new PictureTranslatorFactory())
            .optArguments(Map.of("batchifier", "none", "applySoftmax", "true", "topK", "5"))
            .optProgress(new ProgressBar())
            .build();
    int[] expected = best(rookery(to("extension")));
    try (ZooModel<Image, Classifications> loaded = criteria.loadModel();
        Predictor<Image, Classifications> predictor = loaded.newPredictor()) {
      for (int i = 0; i < 50; i++) {
        int[] rgb = new int[28 * 28];
        for (int at = 0; at < rgb.length; at++) {
          int grey = images.test().pixels()[i * rgb.length + at] & 0xff;
          rgb[at] = grey << 16 | grey << 8 | grey;
        }
        Classifications said =
            predictor.predict(ImageFactory.getInstance().fromPixels(rgb, 28, 28));
        assertThat(said.best().getClassName()).isEqualTo(images.classes().get(expected[i]));
      }
    }
  }

  @Test
  void theGraphCanBeHadOfEveryNetworkTheWeightsOfThoseThatAreKept() throws Exception {
    String winner = search.best().orElseThrow().candidateId();
    List<String> others =
        search.trials().collectAsList().stream()
            .map(row -> row.<String>getAs("candidate_id"))
            .filter(id -> !id.equals(winner))
            .toList();
    Results results = Search.results(spark, to("search"));
    results.export(others.get(0), "graph", to("graph"));
    assertThat(folder.resolve("graph/graph.svg")).exists();
    assertThat(folder.resolve("graph/graph.json")).exists();
    assertThatThrownBy(() -> results.export(others.get(0), "onnx", to("gone")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the weights of " + others.get(0) + " are gone")
        .hasMessageContaining("Weights are left of [" + winner + "]");
    assertThat(folder.resolve("gone")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void weightsOfAStoppedSearchComeFromItsCheckpoints() throws Exception {
    SearchRun stopped =
        Search.builder(spark)
            .data(to("images.parquet"))
            .strategy("random")
            .rules("never")
            .space("nsga-net-macro", Map.of("nodes", 2, "initChannels", 4))
            .training(Map.of("epochs", 50, "validateEvery", 1))
            .budget(1)
            .output(to("stopped"))
            .start();
    await().until(() -> stopped.progress().epochsRun() >= 1);
    stopped.stop();
    assertThat(stopped.await().end()).isEqualTo(SearchEnd.STOPPED);

    Networks networks =
        Networks.in(new Configuration(), new org.apache.hadoop.fs.Path(to("stopped")));
    Networks.Exported exported =
        networks.export("c0000", "djl", new org.apache.hadoop.fs.Path(to("half")), null);
    assertThat(exported.note()).contains("its training has not ended");
    assertThat(rookery(to("half"))).hasSize(images.test().size() * 10);
    assertThatThrownBy(() -> networks.candidate("best"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no network that was measured yet");
  }

  @Test
  void whatCannotBeExportedIsSaidInOneSentence() throws Exception {
    Results results = search.results();
    assertThatThrownBy(() -> results.export("best", "tflite", to("no")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no export format 'tflite'; known: [djl, graph, onnx]");
    assertThatThrownBy(() -> results.export("c9999", "djl", to("no")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("has no network c9999: it has 3");
    assertThatThrownBy(() -> results.export("best", "djl", to("search")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not empty");
    assertThat(folder.resolve("no")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void theWinnerIsTrainedAnewForLongerAndGoesOnAfterAStop() throws Exception {
    SearchRun begun = retraining(5).start();
    await().until(() -> begun.progress().epochsRun() >= 1);
    begun.stop();
    assertThat(begun.await().end()).isEqualTo(SearchEnd.STOPPED);
    SearchRun trained = retraining(5).run();

    assertThat(trained.await().end()).isEqualTo(SearchEnd.CANDIDATES_DONE);
    SearchResult.Winner again = trained.best().orElseThrow();
    assertThat(again.genome()).isEqualTo(search.best().orElseThrow().genome());
    assertThat(again.parameters()).isEqualTo(search.best().orElseThrow().parameters());
    Row trial = trained.trials().first();
    assertThat(trial.<Double>getAs("epochs_run")).isEqualTo(5);
    assertThat(
            LedgerReader.read(new Configuration(), new org.apache.hadoop.fs.Path(to("retrained")))
                .epochs()
                .rows())
        .extracting(EpochRow::epoch)
        .containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    assertThatThrownBy(() -> retraining(7).run())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds a training of 5 epochs, now 7 are asked for");
  }

  private static SearchBuilder retraining(int epochs) {
    return Search.builder(spark)
        .retrain(to("search"), "best")
        .training(epochs)
        .output(to("retrained"));
  }
}

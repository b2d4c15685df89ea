package io.rookery.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Pictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The estimator as MLlib's own are tested: parameters, copies, pipelines, tuning, persistence. */
@Timeout(180)
class RookeryClassifierTest {

  private static final ImageSet SET = Pictures.of(new Shape(3, 8, 8), 3, 240, 60);

  @TempDir private static Path folder;

  private static SparkSession spark;
  private static Dataset<Row> train;
  private static Dataset<Row> test;
  private static RookeryClassifierModel model;

  @BeforeAll
  static void fit() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.executor.heartbeatInterval", "1s")
            .getOrCreate();
    train = Frames.images(spark, SET, SET.train()).repartition(2).cache();
    test = Frames.images(spark, SET, SET.test()).repartition(4).cache();
    model = classifier().fit(train);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static RookeryClassifier classifier() {
    return new RookeryClassifier()
        .setSpace("nsga-net-macro")
        .setStrategy("random")
        .setRules(new String[] {"never"})
        .setCandidates(2)
        .setEpochs(4)
        .setBatchSize(16)
        .setSeed(5)
        .setOptions("{rookery.space.nsga-net-macro {nodes: 2, initChannels: 4}}")
        .setOutput(folder.resolve("searches").toString());
  }

  private static double accuracy(Dataset<Row> scored) {
    return new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(scored);
  }

  @Test
  void theWinnerOfASearchClassifiesWhatItNeverSaw() {
    Dataset<Row> scored = model.transform(test);

    assertThat(scored.columns())
        .containsExactly("image", "label", "rawPrediction", "probability", "prediction");
    assertThat(scored.schema()).isEqualTo(model.transformSchema(test.schema()));
    assertThat(accuracy(scored)).isGreaterThan(0.6); // a third by chance
    for (Row row : scored.collectAsList()) {
      Vector raw = row.getAs("rawPrediction");
      Vector probability = row.getAs("probability");
      assertThat(Arrays.stream(probability.toArray()).sum()).isCloseTo(1, within(1e-9));
      assertThat(row.<Double>getAs("prediction"))
          .isEqualTo(raw.argmax())
          .isEqualTo(probability.argmax());
    }
    assertThat(model.numClasses()).isEqualTo(3);
    assertThat(model.parent().uid()).isEqualTo(model.uid());
    assertThat(model.toString()).contains("numClasses=3", "input=");
  }

  @Test
  void batchesAndPartitionsChangeNothing() {
    List<Row> whole = model.transform(test.coalesce(1)).orderBy("label", "image").collectAsList();
    List<Row> pieces =
        model
            .copy(new ParamMap().put(model.scoringBatchSize(), 7))
            .transform(test)
            .orderBy("label", "image")
            .collectAsList();
    assertThat(pieces).hasSameSizeAs(whole);
    for (int i = 0; i < whole.size(); i++) {
      assertThat(pieces.get(i).<Double>getAs("prediction"))
          .isEqualTo(whole.get(i).<Double>getAs("prediction"));
      assertThat(pieces.get(i).<Vector>getAs("rawPrediction").toArray())
          .containsExactly(whole.get(i).<Vector>getAs("rawPrediction").toArray(), within(1e-5));
    }
    assertThat(Scorers.loaded()).as("models in this executor").isEqualTo(1);
  }

  @Test
  void vectorsAndImagesAreScoredAlike() {
    RookeryClassifierModel ofVectors =
        model.copy(ParamMap.empty()).setHeight(8).setWidth(8).setChannels(3);
    Dataset<Row> vectors = Frames.vectors(spark, SET, SET.test());
    assertThat(predictions(ofVectors.transform(vectors)))
        .isEqualTo(predictions(model.transform(Frames.images(spark, SET, SET.test()))));
    assertThatThrownBy(() -> model.transform(vectors))
        .hasMessageContaining("say of what images with height, width and channels");
    assertThatThrownBy(() -> ofVectors.setWidth(4).transform(vectors))
        .hasMessageContaining("column 'image' has images of")
        .hasMessageContaining("the model takes");
  }

  private static List<Double> predictions(Dataset<Row> scored) {
    return scored.select("prediction").collectAsList().stream().map(r -> r.getDouble(0)).toList();
  }

  @Test
  void theSearchIsTheSummaryOfAFittedModel() {
    assertThat(model.hasSummary()).isTrue();
    assertThat(model.summary().trials().count()).isEqualTo(2);
    assertThat(model.summary().best()).isPresent();
    assertThat(model.summary().folder()).contains(folder.resolve("searches").toString());
  }

  @Test
  void stagesOfAPipelineNameTheClasses() throws Exception {
    Dataset<Row> named = train.selectExpr("image", "concat('class ', cast(label as int)) as name");
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer()
                      .setInputCol("name")
                      .setOutputCol("index")
                      .setStringOrderType("alphabetAsc"),
                  classifier().setLabelCol("index").setEpochs(1).setCandidates(1)
                });
    pipeline.write().overwrite().save(folder.resolve("pipeline").toString());
    PipelineModel fitted = Pipeline.load(folder.resolve("pipeline").toString()).fit(named);
    fitted.write().overwrite().save(folder.resolve("fitted").toString());
    PipelineModel loaded = PipelineModel.load(folder.resolve("fitted").toString());

    RookeryClassifierModel classifier = (RookeryClassifierModel) loaded.stages()[1];
    assertThat(classifier.classNames()).containsExactly("class 0", "class 1", "class 2");
    assertThat(predictions(loaded.transform(named)))
        .isEqualTo(predictions(fitted.transform(named)));
  }

  @Test
  void crossValidationChoosesAmongParamMaps() {
    RookeryClassifier classifier = classifier().setCandidates(1);
    ParamMap[] grid =
        new ParamGridBuilder()
            .addGrid(classifier.learningRate(), new double[] {1e-9, 0.05})
            .build();
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(classifier)
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setSeed(1)
            .fit(train);
    assertThat(tuned.avgMetrics()[1]).isGreaterThan(tuned.avgMetrics()[0]);
    assertThat(accuracy(tuned.transform(test))).isGreaterThan(0.6);
  }

  @Test
  void modelsAndEstimatorsAreReadAsTheyWereWritten() throws Exception {
    String path = folder.resolve("model").toString();
    RookeryClassifierModel written = model.copy(ParamMap.empty()).setPredictionCol("class");
    written.save(path);
    RookeryClassifierModel read = RookeryClassifierModel.load(path);

    assertThat(read.uid()).isEqualTo(written.uid());
    assertThat(said(read)).isEqualTo(said(written));
    assertThat(read.transform(test).collectAsList())
        .isEqualTo(written.transform(test).collectAsList());
    assertThat(read.hasSummary()).isFalse();
    assertThatThrownBy(read::summary).hasMessageContaining("it was loaded");
    assertThatThrownBy(() -> written.save(path)).hasMessageContaining("exists");

    RookeryClassifier estimator = classifier().setLearningRate(0.25);
    estimator.write().save(folder.resolve("estimator").toString());
    RookeryClassifier again = RookeryClassifier.load(folder.resolve("estimator").toString());
    assertThat(again.uid()).isEqualTo(estimator.uid());
    assertThat(said(again)).isEqualTo(said(estimator)).containsKey("learningRate");
    assertThat(again.getRules()).containsExactly("never");
  }

  /** Every parameter that has a value, as it is written. */
  private static Map<String, String> said(Params params) {
    Map<String, String> said = new TreeMap<>();
    for (Param<?> param : params.params()) {
      if (params.isDefined(param)) {
        said.put(param.name(), encoded(params, param));
      }
    }
    return said;
  }

  private static <T> String encoded(Params params, Param<T> param) {
    return param.jsonEncode(params.getOrDefault(param));
  }

  @Test
  void aDamagedOrNewerModelIsRefusedByItsFile() throws Exception {
    Path saved = folder.resolve("damaged");
    model.save(saved.toString());
    Path weights = saved.resolve("network/weights.safetensors");
    byte[] whole = Files.readAllBytes(weights);
    byte[] flipped = whole.clone();
    flipped[flipped.length - 3] ^= 1;
    Files.write(weights, flipped);
    assertThatThrownBy(() -> RookeryClassifierModel.load(saved.toString()))
        .hasMessageContaining("weights.safetensors")
        .hasMessageContaining("damaged");
    Files.write(weights, whole);
    Path format = saved.resolve("network/rookery.json");
    String version = Files.readString(format);
    Files.write(format, version.replace("\"format\":1", "\"format\":9").getBytes());
    assertThatThrownBy(() -> RookeryClassifierModel.load(saved.toString()))
        .hasMessageContaining("rookery.json")
        .hasMessageContaining("format 9");
    Files.write(format, version.getBytes());
    Path graph = saved.resolve("network/architecture.json");
    String known = Files.readString(graph);
    Files.write(graph, known.replaceFirst("\"convolution\"", "\"wormhole\"").getBytes());
    assertThatThrownBy(() -> RookeryClassifierModel.load(saved.toString()))
        .hasMessageContaining("architecture.json")
        .hasMessageContaining("wormhole");
    Files.write(graph, known.getBytes());
    Path classes = saved.resolve("network/synset.txt");
    Files.delete(classes);
    assertThatThrownBy(() -> RookeryClassifierModel.load(saved.toString()))
        .hasMessageContaining("synset.txt");
  }

  @Test
  void parametersAreDeclaredAsMllibWantsThem() {
    for (Params params : List.of(new RookeryClassifier(), model)) {
      Param<?>[] all = params.params();
      assertThat(all).extracting(Param::name).isSorted().doesNotHaveDuplicates();
      for (Param<?> param : all) {
        assertThat(param.parent()).isEqualTo(params.uid());
        assertThat(params.hasParam(param.name())).isTrue();
        assertThat(params.getParam(param.name())).isEqualTo(param);
        assertThat(param.doc()).isNotBlank();
      }
      assertThat(params.explainParams()).contains("imageCol:", "default: image");
    }
    assertThat(new RookeryClassifier().params()).hasSize(23);
    assertThat(new RookeryClassifier().getSeed()).isEqualTo(1);
    assertThatThrownBy(() -> new RookeryClassifier().setCandidates(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("candidates");
    assertThatThrownBy(() -> new RookeryClassifier().setHandleInvalid("keep"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCopyHasTheSameParametersAndTheExtraOnes() {
    RookeryClassifier original = classifier();
    RookeryClassifier copy = original.copy(new ParamMap().put(original.epochs(), 9));
    assertThat(copy.uid()).isEqualTo(original.uid());
    assertThat(copy.getEpochs()).isEqualTo(9);
    assertThat(original.getEpochs()).isEqualTo(4);
    assertThat(copy.getOptions()).isEqualTo(original.getOptions());

    RookeryClassifierModel copied = model.copy(ParamMap.empty());
    assertThat(copied.parent()).isEqualTo(model.parent());
    assertThat(copied.hasSummary()).isTrue();
    assertThat(predictions(copied.transform(test))).isEqualTo(predictions(model.transform(test)));
  }
}

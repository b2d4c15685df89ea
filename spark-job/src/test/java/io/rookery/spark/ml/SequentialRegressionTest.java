package io.rookery.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Trial;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.RecordedCurve;
import io.rookery.spark.Refusal;
import io.rookery.spark.ml.Regression.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SequentialRegressionTest {

  private static final int EPOCHS = 8;

  @TempDir static Path temporary;

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 1)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @EnumSource
  void foretellsNetworksLikeThoseItLearnedFromWithoutASparkJob(Kind kind) throws IOException {
    Path folder = temporary.resolve(kind.name());
    train(new Regression(kind, 10, 4, 2, 1), Metric.ACCURACY, folder);
    FitnessPredictor predictor = predictor(folder, Metric.ACCURACY);
    List<RecordedCurve> others = networks(40, 2);
    predictor.predict(trial(others.get(0)), others.get(0).points().head(3)); // loads it
    int jobs = jobs();
    assertThat(jobs).as("training and loading are Spark jobs").isPositive();
    double error = 0;
    double naive = 0;
    int covered = 0;
    for (RecordedCurve curve : others) {
      Prediction prediction = predictor.predict(trial(curve), curve.points().head(3)).orElseThrow();
      double end = curve.points().last().fitness();
      error += Math.abs(prediction.mean() - end);
      naive += Math.abs(curve.points().fitness(2) - end);
      covered += prediction.lower() <= end && end <= prediction.upper() ? 1 : 0;
    }
    assertThat(error).isLessThan(naive / 2);
    assertThat(covered).as("of 40 in their 90 %% intervals").isBetween(28, 40);
    assertThat(jobs()).as("Spark jobs").isEqualTo(jobs);
  }

  @Test
  void theSameSeedLearnsTheSame() throws IOException {
    Regression how = new Regression(Kind.RANDOM_FOREST, 5, 3, 1, 7);
    train(how, Metric.LOSS, temporary.resolve("first"));
    train(how, Metric.LOSS, temporary.resolve("second"));
    RecordedCurve curve = networks(1, 3).get(0);
    assertThat(
            predictor(temporary.resolve("first"), Metric.LOSS)
                .predict(trial(curve), curve.points()))
        .isPresent()
        .isEqualTo(
            predictor(temporary.resolve("second"), Metric.LOSS)
                .predict(trial(curve), curve.points()));
  }

  @Test
  void refusesWhatItCannotLearnFromOrUse() throws IOException {
    PredictorTraining few = new PredictorTraining(spark, Regression.DEFAULT, Metric.ACCURACY);
    few.add(new CurveSet("few", networks(3, 1)), OptionalDouble.empty());
    assertThatThrownBy(() -> few.write(new Configuration(), path("few"), done -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("3 networks reach the horizon; at least 10");
    assertThatThrownBy(() -> predictor(temporary.resolve("absent"), Metric.ACCURACY))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Train one with rookery train-predictor");
    SequentialRegressionProvider provider = new SequentialRegressionProvider();
    assertThatThrownBy(() -> provider.create(provider.defaults(), Metric.ACCURACY))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("names no folder");
    Path folder = temporary.resolve("accuracy");
    train(new Regression(Kind.RANDOM_FOREST, 2, 2, 1, 1), Metric.ACCURACY, folder);
    assertThatThrownBy(() -> predictor(folder, Metric.LOSS))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("was trained on ACCURACY, this search needs LOSS");
    PredictorTraining again = new PredictorTraining(spark, Regression.DEFAULT, Metric.ACCURACY);
    again.add(new CurveSet("again", networks(12, 1)), OptionalDouble.empty());
    assertThatThrownBy(() -> again.write(new Configuration(), path("accuracy"), done -> {}))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is there already");
  }

  /** A file system that only the session's configuration knows, as the keys of a store are. */
  @Test
  void readsFromWhereTheSessionsConfigurationReaches() throws IOException {
    Path folder = temporary.resolve("elsewhere");
    train(new Regression(Kind.RANDOM_FOREST, 2, 2, 1, 1), Metric.ACCURACY, folder);
    spark
        .sparkContext()
        .hadoopConfiguration()
        .setClass("fs.elsewhere.impl", Elsewhere.class, FileSystem.class);
    SequentialRegressionProvider provider = new SequentialRegressionProvider();
    assertThat(
            provider.create(
                new SequentialRegressionProvider.Settings("elsewhere://" + folder),
                Metric.ACCURACY))
        .isNotNull();
  }

  /** The local disk under another name. */
  public static final class Elsewhere extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("elsewhere:///");
    }
  }

  private static void train(Regression how, Metric metric, Path folder) throws IOException {
    PredictorTraining training = new PredictorTraining(spark, how, metric);
    assertThat(training.add(new CurveSet("past", networks(60, 1)), OptionalDouble.empty()))
        .isEqualTo(60);
    List<Integer> done = new ArrayList<>();
    training.write(new Configuration(), path(folder.getFileName().toString()), done::add);
    assertThat(done).hasSize(how.stages());
  }

  private static org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(temporary.resolve(name).toUri());
  }

  private static FitnessPredictor predictor(Path folder, Metric metric) {
    return new SequentialRegressionProvider()
        .create(new SequentialRegressionProvider.Settings(folder.toString()), metric);
  }

  private static Trial trial(RecordedCurve curve) {
    return new Trial(curve.id(), EPOCHS, curve.scalars(), false);
  }

  private static int jobs() {
    return spark.sparkContext().statusTracker().getJobIdsForGroup(null).length;
  }

  /** Networks whose depth says how far they will come. */
  private static List<RecordedCurve> networks(int count, long seed) {
    Random random = new Random(seed);
    List<RecordedCurve> networks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double depth = 1 + random.nextInt(10);
      LearningCurve curve = LearningCurve.empty();
      for (int e = 1; e <= EPOCHS; e++) {
        double fitness = 20 + (20 + 4 * depth) * (1 - Math.exp(-0.4 * e)) + random.nextGaussian();
        curve = curve.with(CurvePoint.of(e, fitness));
      }
      String id = "n" + seed + "-" + i;
      networks.add(new RecordedCurve(id, curve, List.of(), Map.of("depth", depth)));
    }
    return networks;
  }
}

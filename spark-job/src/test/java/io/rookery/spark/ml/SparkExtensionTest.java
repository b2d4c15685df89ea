package io.rookery.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.translate.TranslatorFactory;
import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.djl.PictureTranslatorFactory;
import io.rookery.spark.train.djl.Untrained;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * DJL's own Spark extension opens what is exported; with {@code -Pspark-3.5,djl-spark}, where the
 * artifact resolves. Found by its name, so that the build does not need it.
 */
@Timeout(120)
class SparkExtensionTest {

  private static final String CLASSIFIER = "ai.djl.spark.task.vision.ImageClassifier";

  @TempDir private Path folder;

  @Test
  void itsImageClassifierSaysWhatOurModelSays() throws Exception {
    assumeTrue(present(), "needs ai.djl.spark: the profile djl-spark");
    ImageSet set = Pictures.of(new Shape(3, 8, 8), 3, 60, 30);
    ModelFiles files = ModelFiles.of("test", Untrained.model(set), ModelExports.named("djl"));
    for (String name : files.files().keySet()) {
      Files.write(folder.resolve(name), files.file(name));
    }
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()) {
      Dataset<Row> frame = Frames.images(spark, set, set.test()).coalesce(1);
      List<Row> ours =
          new RookeryClassifierModel("m", files, null).transform(frame).collectAsList();
      List<Row> theirs = classifier().transform(frame.select("image.*")).collectAsList();
      assertThat(theirs).hasSameSizeAs(ours);
      for (int i = 0; i < ours.size(); i++) {
        List<Double> probabilities = theirs.get(i).<Row>getAs("prediction").getList(1);
        double most = probabilities.stream().mapToDouble(p -> p).max().orElseThrow();
        assertThat(probabilities.indexOf(most))
            .isEqualTo((int) (double) ours.get(i).<Double>getAs("prediction"));
      }
    }
  }

  private static boolean present() {
    try {
      Class.forName(CLASSIFIER);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private Transformer classifier() throws ReflectiveOperationException {
    Transformer classifier = (Transformer) Class.forName(CLASSIFIER).getConstructor().newInstance();
    call(classifier, "setInputCols", String[].class, Frames.IMAGE_FIELDS);
    call(classifier, "setOutputCol", String.class, "prediction");
    call(classifier, "setEngine", String.class, "PyTorch");
    call(classifier, "setModelUrl", String.class, folder.toUri().toString());
    call(
        classifier,
        "setTranslatorFactory",
        TranslatorFactory.class,
        new PictureTranslatorFactory());
    return classifier;
  }

  private static void call(Object on, String method, Class<?> type, Object value)
      throws ReflectiveOperationException {
    on.getClass().getMethod(method, type).invoke(on, value);
  }
}

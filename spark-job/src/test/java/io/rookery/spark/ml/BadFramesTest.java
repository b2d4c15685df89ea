package io.rookery.spark.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.ModelExports;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.djl.Untrained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cannot be learnt from or scored is refused by column and row, before anything is trained.
 */
@Timeout(120)
class BadFramesTest {

  private static final Shape SHAPE = new Shape(1, 6, 6);
  private static final ImageSet SET = Pictures.of(SHAPE, 3, 30, 6);

  @TempDir private Path folder;

  private static SparkSession spark;
  private static RookeryClassifierModel model;

  @BeforeAll
  static void open() throws Exception {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate();
    ModelFiles files = ModelFiles.of("untrained", Untrained.model(SET), ModelExports.named("djl"));
    model = new RookeryClassifierModel("model", files, null);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> fitting(Dataset<Row> frame) {
    RookeryClassifier classifier =
        new RookeryClassifier().setCandidates(1).setEpochs(1).setOutput(folder.toString());
    AbstractThrowableAssert<?, ? extends Throwable> thrown =
        assertThatThrownBy(() -> classifier.fit(frame));
    assertThat(folder).isEmptyDirectory();
    return thrown;
  }

  private Dataset<Row> with(Row... more) {
    List<Row> rows = new ArrayList<>(Frames.images(spark, SET, SET.train()).collectAsList());
    rows.addAll(List.of(more));
    return Frames.frame(spark, rows, ImageSchema.columnSchema());
  }

  @Test
  void missingColumnsAndWrongTypes() {
    Dataset<Row> good = with();
    fitting(good.drop("image")).hasMessageContaining("there is no column 'image'; found [label]");
    fitting(good.drop("label")).hasMessageContaining("there is no column 'label'");
    fitting(good.withColumn("image", functions.lit("a.png")))
        .hasMessageContaining(
            "column 'image' must be in Spark's image schema or a vector, found string");
    fitting(good.withColumn("label", functions.lit("cat")))
        .hasMessageContaining("column 'label' must be a number")
        .hasMessageContaining("StringIndexer");
    fitting(good.withColumn("prediction", functions.lit(1)))
        .hasMessageContaining("there is a column 'prediction' already");
    assertThatThrownBy(() -> model.transform(good.drop("image")))
        .hasMessageContaining("there is no column 'image'");
  }

  @Test
  void rowsThatAreNoLabelledImages() {
    fitting(with(Frames.black(SHAPE, null)))
        .hasMessageContaining("column 'label', row 30: it is null");
    fitting(with(RowFactory.create(null, 1.0)))
        .hasMessageContaining("column 'image', row 30: it is null");
    fitting(with(Frames.black(SHAPE, 1.5)))
        .hasMessageContaining("column 'label', row 30: label 1.5");
    fitting(with(Frames.black(SHAPE, -1.0))).hasMessageContaining("label -1.0");
    fitting(with(RowFactory.create(RowFactory.create("", 6, 6, 1, 0, new byte[7]), 1.0)))
        .hasMessageContaining(
            "column 'image', row 30: 6 x 6 pixels of 1 channels cannot have 7 bytes");
  }

  @Test
  void imagesOfDifferentSizesOrChannels() {
    fitting(with(Frames.black(new Shape(1, 7, 6), 1.0)))
        .hasMessageContaining("images must be of one size")
        .hasMessageContaining("row 30");
    fitting(with(Frames.black(new Shape(3, 6, 6), 1.0)))
        .hasMessageContaining("images must be of one size");
    Dataset<Row> other =
        Frames.frame(
            spark,
            List.of(Frames.black(SHAPE, 0.0), Frames.black(new Shape(3, 6, 6), 1.0)),
            ImageSchema.columnSchema());
    assertThatThrownBy(() -> model.transform(other.coalesce(1)).collectAsList())
        .hasStackTraceContaining("column 'image', row 1 of partition 0: an image of")
        .hasStackTraceContaining("the model takes");
  }

  @Test
  void tooFewAndTooManyClasses() {
    fitting(with().withColumn("label", functions.lit(1.0)))
        .hasMessageContaining("column 'label' has one class only, [1]");
    fitting(with().limit(0)).hasMessageContaining("the DataFrame has no rows");
    Dataset<Row> named =
        with()
            .withColumn(
                "label",
                functions
                    .col("label")
                    .as(
                        "label",
                        NominalAttribute.defaultAttr()
                            .withName("label")
                            .withValues(new String[] {"a", "b"})
                            .toMetadata()));
    fitting(named).hasMessageContaining("label 2").hasMessageContaining("2 classes, [a, b]");
    Dataset<Row> more =
        with()
            .withColumn(
                "label",
                functions
                    .col("label")
                    .as(
                        "label",
                        NominalAttribute.defaultAttr()
                            .withName("label")
                            .withValues(new String[] {"a", "b", "c", "d"})
                            .toMetadata()));
    assertThatThrownBy(() -> model.transform(more))
        .hasMessageContaining("column 'label' has 4 classes")
        .hasMessageContaining("the model knows 3");
  }

  @Test
  void vectorsThatAreNoPixels() {
    RookeryClassifier classifier =
        new RookeryClassifier()
            .setHeight(6)
            .setWidth(6)
            .setChannels(1)
            .setOutput(folder.toString());
    double[] share = new double[36];
    share[4] = 0.5;
    for (Object[] bad :
        new Object[][] {
          {share, "column 'image', row 0: value 0.5 at 4; pixels are whole numbers from 0 to 255"},
          {new double[35], "column 'image', row 0: a vector of 35 values"}
        }) {
      Dataset<Row> frame =
          Frames.frame(
              spark,
              List.of(RowFactory.create(Vectors.dense((double[]) bad[0]), 0.0)),
              SQLDataTypes.VectorType());
      assertThatThrownBy(() -> classifier.fit(frame)).hasMessageContaining((String) bad[1]);
    }
  }

  @Test
  void nullsAreLeftOutWhereThatIsAskedFor() {
    Dataset<Row> frame =
        Frames.frame(
            spark,
            List.of(RowFactory.create(null, 1.0), Frames.black(SHAPE, 0.0)),
            ImageSchema.columnSchema());
    assertThatThrownBy(() -> model.transform(frame.coalesce(1)).collectAsList())
        .hasStackTraceContaining("column 'image', row 0 of partition 0: it is null");
    RookeryClassifierModel skipping =
        model.copy(org.apache.spark.ml.param.ParamMap.empty()).setHandleInvalid("skip");
    assertThat(skipping.transform(frame).count()).isEqualTo(1);
    assertThat(model.transform(frame.limit(0)).collectAsList()).isEmpty();
  }
}

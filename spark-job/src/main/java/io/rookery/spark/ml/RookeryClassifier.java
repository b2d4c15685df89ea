package io.rookery.spark.ml;

import io.rookery.spark.Refusal;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.search.Search;
import io.rookery.spark.search.SearchBuilder;
import io.rookery.spark.search.SearchRun;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.ModelFolder;
import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Searches for a network that classifies the images of a DataFrame.
 *
 * <p>{@code fit} gathers the images on the driver, splits them class by class into training,
 * validation and test images, and runs a search on the session's executors; the model is the
 * search's winner. The split of {@code testFraction} is the search's own: an evaluator judges by
 * rows that {@code fit} never saw.
 */
public final class RookeryClassifier extends Estimator<RookeryClassifierModel>
    implements DefaultParamsWritable,
        HasImageParams<RookeryClassifier>,
        HasSearchParams<RookeryClassifier> {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final SharedParams shared;
  private final SearchParams search;

  public RookeryClassifier() {
    this(Identifiable$.MODULE$.randomUID("rookeryClassifier"));
  }

  public RookeryClassifier(String uid) {
    this.uid = uid;
    shared = new SharedParams(this);
    search = new SearchParams(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Reads what {@code write} or {@code save} wrote. */
  public static MLReader<RookeryClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads what {@code save} wrote. */
  public static RookeryClassifier load(String path) {
    return read().load(path);
  }

  /**
   * Runs a search.
   *
   * @throws IllegalArgumentException if columns or rows are not fit; the message names them
   * @throws Refusal if a setting, the cluster or the output is not
   * @throws IllegalStateException if no network could be trained
   */
  @Override
  public RookeryClassifierModel fit(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    transformSchema(schema);
    ImageSet images =
        new Examples(
                column(schema),
                Schemas.field(schema, getLabelCol()),
                getHandleInvalid().equals(SharedParams.SKIP))
            .read(dataset)
            .split(getValidationFraction(), getTestFraction(), getSeed());
    SearchRun run = run(dataset.sparkSession(), images);
    try {
      if (run.best().isEmpty()) {
        throw new IllegalStateException(
            "no network could be trained; why, the table evaluations in %s says"
                .formatted(run.results().folder()));
      }
      RookeryClassifierModel model =
          new RookeryClassifierModel(
              uid, winner(dataset.sparkSession(), run.results().folder()), run.results());
      return copyValues(model, ParamMap.empty()).setParent(this);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private SearchRun run(SparkSession spark, ImageSet images) {
    try {
      SearchBuilder builder = search.into(Search.builder(spark)).data(images);
      String output = getOutput();
      if (!output.isEmpty()) {
        builder.output(output + "/" + Identifiable$.MODULE$.randomUID("fit"));
      }
      return builder.resume(false).run();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(e.getMessage(), e);
  }

  private static ModelFiles winner(SparkSession spark, String folder) {
    try {
      Path winner = new Path(folder, "winner");
      return new ModelFolder(spark.sparkContext().hadoopConfiguration(), winner).read();
    } catch (IOException e) {
      throw Refusal.storage(
          "the winner in %s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private ImageColumn column(StructType schema) {
    return ImageColumn.of(schema, getImageCol(), getHeight(), getWidth(), getChannels());
  }

  @Override
  public StructType transformSchema(StructType schema) {
    column(schema);
    Schemas.requireNumber(schema, getLabelCol());
    return new ScoreColumns(getRawPredictionCol(), getProbabilityCol(), getPredictionCol())
        .addTo(schema);
  }

  @Override
  public RookeryClassifier copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  @Override
  public RookeryClassifier self() {
    return this;
  }

  @Override
  public SharedParams shared() {
    return shared;
  }

  @Override
  public SearchParams search() {
    return search;
  }
}

package io.rookery.spark.ml;

import io.rookery.nas.Shape;
import io.rookery.spark.search.Results;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.TrainedModel;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The winner of a search: adds its scores, their softmax and the class to rows with an image.
 * Scores in batches on the executors, each of which loads it once; on a GPU where there is one.
 */
public final class RookeryClassifierModel extends Model<RookeryClassifierModel>
    implements MLWritable, HasImageParams<RookeryClassifierModel> {

  private static final long serialVersionUID = 1;

  private final String uid;
  private final SharedParams shared;
  private @Nullable ModelFiles files;
  private transient @Nullable TrainedModel network;
  private transient @Nullable Results summary;
  private transient @Nullable Broadcast<HashMap<String, byte[]>> broadcast;

  /** One without a network: MLlib's reader makes it, and fills it. */
  public RookeryClassifierModel(String uid) {
    this.uid = uid;
    shared = new SharedParams(this);
  }

  RookeryClassifierModel(String uid, @Nullable ModelFiles files, @Nullable Results summary) {
    this(uid);
    this.files = files;
    this.summary = summary;
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Reads what {@code write} or {@code save} wrote. */
  public static MLReader<RookeryClassifierModel> read() {
    return new ModelReader();
  }

  /** Reads what {@code save} wrote. */
  public static RookeryClassifierModel load(String path) {
    return read().load(path);
  }

  @Override
  public MLWriter write() {
    return new ModelWriter(this);
  }

  /** The files of the network, as {@code rookery export --format djl} writes them. */
  ModelFiles files() {
    if (files == null) {
      throw new IllegalStateException(uid + " has no network: fit or load one");
    }
    return files;
  }

  /**
   * Takes a network in.
   *
   * @throws IOException if it is damaged or of a newer version; the message names the file
   */
  void take(ModelFiles read) throws IOException {
    network = Scorers.trainer().load(read);
    files = read;
  }

  private TrainedModel network() {
    TrainedModel known = network;
    if (known == null) {
      try {
        known = Scorers.trainer().load(files());
      } catch (IOException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
      network = known;
    }
    return known;
  }

  /** How many classes it tells apart. */
  public int numClasses() {
    return network().classes().size();
  }

  /** Their names, in the order of the labels. */
  public List<String> classNames() {
    return network().classes();
  }

  /** Whether the search that found it is at hand: not of a model that was loaded. */
  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * The search that found it.
   *
   * @throws IllegalStateException of a model that was loaded; {@code Search.results} reads the
   *     search's folder
   */
  public Results summary() {
    if (summary == null) {
      throw new IllegalStateException(
          "no search is at hand for %s: it was loaded. Search.results reads a search's folder"
              .formatted(uid));
    }
    return summary;
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    StructType with = transformSchema(schema);
    ScoreRows.Input input =
        new ScoreRows.Input(
            column(schema),
            schema.fieldIndex(getImageCol()),
            network().architecture().input(),
            getScoringBatchSize(),
            getHandleInvalid().equals(SharedParams.SKIP));
    return dataset
        .toDF()
        .mapPartitions(new ScoreRows(source(dataset), input, output()), Encoders.row(with));
  }

  private synchronized Scorers.Source source(Dataset<?> dataset) {
    Broadcast<HashMap<String, byte[]>> sent = broadcast;
    if (sent == null || !sent.isValid()) {
      sent =
          JavaSparkContext.fromSparkContext(dataset.sparkSession().sparkContext())
              .broadcast(new HashMap<>(files().files()));
      broadcast = sent;
    }
    return new Scorers.Source(uid + "/" + sent.id(), sent);
  }

  private ScoreColumns output() {
    return new ScoreColumns(getRawPredictionCol(), getProbabilityCol(), getPredictionCol());
  }

  private ImageColumn column(StructType schema) {
    return ImageColumn.of(schema, getImageCol(), getHeight(), getWidth(), getChannels());
  }

  /**
   * @throws IllegalArgumentException if there is no image column of this name, an output column is
   *     there already, or the label column names more classes than the model knows
   */
  @Override
  public StructType transformSchema(StructType schema) {
    Shape vector = column(schema).vector();
    if (files != null) {
      Shape input = network().architecture().input();
      if (vector != null && !vector.equals(input)) {
        throw new IllegalArgumentException(
            "column '%s' has images of %s, the model takes %s (channels x height x width)"
                .formatted(getImageCol(), vector, input));
      }
      requireClasses(schema);
    }
    return output().addTo(schema);
  }

  private void requireClasses(StructType schema) {
    String label = getLabelCol();
    if (Arrays.asList(schema.fieldNames()).contains(label)) {
      List<String> names = ClassNames.of(Schemas.field(schema, label));
      if (names.size() > numClasses()) {
        throw new IllegalArgumentException(
            "column '%s' has %d classes, %s, the model knows %d, %s"
                .formatted(label, names.size(), names, numClasses(), classNames()));
      }
    }
  }

  @Override
  public RookeryClassifierModel copy(ParamMap extra) {
    RookeryClassifierModel copied = new RookeryClassifierModel(uid, files, summary);
    return copyValues(copied, extra).setParent(parent());
  }

  @Override
  public String toString() {
    return files == null
        ? "RookeryClassifierModel: uid=" + uid
        : "RookeryClassifierModel: uid=%s, numClasses=%d, input=%s"
            .formatted(uid, numClasses(), network().architecture().input());
  }

  @Override
  public RookeryClassifierModel self() {
    return this;
  }

  @Override
  public SharedParams shared() {
    return shared;
  }
}

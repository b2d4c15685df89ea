package io.rookery.spark.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Which genes matter: MLlib's random forest (Breiman, "Random Forests", Machine Learning 45, 2001)
 * on {@link GeneTable}, and how much of the fitness of networks it has not seen it explains.
 * Importances of a forest that explains nothing mean nothing, so both are told together.
 *
 * <p>What it learns is measured: the fitness at the last epoch that nine of ten networks reached,
 * because those trained to the end are few, and chosen for being good.
 */
final class GeneForest {

  private static final String QUESTION = "Which genes matter?";
  private static final int LEAST = 20;
  private static final int FOLDS = 5;
  private static final int TREES = 40;
  private static final int DEPTH = 5;
  private static final double REACHED = 0.9;

  /** MLlib's own default of thresholds for a gene. */
  private static final int BINS = 32;

  /** Of every network the newest attempt's fitness at each epoch. */
  private static final String CURVES =
      """
      SELECT c.candidate_id, c.sequence, c.genome, c.architecture, e.epoch, max_by(e.fitness, e.attempt) AS fitness
      FROM candidates c JOIN epochs e USING (candidate_id)
      GROUP BY c.candidate_id, c.sequence, c.genome, c.architecture, e.epoch
      """;

  private static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            DataTypes.createStructField("fold", DataTypes.IntegerType, false),
            DataTypes.createStructField("label", DataTypes.DoubleType, false),
            DataTypes.createStructField("features", SQLDataTypes.VectorType(), false)
          });

  private final SparkSession spark;

  GeneForest(SparkSession spark) {
    this.spark = spark;
  }

  Answer answer() {
    spark.sql(CURVES).createOrReplaceTempView("curves");
    Row common =
        spark
            .sql(
                "WITH n AS (SELECT count(DISTINCT candidate_id) AS n FROM curves) SELECT max(epoch), max(n)"
                    + " FROM (SELECT epoch, count(*) AS k FROM curves GROUP BY epoch) CROSS JOIN n WHERE k >= "
                    + REACHED
                    + " * n")
            .first();
    if (common.isNullAt(0) || common.getLong(1) < LEAST) {
      return none(
          "It takes at least %d trained networks to learn from, found %s."
              .formatted(LEAST, common.isNullAt(1) ? "none" : common.getLong(1)));
    }
    double epoch = common.getDouble(0);
    List<Row> networks =
        spark
            .sql("SELECT * FROM curves WHERE epoch = " + epoch + " ORDER BY sequence")
            .collectAsList();
    GeneTable table =
        GeneTable.of(
            networks.stream().map(row -> row.<String>getAs("genome")).toList(),
            networks.stream().map(row -> row.<String>getAs("architecture")).toList());
    return table.names().isEmpty()
        ? none("All networks are alike in what can be counted.")
        : learn(table, networks, epoch);
  }

  private static Answer none(String why) {
    return new Answer(QUESTION, List.of("gene", "importance"), List.of(), why);
  }

  private Answer learn(GeneTable table, List<Row> networks, double epoch) {
    List<Row> rows =
        IntStream.range(0, networks.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        i % FOLDS,
                        networks.get(i).<Double>getAs("fitness"),
                        Vectors.dense(table.row(i))))
            .toList();
    Dataset<Row> data = spark.createDataFrame(rows, SCHEMA).coalesce(1).cache();
    try {
      double explained = explained(data);
      double[] importances = forest(rows.size()).fit(data).featureImportances().toArray();
      List<List<String>> ranked =
          IntStream.range(0, importances.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer i) -> -importances[i]))
              .map(i -> List.of(table.names().get(i), number(importances[i], 3)))
              .toList();
      return new Answer(
          QUESTION,
          List.of("gene", "importance"),
          ranked,
          "Learnt: measured fitness at epoch %s of %,d networks. Out-of-sample R² %s (%d folds)%s"
              .formatted(
                  number(epoch, 2),
                  networks.size(),
                  number(explained, 2),
                  FOLDS,
                  explained > 0.1
                      ? "."
                      : ": the genes explain next to nothing of it, so do not read the importances."));
    } finally {
      data.unpersist();
    }
  }

  /** Fewer networks than thresholds have no use for so many, and MLlib warns of it. */
  private static RandomForestRegressor forest(long networks) {
    return new RandomForestRegressor()
        .setMaxBins((int) Math.min(BINS, networks))
        .setNumTrees(TREES)
        .setMaxDepth(DEPTH)
        .setMinInstancesPerNode(2)
        .setFeatureSubsetStrategy("onethird")
        .setSeed(1);
  }

  /** R² of what each fifth of the networks got from a forest of the other four. */
  private static double explained(Dataset<Row> data) {
    List<double[]> pairs = new ArrayList<>();
    for (int fold = 0; fold < FOLDS; fold++) {
      Dataset<Row> others = data.where("fold <> " + fold);
      RandomForestRegressionModel model = forest(others.count()).fit(others);
      for (Row row : data.where("fold = " + fold).collectAsList()) {
        pairs.add(new double[] {row.getDouble(1), model.predict(row.getAs("features"))});
      }
    }
    double mean = pairs.stream().mapToDouble(pair -> pair[0]).average().orElse(0);
    double total = pairs.stream().mapToDouble(pair -> square(pair[0] - mean)).sum();
    double left = pairs.stream().mapToDouble(pair -> square(pair[0] - pair[1])).sum();
    return total == 0 ? 0 : 1 - left / total;
  }

  private static double square(double value) {
    return value * value;
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}

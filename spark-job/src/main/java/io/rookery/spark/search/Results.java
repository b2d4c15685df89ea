package io.rookery.spark.search;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.report.Report;
import io.rookery.spark.report.Snapshot;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a search has in its folder, while it runs and after its end. Every call looks anew; a
 * Dataset stays valid, and may see newer rows when it is used again. For any thread.
 */
public final class Results {

  private final SparkSession spark;
  private final String searchId;
  private final String folder;

  Results(SparkSession spark, String searchId, String folder) {
    this.spark = spark;
    this.searchId = searchId;
    this.folder = folder;
  }

  static Results of(SparkSession spark, String folder) {
    try {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      JsonNode search = LedgerReader.search(hadoop, new Path(folder));
      return new Results(spark, search.path("searchId").asText(), folder);
    } catch (LedgerException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }

  /** The search's name. */
  public String searchId() {
    return searchId;
  }

  /** Where it is. */
  public String folder() {
    return folder;
  }

  /** {@code running}, {@code stopped}, {@code done} or {@code failed}, as _STATUS.json says. */
  public String state() {
    return status().path("state").asText("running");
  }

  /** The best measured network; empty until the search has ended, and where none was measured. */
  public Optional<SearchResult.Winner> best() {
    return SearchResult.winner(status().path("best"));
  }

  /**
   * One row a network, in the order in which they were asked for: its last outcome ({@code
   * unfinished} where there is none), measured and predicted fitness in columns of their own, what
   * its training took, its size, its genome.
   */
  public Dataset<Row> trials() {
    Column order = col("sequence");
    Dataset<Row> outcomes =
        evaluations()
            .groupBy("candidate_id")
            .agg(
                max_by(col("outcome"), order).as("outcome"),
                max("measured_fitness").as("measured_fitness"),
                max_by(col("predicted_fitness"), when(col("predicted_fitness").isNotNull(), order))
                    .as("predicted_fitness"),
                max_by(col("epochs_run"), order).as("epochs_run"),
                max_by(col("epochs_budget"), order).as("epochs_budget"),
                max_by(col("rule"), order).as("rule"),
                max_by(col("reason"), order).as("reason"),
                max_by(col("train_seconds"), order).as("train_seconds"),
                max_by(col("attempts"), order).as("attempts"),
                max_by(col("error_kind"), order).as("error_kind"),
                max_by(col("error"), order).as("error"));
    return candidates()
        .drop("search_id", "architecture", "strategy", "seed", "asked_at")
        .join(outcomes, "candidate_id", "left")
        .withColumn("outcome", coalesce(col("outcome"), lit("unfinished")))
        .orderBy("sequence");
  }

  /** One row a network that was asked for, as docs/results.md says. */
  public Dataset<Row> candidates() {
    return table("candidates");
  }

  /** One row a validation, as docs/results.md says; all measured. */
  public Dataset<Row> epochs() {
    return table("epochs");
  }

  /** One row each time a predictor spoke, as docs/results.md says; all predicted. */
  public Dataset<Row> predictions() {
    return table("predictions");
  }

  /** What became of each network, as docs/results.md says. */
  public Dataset<Row> evaluations() {
    return table("evaluations");
  }

  /** The report as one page that needs no network, of 1 to 2 MB. */
  public String toHtml() {
    try {
      return Report.html(List.of(Snapshot.read(hadoop(), new Path(folder))));
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Writes one network in one format into a new folder, as {@code rookery export} does.
   *
   * @param candidate its id, or {@code best}
   * @param format {@code djl}, {@code onnx} or {@code graph}
   * @return the folder, with its file system
   * @throws Refusal if there is no such network or format, or its weights are gone
   */
  public String export(String candidate, String format, String to) {
    return Networks.in(hadoop(), new Path(folder))
        .export(candidate, format, new Path(to), null)
        .to();
  }

  /** A short table: how it stands, and the best networks. */
  @Override
  public String toString() {
    try {
      return Summary.of(LedgerReader.read(hadoop(), new Path(folder)), state());
    } catch (LedgerException e) {
      return "search %s: %s".formatted(searchId, e.getMessage());
    }
  }

  private JsonNode status() {
    try {
      JsonNode status = LedgerReader.status(hadoop(), new Path(folder));
      return status == null ? MissingNode.getInstance() : status;
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  private Dataset<Row> table(String name) {
    return spark.read().parquet(new Path(folder, name).toString());
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}

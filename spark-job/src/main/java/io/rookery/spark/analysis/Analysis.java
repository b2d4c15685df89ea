package io.rookery.spark.analysis;

import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Asks a search's tables what people ask of them. One search an object; any thread. */
public final class Analysis {

  private static final List<String> TABLES =
      List.of("candidates", "epochs", "predictions", "evaluations");

  private final SparkSession spark;
  private final List<String> names;

  private Analysis(SparkSession spark, List<String> names) {
    this.spark = spark;
    this.names = names;
  }

  /**
   * Makes the four tables of a search's folder temporary views of this session.
   *
   * @throws LedgerException if the folder holds no search
   */
  public static Analysis of(SparkSession spark, String folder) throws LedgerException {
    LedgerReader.search(spark.sparkContext().hadoopConfiguration(), new Path(folder));
    for (String table : TABLES) {
      spark.read().parquet(folder + "/" + table).createOrReplaceTempView(table);
    }
    return new Analysis(spark, TABLES);
  }

  /** The answer to one question. */
  public Answer answer(Question question) {
    Dataset<Row> rows = spark.sql(question.sql());
    List<String> columns = Arrays.asList(rows.columns());
    List<List<String>> cells = new ArrayList<>();
    for (Row row : rows.collectAsList()) {
      List<String> line = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        line.add(row.isNullAt(i) ? "" : String.valueOf(row.get(i)));
      }
      cells.add(line);
    }
    return new Answer(question.text(), columns, cells, "");
  }

  /** Which genes matter, by a random forest. */
  public Answer genes() {
    return new GeneForest(spark).answer();
  }

  /** Lets the views go. */
  public void close() {
    names.forEach(name -> spark.catalog().dropTempView(name));
  }
}

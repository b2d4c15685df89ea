package io.rookery.spark.ml;

import java.io.Serializable;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that a model adds; one whose name is empty is left out.
 *
 * @param raw scores of each class
 * @param probability of each class
 * @param prediction the class with the highest score
 */
record ScoreColumns(String raw, String probability, String prediction) implements Serializable {

  /**
   * The schema with them.
   *
   * @throws IllegalArgumentException if one is there already
   */
  StructType addTo(StructType schema) {
    StructType with = Schemas.with(schema, raw, SQLDataTypes.VectorType());
    with = Schemas.with(with, probability, SQLDataTypes.VectorType());
    return Schemas.with(with, prediction, DataTypes.DoubleType);
  }

  /**
   * The row with them.
   *
   * @param scores of many rows; this one's begin at {@code from}
   */
  Row append(Row row, float[] scores, int from, int classes) {
    double[] own = new double[classes];
    int best = 0;
    for (int i = 0; i < classes; i++) {
      own[i] = scores[from + i];
      best = own[i] > own[best] ? i : best;
    }
    Object[] values = new Object[row.size() + count()];
    int at = 0;
    for (; at < row.size(); at++) {
      values[at] = row.get(at);
    }
    if (!raw.isEmpty()) {
      values[at++] = Vectors.dense(own);
    }
    if (!probability.isEmpty()) {
      values[at++] = ScoreRows.softmax(own);
    }
    if (!prediction.isEmpty()) {
      values[at] = (double) best;
    }
    return RowFactory.create(values);
  }

  private int count() {
    return (raw.isEmpty() ? 0 : 1)
        + (probability.isEmpty() ? 0 : 1)
        + (prediction.isEmpty() ? 0 : 1);
  }
}

package io.rookery.spark.ml;

import io.rookery.nas.Shape;
import io.rookery.spark.data.Picture;
import io.rookery.spark.train.Scorer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** On executors: adds scores to the rows of a partition, a batch at a time. */
final class ScoreRows implements MapPartitionsFunction<Row, Row> {

  private static final long serialVersionUID = 1;

  private final String key;
  private final Broadcast<HashMap<String, byte[]>> files;
  private final ImageColumn column;
  private final int index;
  private final Shape shape;
  private final ScoreColumns output;
  private final int batch;
  private final boolean skipNulls;

  ScoreRows(Scorers.Source source, Input input, ScoreColumns output) {
    this.key = source.key();
    this.files = source.files();
    this.column = input.column();
    this.index = input.index();
    this.shape = input.shape();
    this.batch = input.batch();
    this.skipNulls = input.skipNulls();
    this.output = output;
  }

  /**
   * What is read, and how.
   *
   * @param index of the column
   * @param shape that the network takes
   * @param batch images scored at once
   * @param skipNulls whether rows without an image are left out
   */
  record Input(ImageColumn column, int index, Shape shape, int batch, boolean skipNulls) {}

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Scored(rows);
  }

  /** Reads as many rows as a batch has when the rows before are used up. */
  private final class Scored implements Iterator<Row> {
    private final Iterator<Row> rows;
    private @Nullable Scorer scorer;
    private final Deque<Row> ready = new ArrayDeque<>();
    private final int partition = TaskContext.getPartitionId();
    private long number;

    Scored(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && rows.hasNext()) {
        fill();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void fill() {
      Row[] taken = new Row[batch];
      byte[] pixels = new byte[Math.toIntExact(batch * shape.size())];
      int count = 0;
      while (count < batch && rows.hasNext()) {
        Row row = rows.next();
        Picture picture = picture(row);
        if (picture != null) {
          System.arraycopy(
              picture.pixels(),
              0,
              pixels,
              count * picture.pixels().length,
              picture.pixels().length);
          taken[count++] = row;
        }
      }
      if (count > 0) {
        byte[] whole =
            count == batch
                ? pixels
                : java.util.Arrays.copyOf(pixels, Math.toIntExact(count * shape.size()));
        float[] scores = scorer().scores(whole, count);
        int classes = scores.length / count;
        for (int i = 0; i < count; i++) {
          ready.add(output.append(taken[i], scores, i * classes, classes));
        }
      }
    }

    /** Loaded for the first image: an empty partition needs none. */
    private Scorer scorer() {
      Scorer loaded = scorer;
      if (loaded == null) {
        loaded = Scorers.scorer(key, files);
        scorer = loaded;
      }
      return loaded;
    }

    private @Nullable Picture picture(Row row) {
      String place = "row %d of partition %d".formatted(number++, partition);
      Picture picture = column.read(row, index, place);
      if (picture == null && !skipNulls) {
        throw new IllegalArgumentException(
            "column '%s', %s: it is null; handleInvalid=skip leaves such rows out"
                .formatted(column.name(), place));
      }
      if (picture != null && !picture.shape().equals(shape)) {
        throw new IllegalArgumentException(
            "column '%s', %s: an image of %s, the model takes %s (channels x height x width)"
                .formatted(column.name(), place, picture.shape(), shape));
      }
      return picture;
    }
  }

  /** Scores, shifted by the largest so that none overflows, to probabilities. */
  static Vector softmax(double[] scores) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      largest = Math.max(largest, score);
    }
    double[] shares = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      shares[i] = Math.exp(scores[i] - largest);
      sum += shares[i];
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= sum;
    }
    return Vectors.dense(shares);
  }
}

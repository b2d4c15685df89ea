package io.rookery.spark.ml;

import io.rookery.nas.Shape;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.Picture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Images as DataFrames. */
public final class Frames {

  /** Of Spark's image schema, in its order. */
  static final String[] IMAGE_FIELDS = {"origin", "height", "width", "nChannels", "mode", "data"};

  private Frames() {}

  /** Columns image, in Spark's image schema, and label. */
  public static Dataset<Row> images(SparkSession spark, ImageSet set, ImageSet.Split split) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      rows.add(RowFactory.create(image(picture(set, split, i)), (double) split.labels()[i]));
    }
    return frame(spark, rows, ImageSchema.columnSchema());
  }

  /** Columns image, a vector, and label. */
  static Dataset<Row> vectors(SparkSession spark, ImageSet set, ImageSet.Split split) {
    Shape shape = set.shape();
    int area = shape.height() * shape.width();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      byte[] planar = picture(set, split, i).pixels();
      double[] values = new double[planar.length];
      for (int at = 0; at < area; at++) {
        for (int channel = 0; channel < shape.channels(); channel++) {
          values[at * shape.channels() + channel] = planar[channel * area + at] & 0xff;
        }
      }
      rows.add(RowFactory.create(Vectors.dense(values), (double) split.labels()[i]));
    }
    return frame(spark, rows, SQLDataTypes.VectorType());
  }

  static Dataset<Row> frame(SparkSession spark, List<Row> rows, DataType image) {
    StructType schema =
        new StructType().add("image", image).add("label", DataTypes.DoubleType, true);
    return spark.createDataFrame(rows, schema);
  }

  static Row image(Picture picture) {
    Shape shape = picture.shape();
    return RowFactory.create(
        "",
        shape.height(),
        shape.width(),
        shape.channels(),
        (shape.channels() - 1) << 3,
        picture.interleaved());
  }

  static Picture picture(ImageSet set, ImageSet.Split split, int index) {
    int size = (int) set.shape().size();
    byte[] pixels = Arrays.copyOfRange(split.pixels(), index * size, (index + 1) * size);
    return new Picture("", split.labels()[index], set.shape(), pixels);
  }

  static Row black(Shape shape, Object label) {
    return RowFactory.create(image(new Picture("", 0, shape, new byte[(int) shape.size()])), label);
  }
}

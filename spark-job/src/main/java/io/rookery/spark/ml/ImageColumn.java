package io.rookery.spark.ml;

import io.rookery.nas.Shape;
import io.rookery.spark.data.Picture;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A column of images: in Spark's image schema, or as vectors of whole numbers from 0 to 255 in the
 * order row, column, channel (red, green, blue where there are three).
 *
 * @param name of the column
 * @param vector of what shape a vector is; null where the column has Spark's image schema
 */
record ImageColumn(String name, @Nullable Shape vector) implements Serializable {

  private static final List<String> FIELDS = List.of("height", "width", "nChannels", "data");

  /**
   * The column as a schema has it.
   *
   * @param height of vectors, in pixels; 0 where not said, as width and channels
   * @throws IllegalArgumentException if it is missing or of another type; the message says what was
   *     found
   */
  static ImageColumn of(StructType schema, String name, int height, int width, int channels) {
    DataType type = Schemas.type(schema, name);
    if (type.equals(SQLDataTypes.VectorType())) {
      if (height < 1 || width < 1 || channels < 1) {
        throw new IllegalArgumentException(
            "column '%s' holds vectors: say of what images with height, width and channels; found %d, %d and %d"
                .formatted(name, height, width, channels));
      }
      return new ImageColumn(name, new Shape(channels, height, width));
    }
    if (type instanceof StructType struct && isImage(struct)) {
      return new ImageColumn(name, null);
    }
    throw new IllegalArgumentException(
        "column '%s' must be in Spark's image schema or a vector, found %s"
            .formatted(name, type.simpleString()));
  }

  private static boolean isImage(StructType struct) {
    List<String> names = Arrays.asList(struct.fieldNames());
    return names.containsAll(FIELDS)
        && struct.apply("data").dataType().equals(DataTypes.BinaryType)
        && FIELDS.subList(0, 3).stream()
            .allMatch(field -> struct.apply(field).dataType().equals(DataTypes.IntegerType));
  }

  /**
   * The image in a row; null where the column is null.
   *
   * @param row that has the column at {@code index}
   * @param place names the row, for messages
   * @throws IllegalArgumentException if it is no image; the message names column and row
   */
  @Nullable Picture read(Row row, int index, String place) {
    if (row.isNullAt(index)) {
      return null;
    }
    return vector == null
        ? image(row.getStruct(index), place)
        : vector(row.<Vector>getAs(index), vector, place);
  }

  private Picture image(Row image, String place) {
    int height = number(image, "height", place);
    int width = number(image, "width", place);
    int channels = number(image, "nChannels", place);
    byte[] data = image.getAs("data");
    if (height < 1
        || width < 1
        || channels < 1
        || data == null
        || (long) height * width * channels != data.length) {
      throw new IllegalArgumentException(
          "column '%s', %s: %d x %d pixels of %d channels cannot have %s bytes"
              .formatted(name, place, height, width, channels, data == null ? "no" : data.length));
    }
    Shape shape = new Shape(channels, height, width);
    return new Picture(place, 0, shape, Picture.planar(data, shape));
  }

  private int number(Row image, String field, String place) {
    int index = image.fieldIndex(field);
    if (image.isNullAt(index)) {
      throw new IllegalArgumentException(
          "column '%s', %s: its %s is null".formatted(name, place, field));
    }
    return image.getInt(index);
  }

  private Picture vector(Vector vector, Shape shape, String place) {
    if (vector.size() != shape.size()) {
      throw new IllegalArgumentException(
          "column '%s', %s: a vector of %d values is no image of height %d, width %d and %d channels"
              .formatted(
                  name, place, vector.size(), shape.height(), shape.width(), shape.channels()));
    }
    double[] values = vector.toArray();
    byte[] pixels = new byte[values.length];
    int area = shape.height() * shape.width();
    for (int i = 0; i < values.length; i++) {
      double value = values[i];
      if (!(value >= 0 && value <= 255) || value != Math.rint(value)) {
        throw new IllegalArgumentException(
            "column '%s', %s: value %s at %d; pixels are whole numbers from 0 to 255 (multiply by 255 what lies from 0 to 1, and round)"
                .formatted(name, place, value, i));
      }
      pixels[i % shape.channels() * area + i / shape.channels()] = (byte) (int) value;
    }
    return new Picture(place, 0, shape, pixels);
  }
}

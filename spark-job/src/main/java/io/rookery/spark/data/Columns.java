package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The columns of labelled images: whether a file has them, and what a row says. */
final class Columns {

  private static final List<String> IMAGE = List.of("height", "width", "nChannels", "data");

  private Columns() {}

  static void require(MessageType schema, Path file) {
    for (String column : List.of("image", "label", "split")) {
      if (!schema.containsField(column)) {
        throw Refusal.preflight(
            "%s has no column '%s'; found %s. Images are stored as docs/data.md says"
                .formatted(
                    file, column, schema.getFields().stream().map(f -> f.getName()).toList()));
      }
    }
    if (schema.getType("image").isPrimitive()) {
      throw Refusal.preflight(file + ": column 'image' must be a struct in Spark's image schema");
    }
    GroupType image = schema.getType("image").asGroupType();
    for (String column : IMAGE) {
      if (!image.containsField(column)) {
        throw Refusal.preflight("%s has no column 'image.%s'".formatted(file, column));
      }
    }
    requireType(schema, "label", List.of(PrimitiveTypeName.INT32, PrimitiveTypeName.INT64), file);
    requireType(schema, "split", List.of(PrimitiveTypeName.BINARY), file);
    requireType(image, "data", List.of(PrimitiveTypeName.BINARY), file);
    for (String column : List.of("height", "width", "nChannels")) {
      requireType(image, column, List.of(PrimitiveTypeName.INT32), file);
    }
  }

  private static void requireType(
      GroupType group, String column, List<PrimitiveTypeName> wanted, Path file) {
    if (!group.getType(column).isPrimitive()
        || !wanted.contains(group.getType(column).asPrimitiveType().getPrimitiveTypeName())) {
      throw Refusal.preflight(
          "%s: column '%s' must be of type %s, found %s"
              .formatted(file, column, wanted, group.getType(column)));
    }
  }

  /** Hands the row's split and image on. */
  static void take(Group row, Path file, long index, BiConsumer<String, Picture> rows) {
    String place = file + ", row " + index;
    for (String column : List.of("image", "label", "split")) {
      requirePresent(row, column, place);
    }
    Group image = row.getGroup("image", 0);
    IMAGE.forEach(column -> requirePresent(image, column, place));
    int height = image.getInteger("height", 0);
    int width = image.getInteger("width", 0);
    int channels = image.getInteger("nChannels", 0);
    byte[] data = image.getBinary("data", 0).getBytes();
    if (height < 1
        || width < 1
        || channels < 1
        || (long) height * width * channels != data.length) {
      throw Refusal.preflight(
          "%s: an image of %d x %d with %d channels cannot have %d bytes"
              .formatted(place, height, width, channels, data.length));
    }
    Shape shape = new Shape(channels, height, width);
    String origin =
        image.getType().containsField("origin") && image.getFieldRepetitionCount("origin") > 0
            ? image.getString("origin", 0)
            : place;
    rows.accept(
        row.getString("split", 0),
        new Picture(origin, label(row, place), shape, Picture.planar(data, shape)));
  }

  private static int label(Group row, String place) {
    boolean wide =
        row.getType().getType("label").asPrimitiveType().getPrimitiveTypeName()
            == PrimitiveTypeName.INT64;
    long label = wide ? row.getLong("label", 0) : row.getInteger("label", 0);
    if (label < 0 || label > 99_999) {
      throw Refusal.preflight(
          "%s: label %d; labels are whole numbers from 0".formatted(place, label));
    }
    return (int) label;
  }

  private static void requirePresent(Group row, String column, String place) {
    if (row.getFieldRepetitionCount(column) == 0) {
      throw Refusal.preflight("%s: column '%s' is null".formatted(place, column));
    }
  }
}

package io.rookery.spark.data;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** The columns of one file of labelled images: whether it has them, and what a row says. */
final class Columns {

  private static final int MOST_LABELS = 100_000;
  private static final List<String> NUMBERS = List.of("height", "width", "nChannels");

  private final Path file;
  private final @Nullable String split;
  private final MessageType schema;

  /**
   * The columns of a file.
   *
   * @param split what its folder says of all its images; null: the column says it
   * @throws Refusal if it has not all columns, each of the type that docs/data.md names
   */
  Columns(Path file, @Nullable String split, MessageType found) {
    this.file = file;
    this.split = split;
    List<Type> fields = new ArrayList<>();
    fields.add(image(field(found, "image", "image")));
    fields.add(typed(found, "label", "label", INT32, INT64));
    if (split == null) {
      fields.add(typed(found, "split", "split", BINARY));
    }
    schema = new MessageType("images", fields);
  }

  /** Only what is read. */
  MessageType schema() {
    return schema;
  }

  private Type image(Type found) {
    if (found.isPrimitive()) {
      throw Refusal.preflight(
          "%s: column 'image' is %s; it must be a struct in Spark's image schema"
              .formatted(file, found));
    }
    GroupType image = found.asGroupType();
    List<Type> fields = new ArrayList<>();
    if (image.containsField("origin")) {
      fields.add(typed(image, "origin", "image.origin", BINARY));
    }
    NUMBERS.forEach(name -> fields.add(typed(image, name, "image." + name, INT32)));
    fields.add(typed(image, "data", "image.data", BINARY));
    return image.withNewFields(fields);
  }

  private Type typed(GroupType group, String name, String path, PrimitiveTypeName... wanted) {
    Type found = field(group, name, path);
    List<PrimitiveTypeName> types = List.of(wanted);
    if (!found.isPrimitive()
        || found.isRepetition(Type.Repetition.REPEATED)
        || !types.contains(found.asPrimitiveType().getPrimitiveTypeName())) {
      throw Refusal.preflight(
          "%s: column '%s' must be of type %s, found %s".formatted(file, path, types, found));
    }
    return found;
  }

  private Type field(GroupType group, String name, String path) {
    if (!group.containsField(name)) {
      throw Refusal.preflight(
          "%s has no column '%s'; found %s. Images are stored as docs/data.md says"
              .formatted(file, path, group.getFields().stream().map(Type::getName).toList()));
    }
    return group.getType(name);
  }

  /** Hands the split and the image of a row on. */
  void take(Group row, long index, BiConsumer<String, Picture> rows) {
    String place = "%s, row %d".formatted(file, index);
    Group image = present(row, "image", place).getGroup("image", 0);
    NUMBERS.forEach(name -> present(image, name, place));
    byte[] data = present(image, "data", place).getBinary("data", 0).getBytes();
    Shape shape = shape(image, data.length, place);
    String origin =
        image.getType().containsField("origin") && image.getFieldRepetitionCount("origin") > 0
            ? image.getString("origin", 0)
            : "%s#%010d".formatted(file.getName(), index);
    rows.accept(
        split(row, place),
        new Picture(origin, label(row, place), shape, Picture.planar(data, shape)));
  }

  private static Shape shape(Group image, int bytes, String place) {
    int height = image.getInteger("height", 0);
    int width = image.getInteger("width", 0);
    int channels = image.getInteger("nChannels", 0);
    boolean positive = height > 0 && width > 0 && channels > 0;
    if (!positive
        || Math.multiplyHigh((long) height * width, channels) != 0
        || (long) height * width * channels != bytes) {
      throw Refusal.preflight(
          "%s: an image of %d x %d with %d channels, one byte each, cannot have %d bytes"
              .formatted(place, height, width, channels, bytes));
    }
    return new Shape(channels, height, width);
  }

  private String split(Group row, String place) {
    String name = split == null ? present(row, "split", place).getString("split", 0) : split;
    if (!ImageSets.SPLITS.contains(name)) {
      throw Refusal.preflight(
          "%s: split '%s'; splits are %s".formatted(place, name, ImageSets.SPLITS));
    }
    return name;
  }

  private static int label(Group row, String place) {
    present(row, "label", place);
    boolean wide = row.getType().getType("label").asPrimitiveType().getPrimitiveTypeName() == INT64;
    long label = wide ? row.getLong("label", 0) : row.getInteger("label", 0);
    if (label < 0 || label >= MOST_LABELS) {
      throw Refusal.preflight(
          "%s: label %d is out of range; labels are whole numbers from 0".formatted(place, label));
    }
    return (int) label;
  }

  private static Group present(Group row, String column, String place) {
    if (row.getFieldRepetitionCount(column) == 0) {
      throw Refusal.preflight("%s: column '%s' is null".formatted(place, column));
    }
    return row;
  }
}

package io.rookery.spark.ml;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.data.Picture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * Labelled images of a DataFrame, gathered on the driver and split class by class: the same rows in
 * the same order and the same seed give the same splits.
 */
final class Examples {

  private final ImageColumn column;
  private final StructField label;
  private final boolean skipNulls;
  private final Map<Integer, List<Picture>> byClass = new TreeMap<>();

  Examples(ImageColumn column, StructField label, boolean skipNulls) {
    this.column = column;
    this.label = label;
    this.skipNulls = skipNulls;
  }

  /**
   * Reads all rows.
   *
   * @throws IllegalArgumentException if one is no labelled image; the message names column and row
   */
  Examples read(Dataset<?> dataset) {
    Iterator<Row> rows =
        dataset
            .select(
                functions.col("`" + column.name() + "`"),
                functions.col("`" + label.name() + "`").cast("double"))
            .toLocalIterator();
    for (long number = 0; rows.hasNext(); number++) {
      add(rows.next(), "row %d".formatted(number));
    }
    return this;
  }

  private void add(Row row, String place) {
    Picture picture = column.read(row, 0, place);
    if (picture == null || row.isNullAt(1)) {
      if (skipNulls) {
        return;
      }
      throw new IllegalArgumentException(
          "column '%s', %s: it is null; handleInvalid=skip leaves such rows out"
              .formatted(picture == null ? column.name() : label.name(), place));
    }
    double value = row.getDouble(1);
    if (!(value >= 0 && value < 100_000) || value != Math.rint(value)) {
      throw new IllegalArgumentException(
          "column '%s', %s: label %s; labels are whole numbers from 0 on"
              .formatted(label.name(), place, value));
    }
    int found = (int) value;
    byClass
        .computeIfAbsent(found, one -> new ArrayList<>())
        .add(new Picture(place, found, picture.shape(), picture.pixels()));
  }

  /**
   * The three splits.
   *
   * @param valid share of each class that fitness is measured on
   * @param test share of each class that the winner is scored on
   * @throws IllegalArgumentException if there are no images, or of one class only, or of more
   *     classes than the label column names
   */
  ImageSet split(double valid, double test, long seed) {
    List<String> names = ClassNames.of(label);
    requireClasses(names);
    List<Picture> training = new ArrayList<>();
    List<Picture> validation = new ArrayList<>();
    List<Picture> testing = new ArrayList<>();
    Random random = new Random(seed);
    for (List<Picture> pictures : byClass.values()) {
      List<Picture> shuffled = new ArrayList<>(pictures);
      Collections.shuffle(shuffled, random);
      int toTest = share(test, shuffled.size());
      int toValid = toTest + share(valid, shuffled.size());
      testing.addAll(shuffled.subList(0, toTest));
      validation.addAll(shuffled.subList(toTest, toValid));
      training.addAll(shuffled.subList(toValid, shuffled.size()));
    }
    return ImageSets.of("column " + column.name(), names, training, validation, testing);
  }

  /** At least one of each class where it has three images, so that each split has each class. */
  private static int share(double of, int size) {
    int share = (int) Math.round(of * size);
    return size >= 3 ? Math.max(1, Math.min(share, (size - 1) / 2)) : Math.min(share, size - 1);
  }

  private void requireClasses(List<String> names) {
    if (byClass.isEmpty()) {
      throw new IllegalArgumentException(
          "the DataFrame has no rows with an image in '%s' and a label in '%s'"
              .formatted(column.name(), label.name()));
    }
    if (byClass.size() < 2) {
      throw new IllegalArgumentException(
          "column '%s' has one class only, %s; a classification needs two"
              .formatted(label.name(), byClass.keySet()));
    }
    int largest = Collections.max(byClass.keySet());
    if (!names.isEmpty() && largest >= names.size()) {
      throw new IllegalArgumentException(
          "column '%s' has label %d, but its metadata names %d classes, %s"
              .formatted(label.name(), largest, names.size(), names));
    }
  }
}

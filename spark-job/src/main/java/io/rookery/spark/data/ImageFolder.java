package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A folder with one subfolder a class, read by Spark's image source; where it holds the folders
 * {@code train} and {@code test}, those hold the subfolders, otherwise a fifth of each class is the
 * test split.
 */
final class ImageFolder {

  private static final int TEST_SHARE = 5;

  private ImageFolder() {}

  static Source read(SparkSession spark, Path folder) {
    boolean split =
        Files.isDirectory(folder.resolve("train")) && Files.isDirectory(folder.resolve("test"));
    List<String> classes = classes(split ? folder.resolve("train") : folder);
    if (split) {
      return new Source(
          classes,
          pictures(spark, folder.resolve("train"), classes),
          pictures(spark, folder.resolve("test"), classes));
    }
    List<Picture> train = new ArrayList<>();
    List<Picture> test = new ArrayList<>();
    int index = 0;
    for (Picture picture : pictures(spark, folder, classes)) {
      (index++ % TEST_SHARE == 0 ? test : train).add(picture);
    }
    return new Source(classes, train, test);
  }

  private static List<String> classes(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      List<String> classes =
          children
              .filter(Files::isDirectory)
              .map(child -> child.getFileName().toString())
              .sorted()
              .toList();
      if (classes.size() < 2) {
        throw Refusal.preflight(
            "%s must hold one subfolder a class, at least two; found %s"
                .formatted(folder, classes));
      }
      return classes;
    } catch (IOException e) {
      throw Refusal.preflight("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private static List<Picture> pictures(SparkSession spark, Path folder, List<String> classes) {
    List<Picture> pictures = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      String path = folder.resolve(classes.get(label)).toUri().toString();
      List<Row> rows =
          spark.read().format("image").option("dropInvalid", false).load(path).collectAsList();
      for (Row row : rows) {
        pictures.add(picture(row.getStruct(0), label));
      }
    }
    pictures.sort(Comparator.comparing(Picture::origin));
    return pictures;
  }

  private static Picture picture(Row image, int label) {
    String origin = image.getString(0);
    int height = image.getInt(1);
    if (height < 1) {
      throw Refusal.preflight(origin + " is no image that can be read");
    }
    Shape shape = new Shape(image.getInt(3), height, image.getInt(2));
    return new Picture(origin, label, shape, Picture.planar(image.<byte[]>getAs(5), shape));
  }
}

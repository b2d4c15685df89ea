package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A folder with one subfolder a class, read by Spark's image source. Where it holds the folders
 * {@code train} and {@code test}, those hold the subfolders.
 */
final class ImageFolder {

  private final SparkSession spark;
  private final FileSystem files;
  private final Path root;

  private ImageFolder(SparkSession spark, Path folder) throws IOException {
    this.spark = spark;
    files = folder.getFileSystem(spark.sparkContext().hadoopConfiguration());
    root = files.makeQualified(folder);
  }

  static Source read(SparkSession spark, Path folder) {
    try {
      return new ImageFolder(spark, folder).read();
    } catch (IOException e) {
      throw Refusal.preflight("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private Source read() throws IOException {
    Path train = new Path(root, "train");
    Path test = new Path(root, "test");
    if (!files.exists(train) || !files.exists(test)) {
      List<String> classes = classes(root);
      return new Source(classes, pictures(root, classes), List.of());
    }
    List<String> classes = classes(train);
    for (String other : classes(test)) {
      if (!classes.contains(other)) {
        throw Refusal.preflight(
            "%s has the class '%s', which %s has not".formatted(test, other, train));
      }
    }
    return new Source(classes, pictures(train, classes), pictures(test, classes));
  }

  private List<String> classes(Path folder) throws IOException {
    List<String> classes =
        Arrays.stream(files.listStatus(folder))
            .filter(FileStatus::isDirectory)
            .map(child -> child.getPath().getName())
            .filter(name -> !name.startsWith(".") && !name.startsWith("_"))
            .sorted()
            .toList();
    if (classes.size() < 2) {
      throw Refusal.preflight(
          "%s must hold one subfolder a class, at least two; found %s".formatted(folder, classes));
    }
    return classes;
  }

  private List<Picture> pictures(Path folder, List<String> classes) throws IOException {
    List<Picture> pictures = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      Path subfolder = new Path(folder, classes.get(label));
      if (files.exists(subfolder)) {
        read(subfolder, label, pictures);
      }
    }
    pictures.sort(Comparator.comparing(Picture::origin));
    return pictures;
  }

  private void read(Path subfolder, int label, List<Picture> pictures) {
    List<Row> rows =
        spark
            .read()
            .format("image")
            .option("dropInvalid", false)
            .load(subfolder.toString())
            .collectAsList();
    rows.forEach(row -> pictures.add(picture(row.getStruct(0), label)));
  }

  private Picture picture(Row image, int label) {
    String origin = root.toUri().relativize(new Path(image.getString(0)).toUri()).getPath();
    int height = image.getInt(1);
    if (height < 1) {
      throw Refusal.preflight(
          "%s is no image that can be read; take it out of the folder".formatted(image.get(0)));
    }
    Shape shape = new Shape(image.getInt(3), height, image.getInt(2));
    return new Picture(origin, label, shape, Picture.planar(image.<byte[]>getAs(5), shape));
  }
}

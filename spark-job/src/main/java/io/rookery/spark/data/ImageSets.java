package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Loads image sets from Parquet and checks them. */
public final class ImageSets {

  /** The Fashion-MNIST sample in this jar. */
  private static final String SAMPLE = "fashion-mnist/";

  /** Settings that fit the sample, in HOCON, beside this class. */
  public static final String SAMPLE_SETTINGS = SAMPLE + "search.conf";

  private ImageSets() {}

  /**
   * The set at {@code path} on any Hadoop file system.
   *
   * @param path a Parquet file, or a folder of them; empty for the shipped Fashion-MNIST sample
   * @throws Refusal if it cannot be read or is no image set; the message names file and row
   */
  public static ImageSet load(SparkSession spark, String path) {
    return load(spark.sparkContext().hadoopConfiguration(), path);
  }

  /** The same without a session. */
  public static ImageSet load(Configuration hadoop, String path) {
    try {
      return path.isEmpty() ? sample(hadoop) : load(hadoop, new Path(path));
    } catch (FileNotFoundException e) {
      throw Refusal.preflight(
          "rookery.data.path = %s: there is no such file or folder".formatted(path));
    } catch (IOException e) {
      throw Refusal.preflight(
          "rookery.data.path = %s cannot be read: %s".formatted(path, e.getMessage()));
    }
  }

  static ImageSet load(Configuration hadoop, Path path) throws IOException {
    return read(hadoop, files(hadoop, path), path.getName());
  }

  /**
   * A set of images that the caller has gathered.
   *
   * @param name for people
   * @param classes names of the classes, in the order of their labels; empty: the labels' numbers
   * @throws Refusal if a split is empty, sizes differ or labels are out of range
   */
  public static ImageSet of(
      String name,
      List<String> classes,
      List<Picture> train,
      List<Picture> valid,
      List<Picture> test) {
    List<SplitBuilder> splits = new ArrayList<>();
    splits.add(SplitBuilder.of("train", train));
    splits.add(SplitBuilder.of("valid", valid));
    splits.add(SplitBuilder.of("test", test));
    return assemble(name, splits, classes.isEmpty() ? null : classes);
  }

  /** Parquet's reader wants files that it can seek in. */
  private static ImageSet sample(Configuration hadoop) throws IOException {
    List<Path> copies = new ArrayList<>();
    try {
      for (String split : List.of("train", "valid", "test")) {
        java.nio.file.Path copy = Files.createTempFile("rookery-" + split, ".parquet");
        copies.add(new Path(copy.toUri()));
        try (InputStream in =
            Objects.requireNonNull(
                ImageSets.class.getResourceAsStream(SAMPLE + split + ".parquet"))) {
          Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return read(hadoop, copies, "Fashion-MNIST sample");
    } finally {
      for (Path copy : copies) {
        Files.deleteIfExists(java.nio.file.Path.of(copy.toUri()));
      }
    }
  }

  private static List<Path> files(Configuration hadoop, Path path) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    if (system.getFileStatus(path).isFile()) {
      return List.of(path);
    }
    List<Path> files =
        Arrays.stream(system.listStatus(path))
            .map(FileStatus::getPath)
            .filter(file -> file.getName().endsWith(".parquet"))
            .filter(file -> !file.getName().startsWith("_") && !file.getName().startsWith("."))
            .sorted()
            .toList();
    if (files.isEmpty()) {
      throw Refusal.preflight("rookery.data.path = %s holds no .parquet file".formatted(path));
    }
    return files;
  }

  private static ImageSet read(Configuration hadoop, List<Path> files, String name)
      throws IOException {
    Map<String, SplitBuilder> splits = new LinkedHashMap<>();
    List.of("train", "valid", "test").forEach(split -> splits.put(split, new SplitBuilder(split)));
    @Nullable List<String> classes = null;
    for (Path file : files) {
      @Nullable List<String> named =
          ImageParquet.read(
              hadoop,
              file,
              (split, picture) -> splitOf(splits, split, picture.origin()).add(picture));
      classes = classes == null ? named : classes;
    }
    return assemble(name, List.copyOf(splits.values()), classes);
  }

  private static SplitBuilder splitOf(
      Map<String, SplitBuilder> splits, String name, String origin) {
    SplitBuilder split = splits.get(name);
    if (split == null) {
      throw Refusal.preflight(
          "image %s is of split '%s'; splits are %s".formatted(origin, name, splits.keySet()));
    }
    return split;
  }

  private static ImageSet assemble(
      String name, List<SplitBuilder> splits, @Nullable List<String> named) {
    Shape shape = splits.get(0).shape();
    for (SplitBuilder split : splits) {
      split.requireShape(shape);
    }
    int labels = splits.stream().mapToInt(SplitBuilder::labels).max().orElseThrow();
    List<String> classes =
        named != null
            ? named
            : java.util.stream.IntStream.range(0, labels).mapToObj(Integer::toString).toList();
    if (labels > classes.size()) {
      throw Refusal.preflight(
          "label %d is out of range: the data names %d classes, labels are 0 to %d"
              .formatted(labels - 1, classes.size(), classes.size() - 1));
    }
    if (classes.size() < 2) {
      throw Refusal.preflight("a classification needs at least 2 classes, found " + classes);
    }
    List<ImageSet.Split> built = splits.stream().map(SplitBuilder::build).toList();
    return new ImageSet(
        name,
        Fingerprint.of(shape, built),
        shape,
        classes,
        built.get(0),
        built.get(1),
        built.get(2));
  }
}

package io.rookery.spark.data;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Loads image sets from Parquet and checks them. */
public final class ImageSets {

  static final List<String> SPLITS = List.of("train", "valid", "test");

  /** The Fashion-MNIST sample in this jar. */
  private static final String SAMPLE = "fashion-mnist/";

  /** Settings that fit the sample, in HOCON, beside this class. */
  public static final String SAMPLE_SETTINGS = SAMPLE + "search.conf";

  private static final String SAMPLE_NAME = "Fashion-MNIST sample";

  private ImageSets() {}

  /**
   * The set at {@code path} on any Hadoop file system, read on the driver without a Spark job.
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
      if (path.isEmpty()) {
        return sample(hadoop);
      }
      Path folder = new Path(path);
      return read(hadoop, ImageFiles.of(hadoop, folder), folder.getName());
    } catch (FileNotFoundException e) {
      throw Refusal.preflight(
          "rookery.data.path = %s: there is no such file or folder".formatted(path));
    } catch (IOException | IllegalArgumentException e) {
      // Hadoop throws the latter at a path that is none.
      throw Refusal.preflight(
          "rookery.data.path = %s cannot be read: %s".formatted(path, e.getMessage()));
    }
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
    return assemble(name, splits, classes);
  }

  /** Parquet's reader wants files that it can seek in. */
  private static ImageSet sample(Configuration hadoop) throws IOException {
    java.nio.file.Path copies = Files.createTempDirectory("rookery-sample");
    try {
      List<ImageFiles.One> files = new ArrayList<>();
      for (String split : SPLITS) {
        java.nio.file.Path copy = copies.resolve(split + ".parquet");
        files.add(new ImageFiles.One(new Path(copy.toUri()), null));
        try (InputStream in =
            Objects.requireNonNull(
                ImageSets.class.getResourceAsStream(SAMPLE + split + ".parquet"))) {
          Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return read(hadoop, new ImageFiles(files, List.of()), SAMPLE_NAME);
    } finally {
      for (String split : SPLITS) {
        Files.deleteIfExists(copies.resolve(split + ".parquet"));
      }
      Files.delete(copies);
    }
  }

  private static ImageSet read(Configuration hadoop, ImageFiles found, String name)
      throws IOException {
    Map<String, SplitBuilder> splits = new LinkedHashMap<>();
    SPLITS.forEach(split -> splits.put(split, new SplitBuilder(split)));
    List<String> classes = found.classes();
    for (ImageFiles.One file : found.files()) {
      List<String> named =
          ImageParquet.read(
              hadoop,
              file.path(),
              file.split(),
              (split, picture) -> Objects.requireNonNull(splits.get(split)).add(picture));
      if (!classes.isEmpty() && !named.isEmpty() && !classes.equals(named)) {
        throw Refusal.preflight(
            "%s names other classes than the files before it: %s, %s"
                .formatted(file.path(), named, classes));
      }
      classes = classes.isEmpty() ? named : classes;
    }
    return assemble(name, List.copyOf(splits.values()), classes);
  }

  private static ImageSet assemble(String name, List<SplitBuilder> splits, List<String> named) {
    Shape shape = splits.get(0).shape();
    splits.forEach(split -> split.requireShape(shape));
    int labels = splits.stream().mapToInt(SplitBuilder::labels).max().orElseThrow();
    List<String> classes =
        named.isEmpty() ? IntStream.range(0, labels).mapToObj(Integer::toString).toList() : named;
    if (labels > classes.size()) {
      throw Refusal.preflight(
          "label %d is out of range: the data names %d classes, labels are 0 to %d"
              .formatted(labels - 1, classes.size(), classes.size() - 1));
    }
    if (classes.size() < 2) {
      throw Refusal.preflight("a classification needs at least 2 classes, found " + classes);
    }
    splits.get(0).requireEach(classes);
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

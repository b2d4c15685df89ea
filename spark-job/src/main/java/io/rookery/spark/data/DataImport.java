package io.rookery.spark.data;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Turns published image files into the Parquet that searches read: the same files and settings give
 * the same images.
 */
public final class DataImport {

  /** Where the images come from. */
  public enum Format {
    IDX,
    CIFAR10,
    CIFAR100,
    FOLDER
  }

  /**
   * What to import.
   *
   * @param format of the files
   * @param from folder that holds them, on any Hadoop file system
   * @param to folder to write; must not exist
   * @param train training images, class balanced; 0 for all that validation leaves
   * @param valid validation images, split off from the training images in proportion to the
   *     classes; at least 1
   * @param test test images, class balanced; 0 for all there are. A folder without test images:
   *     split off like validation images; 0 for a fifth
   * @param seed of the choice
   * @param classes names of the classes; empty: the publisher's, or the label's number
   */
  public record Plan(
      Format format,
      Path from,
      Path to,
      int train,
      int valid,
      int test,
      long seed,
      List<String> classes) {
    public Plan {
      if (train < 0 || valid < 1 || test < 0) {
        throw Refusal.usage(
            "out of range: train %d, valid %d, test %d; valid must be at least 1"
                .formatted(train, valid, test));
      }
      classes = List.copyOf(classes);
    }
  }

  /** Of a folder without test images: one in so many is split off for the test. */
  private static final int TEST_SHARE = 5;

  private final Configuration hadoop;
  private final Plan plan;

  private DataImport(Configuration hadoop, Plan plan) {
    this.hadoop = hadoop;
    this.plan = plan;
  }

  /**
   * Imports; what was written, in a sentence.
   *
   * @throws Refusal if the images are not what the plan says; nothing is written then
   */
  public static String run(SparkSession spark, Plan plan) {
    DataImport task = new DataImport(spark.sparkContext().hadoopConfiguration(), plan);
    task.requireNew();
    return task.write(task.read(spark));
  }

  private Source read(SparkSession spark) {
    return switch (plan.format()) {
      case IDX -> IdxFiles.read(new Bytes(hadoop, plan.from()));
      case CIFAR10 -> CifarFiles.cifar10(new Bytes(hadoop, plan.from()));
      case CIFAR100 -> CifarFiles.cifar100(new Bytes(hadoop, plan.from()));
      case FOLDER -> ImageFolder.read(spark, plan.from());
    };
  }

  private String write(Source source) {
    requireOneShape(source);
    List<String> classes = classes(source);
    Map<String, List<Picture>> splits = splits(source);
    try {
      write(classes, splits);
    } catch (IOException e) {
      throw Refusal.storage("%s cannot be written: %s".formatted(plan.to(), e.getMessage()));
    }
    return "%s: %,d training, %,d validation and %,d test images of %s, %d classes"
        .formatted(
            plan.to(),
            size(splits, "train"),
            size(splits, "valid"),
            size(splits, "test"),
            source.train().get(0).shape(),
            classes.size());
  }

  private static int size(Map<String, List<Picture>> splits, String split) {
    return Objects.requireNonNull(splits.get(split)).size();
  }

  private Map<String, List<Picture>> splits(Source source) {
    Draw draw = new Draw(plan.seed());
    List<Picture> train = new ArrayList<>(source.train());
    List<Picture> test = new ArrayList<>(source.test());
    boolean published = !test.isEmpty();
    if (!published) {
      int count = plan.test() == 0 ? train.size() / TEST_SHARE : plan.test();
      test = draw.proportional(require(train, count, "test"), count);
    }
    List<Picture> valid =
        draw.proportional(require(train, plan.valid(), "validation"), plan.valid());
    if (plan.train() > 0) {
      train = draw.balanced(require(train, plan.train(), "training"), plan.train());
    }
    if (published && plan.test() > 0) {
      test = draw.balanced(require(test, plan.test(), "test"), plan.test());
    }
    require(train, 1, "training");
    require(test, 1, "test");
    return new TreeMap<>(Map.of("train", train, "valid", valid, "test", test));
  }

  private static List<Picture> require(List<Picture> from, int count, String split) {
    if (count > from.size()) {
      throw Refusal.usage(
          "%,d %s images were asked for, %,d are left".formatted(count, split, from.size()));
    }
    return from;
  }

  private List<String> classes(Source source) {
    int named = plan.classes().size();
    if (named == 0) {
      return source.classes();
    }
    if (named != source.classes().size()) {
      throw Refusal.usage(
          "%d classes were named, the images have %d".formatted(named, source.classes().size()));
    }
    return plan.classes();
  }

  private static void requireOneShape(Source source) {
    if (source.train().isEmpty()) {
      throw Refusal.preflight("there are no training images");
    }
    Picture first = source.train().get(0);
    for (List<Picture> pictures : List.of(source.train(), source.test())) {
      for (Picture picture : pictures) {
        if (!picture.shape().equals(first.shape())) {
          throw Refusal.preflight(
              "images must be of one size: %s is %s, %s is %s. Resize them first"
                  .formatted(first.origin(), first.shape(), picture.origin(), picture.shape()));
        }
      }
    }
  }

  private void requireNew() {
    Path folder = plan.to();
    try {
      if (folder.getFileSystem(hadoop).exists(folder)) {
        throw Refusal.usage("%s exists already; name a new folder".formatted(folder));
      }
    } catch (IOException e) {
      throw Refusal.storage("%s cannot be written: %s".formatted(folder, e.getMessage()));
    }
  }

  /**
   * Into a hidden folder beside it first: the folder is there with all its files, or not at all.
   */
  private void write(List<String> classes, Map<String, List<Picture>> splits) throws IOException {
    FileSystem files = plan.to().getFileSystem(hadoop);
    Path folder = files.makeQualified(plan.to());
    Path hidden = new Path(folder.getParent(), "_" + folder.getName() + "." + UUID.randomUUID());
    try {
      for (Map.Entry<String, List<Picture>> split : splits.entrySet()) {
        Path file = new Path(hidden, split.getKey() + ".parquet");
        ImageParquet.write(hadoop, file, classes, split.getValue(), split.getKey());
      }
      if (!files.rename(hidden, folder)) {
        throw new IOException("it cannot be put in its place");
      }
    } finally {
      files.delete(hidden, true);
    }
  }
}

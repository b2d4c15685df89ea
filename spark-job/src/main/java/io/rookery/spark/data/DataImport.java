package io.rookery.spark.data;

import io.rookery.predictor.Help;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
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
   * @param from folder that holds them
   * @param to folder to write; must not exist
   * @param train training images, class balanced; 0 for all that validation leaves
   * @param valid validation images, split off from the training images; greater than 0
   * @param test test images, class balanced; 0 for all there are
   * @param seed of the choice
   * @param classes names of the classes; empty: the publisher's, or the label's number
   */
  public record Plan(
      Format format,
      Path from,
      String to,
      @Help("training images; 0 for all") int train,
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

  private DataImport() {}

  /** Imports; what was written, in a sentence. */
  public static String run(SparkSession spark, Plan plan) {
    Source source = read(spark, plan);
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Random random = new Random(plan.seed());
    List<Picture> train = new ArrayList<>(source.train());
    List<Picture> valid = draw(train, plan.valid(), random, "valid");
    train = plan.train() == 0 ? train : draw(train, plan.train(), random, "train");
    List<Picture> rest = new ArrayList<>(source.test());
    List<Picture> test = plan.test() == 0 ? rest : draw(rest, plan.test(), random, "test");
    List<String> classes = plan.classes().isEmpty() ? source.classes() : plan.classes();
    write(hadoop, plan, classes, Map.of("train", train, "valid", valid, "test", test));
    return "%s: %,d training, %,d validation and %,d test images of %s, %d classes"
        .formatted(
            plan.to(),
            train.size(),
            valid.size(),
            test.size(),
            train.get(0).shape(),
            classes.size());
  }

  private static Source read(SparkSession spark, Plan plan) {
    return switch (plan.format()) {
      case IDX -> IdxFiles.read(plan.from());
      case CIFAR10 -> CifarFiles.cifar10(plan.from());
      case CIFAR100 -> CifarFiles.cifar100(plan.from());
      case FOLDER -> ImageFolder.read(spark, plan.from());
    };
  }

  private static void write(
      Configuration hadoop, Plan plan, List<String> classes, Map<String, List<Picture>> splits) {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(plan.to());
    try {
      if (folder.getFileSystem(hadoop).exists(folder)) {
        throw Refusal.usage("%s exists already; name a new folder".formatted(folder));
      }
      for (Map.Entry<String, List<Picture>> split : new TreeMap<>(splits).entrySet()) {
        ImageParquet.write(
            hadoop,
            new org.apache.hadoop.fs.Path(folder, split.getKey() + ".parquet"),
            classes,
            split.getValue(),
            split.getKey());
      }
    } catch (IOException e) {
      throw Refusal.storage("%s cannot be written: %s".formatted(folder, e.getMessage()));
    }
  }

  /**
   * Takes {@code count} images out of {@code from}, as many of each class as can be; the order of
   * the rest is kept.
   */
  private static List<Picture> draw(List<Picture> from, int count, Random random, String split) {
    Map<Integer, List<Picture>> byLabel = new TreeMap<>();
    for (Picture picture : from) {
      byLabel.computeIfAbsent(picture.label(), label -> new ArrayList<>()).add(picture);
    }
    if (count > from.size()) {
      throw Refusal.usage(
          "%d %s images were asked for, %d are left".formatted(count, split, from.size()));
    }
    byLabel.values().forEach(pictures -> Collections.shuffle(pictures, random));
    Map<Integer, Integer> quotas = quotas(byLabel, count);
    List<Picture> drawn = new ArrayList<>(count);
    byLabel.forEach(
        (label, pictures) -> drawn.addAll(pictures.subList(0, quotas.getOrDefault(label, 0))));
    from.removeAll(java.util.Set.copyOf(drawn));
    drawn.sort(java.util.Comparator.comparing(Picture::origin));
    return drawn;
  }

  /** An even share for each class; what a small class cannot give is shared among the others. */
  private static Map<Integer, Integer> quotas(Map<Integer, List<Picture>> byLabel, int count) {
    Map<Integer, Integer> quotas = new LinkedHashMap<>();
    int given = 0;
    while (given < count) {
      for (Map.Entry<Integer, List<Picture>> entry : byLabel.entrySet()) {
        int quota = quotas.getOrDefault(entry.getKey(), 0);
        if (given < count && quota < entry.getValue().size()) {
          quotas.put(entry.getKey(), quota + 1);
          given++;
        }
      }
    }
    return quotas;
  }
}

package io.rookery.spark.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where an image set lies.
 *
 * @param files in the order of their paths
 * @param classes from the file {@value #CLASSES} in the folder; empty where there is none
 */
record ImageFiles(List<One> files, List<String> classes) {

  /** Beside the Parquet files, where their writer cannot put the classes into them. */
  private static final String CLASSES = "classes.txt";

  private static final int MOST_CLASSES_BYTES = 10 << 20;

  /**
   * A Parquet file.
   *
   * @param split of all its images, where a folder named {@code split=train} says so; else null
   */
  record One(Path path, @Nullable String split) {}

  /** The file, or all Parquet files of the folder and of its folders {@code split=…}. */
  static ImageFiles of(Configuration hadoop, Path path) throws IOException {
    FileSystem system = path.getFileSystem(hadoop);
    if (system.getFileStatus(path).isFile()) {
      return new ImageFiles(List.of(new One(path, null)), List.of());
    }
    List<One> files = new ArrayList<>(parquet(system, path, null));
    for (FileStatus child : system.listStatus(path)) {
      String name = child.getPath().getName();
      if (child.isDirectory() && name.startsWith("split=")) {
        files.addAll(parquet(system, child.getPath(), name.substring("split=".length())));
      }
    }
    if (files.isEmpty()) {
      throw Refusal.preflight(path + " holds no .parquet file");
    }
    return new ImageFiles(files, classes(system, path));
  }

  private static List<One> parquet(FileSystem system, Path folder, @Nullable String split)
      throws IOException {
    return Arrays.stream(system.listStatus(folder))
        .filter(FileStatus::isFile)
        .map(FileStatus::getPath)
        .filter(file -> file.getName().endsWith(".parquet"))
        .filter(file -> !file.getName().startsWith("_") && !file.getName().startsWith("."))
        .sorted()
        .map(file -> new One(file, split))
        .toList();
  }

  private static List<String> classes(FileSystem system, Path folder) throws IOException {
    Path file = new Path(folder, CLASSES);
    if (!system.exists(file)) {
      return List.of();
    }
    try (InputStream in = system.open(file)) {
      String text = new String(in.readNBytes(MOST_CLASSES_BYTES), UTF_8);
      return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
  }
}

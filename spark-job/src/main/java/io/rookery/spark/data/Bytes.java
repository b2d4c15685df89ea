package io.rookery.spark.data;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Whole files of a folder on any Hadoop file system, plain or gzip, found by one of their names.
 */
final class Bytes {

  /** As long as an array can be on every Java. */
  private static final int MOST = Integer.MAX_VALUE - 8;

  private final FileSystem files;
  private final Path folder;

  Bytes(Configuration hadoop, Path folder) {
    this.folder = folder;
    try {
      files = folder.getFileSystem(hadoop);
      if (!files.getFileStatus(folder).isDirectory()) {
        throw Refusal.usage(folder + " is no folder");
      }
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  Path folder() {
    return folder;
  }

  /** The content of the first of these names, or of that name with .gz, that lies in the folder. */
  byte[] of(List<String> names) {
    return find(names)
        .orElseThrow(
            () -> Refusal.preflight("%s holds none of %s, plain or .gz".formatted(folder, names)));
  }

  /** The same; empty where there is none. */
  Optional<byte[]> find(List<String> names) {
    for (String name : names) {
      for (String ending : List.of("", ".gz")) {
        Path file = new Path(folder, name + ending);
        try {
          if (files.exists(file)) {
            return Optional.of(read(file));
          }
        } catch (IOException e) {
          throw unreadable(file, e);
        }
      }
    }
    return Optional.empty();
  }

  private byte[] read(Path file) throws IOException {
    try (InputStream in = files.open(file);
        InputStream plain = file.getName().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      byte[] bytes = plain.readNBytes(MOST);
      if (plain.read() >= 0) {
        throw new IOException("it is longer than 2 GiB");
      }
      return bytes;
    }
  }

  private static Refusal unreadable(Path file, IOException e) {
    return Refusal.preflight("%s cannot be read: %s".formatted(file, e.getMessage()));
  }
}

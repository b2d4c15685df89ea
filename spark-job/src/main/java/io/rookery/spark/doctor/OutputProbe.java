package io.rookery.spark.doctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Tries from driver and executors what a search does in its folder: write, read what the other side
 * wrote, rename, delete.
 *
 * @param folder the search's
 * @param token names this try, and is what its files hold
 * @param hadoop how to reach the folder
 */
record OutputProbe(String folder, String token, SerializableConfiguration hadoop)
    implements Serializable {

  static OutputProbe of(Path folder, Configuration hadoop) {
    return new OutputProbe(
        whole(folder, hadoop).toString(),
        UUID.randomUUID().toString(),
        new SerializableConfiguration(hadoop));
  }

  /** As the search will name it: a relative one is another folder in an executor's directory. */
  private static Path whole(Path folder, Configuration hadoop) {
    try {
      return folder.getFileSystem(hadoop).makeQualified(folder);
    } catch (IOException e) {
      return folder; // there is no such file system: to write in it fails in the same words
    }
  }

  /** What the driver finds wrong; null for nothing. Leaves a file for the executors. */
  @Nullable String fromDriver() {
    try {
      write(file("driver"));
      return null;
    } catch (IOException | IllegalArgumentException | FSError e) {
      return "it not writable: " + e.getMessage();
    }
  }

  /** What an executor finds wrong; null for nothing. */
  @Nullable String fromExecutor(String id) {
    try {
      if (!read(file("driver")).equals(token)) {
        return "another file than the driver wrote";
      }
      Path mine = file("executor-" + id);
      Path renamed = file("renamed-" + id);
      write(mine);
      if (!files().rename(mine, renamed) || !read(renamed).equals(token)) {
        return "files that cannot be renamed";
      }
      return files().delete(renamed, false) ? null : "files that cannot be deleted";
    } catch (FileNotFoundException e) {
      return "not what the driver wrote there: it is another disk";
    } catch (IOException | IllegalArgumentException | FSError e) {
      return "it not writable: " + e.getMessage();
    }
  }

  /** Removes what was written, and the folder if nobody else has anything in it. */
  void clear() throws IOException {
    files().delete(place(), true);
    Path root = new Path(folder);
    if (files().exists(root) && files().listStatus(root).length == 0) {
      files().delete(root, false);
    }
  }

  private void write(Path file) throws IOException {
    try (FSDataOutputStream out = files().create(file, true)) {
      out.write(token.getBytes(StandardCharsets.UTF_8));
    }
  }

  private String read(Path file) throws IOException {
    byte[] bytes = new byte[token.length()];
    try (FSDataInputStream in = files().open(file)) {
      in.readFully(bytes);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private Path place() {
    return new Path(folder, ".doctor-" + token);
  }

  private Path file(String name) {
    return new Path(place(), name);
  }

  private FileSystem files() throws IOException {
    return new Path(folder).getFileSystem(hadoop.value());
  }
}

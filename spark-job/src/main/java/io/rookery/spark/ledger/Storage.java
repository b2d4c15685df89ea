package io.rookery.spark.ledger;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A search's folder, whose files are each replaced as a whole: whoever reads one finds the bytes
 * before or after, and never none.
 */
final class Storage {

  /** Hidden from Spark, and beside the tables, so that these hold nothing but Parquet files. */
  private static final String TEMPORARY = "_tmp";

  private static final long MOST_BYTES = 256L << 20;

  /** An object store refuses to read on in a file that was replaced since it was opened. */
  private static final int READINGS = 5;

  private final FileSystem files;
  private final @Nullable RawLocalFileSystem local;
  private final Configuration conf;
  private final Path folder;

  Storage(Configuration conf, Path folder) throws IOException {
    FileSystem found = folder.getFileSystem(conf);
    // Its checksum files cannot be replaced together with the file they belong to.
    this.local =
        found instanceof LocalFileSystem checked
            ? (RawLocalFileSystem) checked.getRawFileSystem()
            : null;
    this.files = local == null ? found : local;
    this.conf = conf;
    this.folder = files.makeQualified(folder);
  }

  Path folder() {
    return folder;
  }

  Path path(String name) {
    return new Path(folder, name);
  }

  boolean exists(String name) throws IOException {
    return files.exists(path(name));
  }

  void makeFolder(String name) throws IOException {
    if (!files.mkdirs(path(name))) {
      throw new IOException("cannot make the folder " + path(name));
    }
  }

  /** Files of a folder by name; none where there is no such folder. */
  List<FileStatus> list(String name) throws IOException {
    try {
      return Arrays.stream(files.listStatus(path(name)))
          .filter(FileStatus::isFile)
          .sorted(Comparator.comparing((FileStatus s) -> s.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  byte[] read(String name) throws IOException {
    Path path = path(name);
    for (int reading = 1; ; reading++) {
      try {
        return readOnce(path);
      } catch (FileNotFoundException e) {
        throw e;
      } catch (IOException e) {
        if (reading == READINGS || !WholeFile.appearsAtClose(files)) {
          throw e;
        }
      }
    }
  }

  private byte[] readOnce(Path path) throws IOException {
    long length = files.getFileStatus(path).getLen();
    if (length > MOST_BYTES) {
      throw new IOException("it has %d bytes, more than any file of a search".formatted(length));
    }
    try (FSDataInputStream in = files.open(path)) {
      return in.readAllBytes();
    }
  }

  /** Writes a file, or puts one in another's place, in one step. */
  void replace(String name, byte[] bytes) throws IOException {
    Path path = path(name);
    if (WholeFile.appearsAtClose(files)) {
      WholeFile.write(files, path, out -> out.write(bytes));
      return;
    }
    Path temporary = path(TEMPORARY + "/" + path.getName() + "." + UUID.randomUUID());
    try {
      if (local != null) {
        Local.write(local.pathToFile(temporary).toPath(), bytes);
        Local.move(local.pathToFile(temporary).toPath(), local.pathToFile(path).toPath());
      } else {
        WholeFile.write(files, temporary, out -> out.write(bytes));
        FileContext.getFileContext(files.getUri(), conf)
            .rename(temporary, path, Options.Rename.OVERWRITE);
      }
    } catch (IOException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  /** Hides a file from readers of its folder. */
  void setAside(Path file) throws IOException {
    Path aside =
        new Path(file.getParent(), "_aside-%s-%s".formatted(UUID.randomUUID(), file.getName()));
    if (!files.rename(file, aside)) {
      throw new IOException("cannot rename %s to %s".formatted(file, aside));
    }
  }

  /** What writes that were never finished left. */
  void deleteTemporary() throws IOException {
    files.delete(path(TEMPORARY), true);
  }

  private void deleteQuietly(Path path, IOException because) {
    try {
      files.delete(path, false);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  /** Hadoop's local file system starts a process for each file, and may copy where it renames. */
  private static final class Local {

    private Local() {}

    static void write(java.nio.file.Path path, byte[] bytes) throws IOException {
      Files.createDirectories(path.getParent());
      // Not a channel: an interrupted driver, as after Ctrl-C, still writes what it knows.
      try (FileOutputStream out = new FileOutputStream(path.toFile())) {
        out.write(bytes);
        out.getFD().sync();
      }
    }

    static void move(java.nio.file.Path from, java.nio.file.Path to) throws IOException {
      Files.move(from, to, ATOMIC_MOVE, REPLACE_EXISTING);
    }
  }
}

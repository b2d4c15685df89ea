package io.rookery.spark.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A model folder on any Hadoop file system. On a local disk it holds the model's files and no
 * others: whoever takes it elsewhere has no use for the checksums that Hadoop hides beside its own.
 */
public final class ModelFolder {

  private final FileSystem files;
  private final Path folder;

  /**
   * @throws IOException if there is no such file system
   */
  public ModelFolder(Configuration hadoop, Path folder) throws IOException {
    this.files = folder.getFileSystem(hadoop);
    this.folder = files.makeQualified(folder);
  }

  /** Whether there is anything in it. */
  public boolean isEmpty() throws IOException {
    return !files.exists(folder) || files.listStatus(folder).length == 0;
  }

  /** All its files. */
  public ModelFiles read() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (FileStatus file : files.listStatus(folder)) {
      if (file.isFile()) {
        if (file.getLen() > Integer.MAX_VALUE - 8) {
          throw new IOException("%s is longer than 2 GiB".formatted(file.getPath()));
        }
        byte[] bytes = new byte[(int) file.getLen()];
        try (FSDataInputStream in = files.open(file.getPath())) {
          in.readFully(bytes);
        }
        contents.put(file.getPath().getName(), bytes);
      }
    }
    return new ModelFiles(folder.toString(), contents);
  }

  /** Writes the files; gives their names. */
  public List<String> write(ModelFiles model) throws IOException {
    List<String> names = new ArrayList<>(new TreeMap<>(model.files()).keySet());
    for (String name : names) {
      try (FSDataOutputStream out = create(new Path(folder, name))) {
        out.write(model.file(name));
      } catch (FSError e) { // Hadoop's for a local disk that is full
        throw new IOException(e.getMessage(), e);
      }
    }
    return names;
  }

  private FSDataOutputStream create(Path file) throws IOException {
    if (files instanceof LocalFileSystem checked) {
      FileSystem plain = checked.getRawFileSystem();
      // That of a file which stood here before would be taken for this one's.
      plain.delete(checked.getChecksumFile(file), false);
      return plain.create(file, true);
    }
    return files.create(file, true);
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}

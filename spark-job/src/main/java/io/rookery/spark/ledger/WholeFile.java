package io.rookery.spark.ledger;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** How a file comes to be there whole or not at all, whatever becomes of its writer. */
public final class WholeFile {

  /** Their rename is a copy and a deletion, and fails where there is a file of that name. */
  private static final Set<String> OBJECT_STORES =
      Set.of("s3", "s3a", "s3n", "gs", "oss", "cosn", "obs");

  private WholeFile() {}

  /** What a file shall hold. */
  public interface Content {
    /** Writes it; the stream is closed elsewhere. */
    void write(FSDataOutputStream out) throws IOException;
  }

  /**
   * Whether a file appears, in the place of one of its name, in the one step in which its stream is
   * closed. Elsewhere half a file can be seen: it is written under another name and renamed.
   */
  public static boolean appearsAtClose(FileSystem files) {
    return OBJECT_STORES.contains(files.getUri().getScheme());
  }

  /**
   * Writes a file and waits until it is on the disks. Where that fails an object store keeps what
   * it had; any other file system may show a part.
   */
  public static void write(FileSystem files, Path path, Content content) throws IOException {
    try {
      writeOrFail(files, path, content);
    } catch (FSError e) { // Hadoop's for a local disk that is full: no Error ends what can wait
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void writeOrFail(FileSystem files, Path path, Content content) throws IOException {
    FSDataOutputStream out = files.create(path, true);
    try {
      content.write(out);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    } catch (IOException | RuntimeException | FSError e) {
      abandon(files, out, e);
      throw e;
    }
    out.close();
  }

  /** To close it would put what was written so far in the place of the whole file before. */
  private static void abandon(FileSystem files, FSDataOutputStream out, Throwable because) {
    try {
      if (out.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
        out.abort();
      } else if (!appearsAtClose(files)) {
        out.close();
      }
    } catch (IOException | FSError e) {
      because.addSuppressed(e);
    }
  }
}

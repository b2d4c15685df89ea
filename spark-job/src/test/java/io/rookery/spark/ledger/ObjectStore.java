package io.rookery.spark.ledger;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Abortable;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local disk that behaves as S3A does: a file is there when its stream is closed, also if a write
 * failed before; a rename over a file throws; a file that was replaced meanwhile is not read on.
 */
public final class ObjectStore extends RawLocalFileSystem {

  private static final URI ROOT = URI.create("s3a:///");

  private static boolean full;
  private static int replacements;

  /** For a path {@code s3a:///…}. */
  public static Configuration configuration() {
    full = false;
    replacements = 0;
    Configuration conf = new Configuration();
    conf.set("fs.s3a.impl", ObjectStore.class.getName());
    conf.set("fs.s3a.impl.disable.cache", "true");
    return conf;
  }

  /** Every write fails when half of it is done. */
  public static void fill() {
    full = true;
  }

  /** As if a file were replaced while it is read, so many times. */
  static void replaceWhileRead(int times) {
    replacements = times;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return "s3a";
  }

  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    if (replacements-- > 0) {
      throw new IOException("RemoteFileChangedException: " + path);
    }
    return super.open(path, buffer);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress) {
    return new FSDataOutputStream(new Upload(path), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    if (exists(to)) {
      throw new FileAlreadyExistsException("Failed to rename %s to %s".formatted(from, to));
    }
    return super.rename(from, to);
  }

  /** Only starts processes on a disk without native code. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  private final class Upload extends OutputStream implements Abortable, StreamCapabilities {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final Path path;
    private boolean over;

    Upload(Path path) {
      this.path = path;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (full) {
        held.write(bytes, offset, length / 2);
        throw new IOException("No space left on device");
      }
      held.write(bytes, offset, length);
    }

    @Override
    public boolean hasCapability(String capability) {
      return capability.equals(StreamCapabilities.ABORTABLE_STREAM);
    }

    @Override
    public AbortableResult abort() {
      over = true;
      return new AbortableResult() {
        @Override
        public boolean alreadyClosed() {
          return false;
        }

        @Override
        public IOException anyCleanupException() {
          throw new UnsupportedOperationException();
        }
      };
    }

    @Override
    public void close() throws IOException {
      if (!over) {
        over = true;
        java.nio.file.Path file = pathToFile(path).toPath();
        java.nio.file.Files.createDirectories(file.getParent());
        java.nio.file.Files.write(file, held.toByteArray());
      }
    }
  }
}

package io.rookery.spark.ledger;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A local disk with HDFS's atomic rename, whose process dies at a chosen step: the step is half
 * done, and no later one is done at all. Or whose disk is full.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {

  static final URI ROOT = URI.create("faulty:///");

  private static final long NEVER = Long.MAX_VALUE / 2;

  private static long steps;
  private static long lastStep = NEVER;
  private static boolean full;

  /** For a path {@code faulty:///…}. */
  static Configuration configuration() {
    Configuration conf = new Configuration();
    conf.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    conf.set("fs.AbstractFileSystem.faulty.impl", Context.class.getName());
    return conf;
  }

  static synchronized void heal() {
    steps = 0;
    lastStep = NEVER;
    full = false;
  }

  /** Does so many steps from now on, and then half of one. */
  static synchronized void dieAfter(long count) {
    steps = 0;
    lastStep = count;
  }

  static synchronized void fill() {
    full = true;
  }

  static synchronized long steps() {
    return steps;
  }

  /** Whether this is the step that is half done; throws at every later one. */
  private static synchronized boolean dies() throws IOException {
    steps++;
    if (steps > lastStep + 1) {
      throw new IOException("the process is dead");
    }
    return steps == lastStep + 1;
  }

  private static void step() throws IOException {
    if (dies()) {
      throw new IOException("the process dies");
    }
  }

  private static synchronized void requireRoom() throws IOException {
    if (full) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int buffer,
      short replication,
      long block,
      Progressable progress)
      throws IOException {
    step();
    return new FSDataOutputStream(
        new Stream(super.create(path, overwrite, buffer, replication, block, progress)), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    step();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    step();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path path) throws IOException {
    step();
    return super.mkdirs(path);
  }

  /** Only starts processes on a disk without native code. */
  @Override
  public void setPermission(Path path, FsPermission permission) {}

  private static final class Stream extends FilterOutputStream {

    Stream(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      requireRoom();
      if (dies()) {
        out.write(bytes, offset, length / 2);
        throw new IOException("the process dies while it writes");
      }
      out.write(bytes, offset, length);
    }
  }

  /** What {@link org.apache.hadoop.fs.FileContext} asks for; renames over a file in one step. */
  public static final class Context extends DelegateToFileSystem {

    public Context(URI uri, Configuration conf) throws IOException, URISyntaxException {
      super(ROOT, new FaultyFileSystem(), conf, "faulty", false);
    }

    @Override
    public int getUriDefaultPort() {
      return -1;
    }

    @Override
    public void renameInternal(Path from, Path to, boolean overwrite) throws IOException {
      if (!fsImpl.rename(from, to)) {
        throw new IOException("cannot rename " + from);
      }
    }
  }
}

package io.rookery.spark.search;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file in a search's folder by which anybody who may write there asks the search to stop,
 * wherever its driver runs.
 */
public final class StopRequest {

  static final String NAME = "_STOP";

  private final Path file;
  private final Configuration hadoop;

  /** The request of the search in this folder. */
  public StopRequest(Configuration hadoop, Path folder) {
    this.hadoop = hadoop;
    this.file = new Path(folder, NAME);
  }

  /** Asks the search to stop; it does within seconds. */
  public void ask() {
    // HDFS shows a file before it is closed, and a search would delete it under the writer's hands.
    Path draft = file.suffix("." + UUID.randomUUID());
    try {
      try (OutputStream out = files().create(draft, false)) {
        out.write((Instant.now() + "\n").getBytes(StandardCharsets.UTF_8));
      }
      if (!files().rename(draft, file)) { // somebody asked before
        files().delete(draft, false);
      }
    } catch (IOException e) {
      throw Refusal.storage("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }

  /** Whether somebody asked and nobody took note yet. */
  public boolean pending() throws IOException {
    return files().exists(file);
  }

  /** Takes note: what was asked before is no longer asked. */
  void clear() throws IOException {
    files().delete(file, false);
  }

  private FileSystem files() throws IOException {
    return file.getFileSystem(hadoop);
  }
}

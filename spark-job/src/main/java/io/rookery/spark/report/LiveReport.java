package io.rookery.spark.report;

import io.rookery.spark.search.SearchListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps {@code report.html} in a running search's folder up to date: once a minute, seldom enough
 * to take a twentieth of a core at most, and when closed at the end, from what the tables hold. On
 * a thread of its own; a report that cannot be written is said once and costs the search nothing.
 */
public final class LiveReport implements SearchListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LiveReport.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  /** The longer a page takes, as that of many thousands of networks does, the longer it stands. */
  private static final int REST = 19;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Configuration conf;
  private final Duration every;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(LiveReport::daemon);
  private volatile @Nullable Path folder;
  private long restUntil = System.nanoTime();
  private boolean warned;

  public LiveReport(Configuration conf) {
    this(conf, EVERY);
  }

  LiveReport(Configuration conf, Duration every) {
    this.conf = conf;
    this.every = every;
  }

  @Override
  public void started(String searchId, String output, String slots) {
    folder = new Path(output);
    clock.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    long begin = System.nanoTime();
    if (begin - restUntil >= 0) {
      write();
      long end = System.nanoTime();
      restUntil = end + REST * (end - begin);
    }
  }

  private void write() {
    Path where = folder;
    if (where == null) {
      return;
    }
    try {
      Report.write(List.of(where), conf, new Path(where, Report.FILE));
    } catch (IOException | RuntimeException | FSError e) {
      // A file system may throw anything, and a picture must not end what it shows.
      warn(e);
    }
  }

  private void warn(Throwable problem) {
    if (!warned) {
      warned = true;
      LOG.warn(
          "report.html could not be written; the search goes on, and rookery report {} makes it"
              + " later: {}",
          folder,
          problem.toString());
    }
  }

  /** Writes the last state, when all tables and _STATUS.json are written. */
  @Override
  public void close() {
    clock.execute(this::write);
    clock.shutdown();
    try {
      if (!clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("report.html was not ready {} after the end of the search", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "rookery-report");
    thread.setDaemon(true);
    return thread;
  }
}

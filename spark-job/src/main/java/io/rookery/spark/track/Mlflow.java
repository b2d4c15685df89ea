package io.rookery.spark.track;

import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.search.SearchListener;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchStatus;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells MLflow of a search: a run for it, and a run below that for each trial. On a thread of its
 * own, so that the search never waits for a server; a server that does not answer, or refuses, is
 * named once, and nothing more is sent to it.
 */
public final class Mlflow implements SearchListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Mlflow.class);

  /** What may wait for a slow server; beyond it the server counts as dead. */
  private static final int WAITING = 100_000;

  private static final long PATIENCE_SECONDS = 60;

  private final MlflowRuns runs;
  private final String uri;
  private final ExecutorService worker = Executors.newSingleThreadExecutor(Mlflow::daemon);
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean dead;
  private @Nullable SearchResult result;

  /** A tracker of one search. */
  Mlflow(MlflowRuns runs, String uri) {
    this.runs = runs;
    this.uri = uri;
  }

  @Override
  public void started(String searchId, String output, String slots) {
    run(() -> runs.begin(searchId, output));
  }

  @Override
  public void recorded(LedgerRow row) {
    run(() -> runs.take(row, waiting.get() <= 1));
  }

  @Override
  public void progressed(SearchStatus status) {
    run(() -> runs.progress(status));
  }

  @Override
  public void ended(SearchResult ended) {
    result = ended;
  }

  /** Sends what is left, with the report and the winner, which are written by now. */
  @Override
  public void close() {
    SearchResult last = result;
    run(() -> runs.end(last));
    worker.shutdown();
    try {
      if (!worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        worker.shutdownNow();
        LOG.warn("MLflow at {} was not told all within {} s", uri, PATIENCE_SECONDS);
      }
    } catch (InterruptedException e) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void run(Call call) {
    if (waiting.get() > WAITING) {
      giveUp("more than %,d calls wait for it".formatted(WAITING));
    }
    if (dead) {
      return;
    }
    waiting.incrementAndGet();
    try {
      worker.execute(() -> guarded(call));
    } catch (RejectedExecutionException e) {
      waiting.decrementAndGet(); // closed
    }
  }

  private void guarded(Call call) {
    try {
      if (!dead) {
        call.run();
      }
    } catch (IOException | RuntimeException e) {
      // Whatever a server says, and whatever it makes of it here, the search goes on.
      giveUp(e.toString());
    } catch (InterruptedException e) {
      dead = true;
      Thread.currentThread().interrupt();
    } finally {
      waiting.decrementAndGet();
    }
  }

  private void giveUp(String why) {
    if (!dead) {
      dead = true;
      LOG.warn("MLflow at {} is told nothing more; the search goes on: {}", uri, why);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "rookery-mlflow");
    thread.setDaemon(true);
    return thread;
  }

  private interface Call {
    void run() throws IOException, InterruptedException;
  }
}

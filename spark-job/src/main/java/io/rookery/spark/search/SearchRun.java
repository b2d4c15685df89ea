package io.rookery.spark.search;

import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A search that was started: its progress, its tables while it runs, its result. For any thread.
 *
 * <p>The search runs on a thread that was made by the one that started it, and so inherits that
 * one's job group: who cancels the group, as a notebook's stop button does, stops the search.
 */
public final class SearchRun {

  private final Search search;
  private final SearchListener listener;
  private final CompletableFuture<Results> opened = new CompletableFuture<>();
  private final CompletableFuture<SearchResult> ended = new CompletableFuture<>();
  private volatile SearchStatus status;

  private SearchRun(
      SparkSession spark, Settings settings, Supplier<ImageSet> images, SearchListener listener) {
    this.listener = listener;
    int planned = settings.search().candidates();
    status = new SearchStatus(planned, 0, 0, 0, 0, 0, null, null, 0, 0, 0, Duration.ZERO, null);
    search =
        new Search(spark, settings, images, new Audience(listener, List.of(new Follower(spark))));
  }

  static SearchRun start(
      SparkSession spark, Settings settings, Supplier<ImageSet> images, SearchListener listener) {
    SearchRun run = new SearchRun(spark, settings, images, listener);
    new Thread(run::work, "rookery-search").start();
    return run;
  }

  private void work() {
    try {
      SearchResult result = search.run();
      ended.complete(result);
    } catch (Throwable e) {
      // The end of this thread: whoever waits gets it. Scala throws checked exceptions unannounced.
      opened.completeExceptionally(e);
      ended.completeExceptionally(e);
    }
  }

  /** Notes what a handle is asked for. */
  private final class Follower implements SearchListener {
    private final SparkSession spark;

    Follower(SparkSession spark) {
      this.spark = spark;
    }

    @Override
    public void started(String searchId, String output, String slots) {
      opened.complete(new Results(spark, searchId, output));
    }

    @Override
    public void progressed(SearchStatus now) {
      status = now;
    }

    @Override
    public void evaluated(TrialOutcome outcome, SearchStatus now) {
      status = now;
    }

    @Override
    public void ended(SearchResult result) {
      status = result.status();
    }
  }

  /**
   * Waits for the end. A thread that is interrupted waits no longer; the search goes on.
   *
   * @throws Refusal if settings, data, cluster or output were not fit, or the output can no longer
   *     be written
   */
  public SearchResult await() throws InterruptedException {
    return value(ended);
  }

  /**
   * Waits for the end; a thread that is interrupted stops the search, and waits for its last
   * writes.
   */
  void awaitOrStop() throws InterruptedException {
    try {
      await();
    } catch (InterruptedException e) {
      stop();
      SearchResult result = await();
      if (result.end() != SearchEnd.STOPPED) {
        Thread.currentThread().interrupt(); // it had come to its end by itself
        return;
      }
      String message =
          "the search was stopped; all that is known is in %1$s. Go on with the same settings and .output(\"%1$s\").resume(true), or: rookery run --resume %1$s"
              .formatted(result.output());
      listener.noticed(message);
      InterruptedException told = new InterruptedException(message);
      told.initCause(e);
      throw told;
    }
  }

  /** Asks the search to end, with all that is known written; returns at once. */
  public void stop() {
    search.stop();
  }

  /** Whether it has ended, in whatever way. */
  public boolean isDone() {
    return ended.isDone();
  }

  /** Where it stands. */
  public SearchStatus progress() {
    return status;
  }

  /**
   * The best measured network, scored on the test split; empty until the search has ended, and
   * where none was measured.
   */
  public Optional<SearchResult.Winner> best() throws InterruptedException {
    return results().best();
  }

  /**
   * What is in the search's folder; waits until the search has one.
   *
   * @throws Refusal as {@link #await} does, if it came to none
   */
  public Results results() throws InterruptedException {
    return value(opened);
  }

  /** One row a network, as {@link Results#trials}. */
  public Dataset<Row> trials() throws InterruptedException {
    return results().trials();
  }

  /** One row a validation, as docs/results.md says; all measured. */
  public Dataset<Row> epochs() throws InterruptedException {
    return results().epochs();
  }

  /** One row each time a predictor spoke, as docs/results.md says; all predicted. */
  public Dataset<Row> predictions() throws InterruptedException {
    return results().predictions();
  }

  /** What became of each network, as docs/results.md says. */
  public Dataset<Row> evaluations() throws InterruptedException {
    return results().evaluations();
  }

  /** The report as one page that needs no network, of 1 to 2 MB. */
  public String toHtml() throws InterruptedException {
    return results().toHtml();
  }

  /** A short table. */
  @Override
  public String toString() {
    if (opened.isDone() && !opened.isCompletedExceptionally()) {
      return opened.join().toString();
    }
    return isDone() ? "a search that could not begin" : "a search that has not begun yet";
  }

  private static <T> T value(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      } else if (e.getCause() instanceof InterruptedException) {
        throw new IllegalStateException("the search's own thread was interrupted", e);
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}

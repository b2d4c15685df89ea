package io.rookery.spark.search;

import io.rookery.spark.ledger.LedgerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FSError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search's listener and those who watch beside it. A watcher that throws is heard of once and
 * then left out: nobody who only looks can end a search.
 */
public final class Audience implements SearchListener, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

  private final SearchListener listener;
  private final List<SearchListener> watchers;

  /** {@code listener} is the caller's own: what it throws is the caller's. */
  public Audience(SearchListener listener, List<? extends SearchListener> watchers) {
    this.listener = listener;
    this.watchers = new ArrayList<>(watchers);
  }

  @Override
  public void started(String searchId, String output, String slots) {
    listener.started(searchId, output, slots);
    watch(watcher -> watcher.started(searchId, output, slots));
  }

  @Override
  public void progressed(SearchStatus status) {
    listener.progressed(status);
    watch(watcher -> watcher.progressed(status));
  }

  @Override
  public void evaluated(TrialOutcome outcome, SearchStatus status) {
    listener.evaluated(outcome, status);
    watch(watcher -> watcher.evaluated(outcome, status));
  }

  @Override
  public void recorded(LedgerRow row) {
    listener.recorded(row);
    watch(watcher -> watcher.recorded(row));
  }

  @Override
  public void ended(SearchResult result) {
    listener.ended(result);
    watch(watcher -> watcher.ended(result));
  }

  @Override
  public void noticed(String message) {
    listener.noticed(message);
    watch(watcher -> watcher.noticed(message));
  }

  /** Lets those watchers go that hold something, in the order in which they came. */
  @Override
  public void close() {
    watch(
        watcher -> {
          if (watcher instanceof AutoCloseable closeable) {
            close(closeable);
          }
        });
  }

  private static void close(AutoCloseable watcher) {
    try {
      watcher.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // AutoCloseable declares no less
      throw new IllegalStateException(e);
    }
  }

  private void watch(Consumer<SearchListener> call) {
    for (SearchListener watcher : List.copyOf(watchers)) {
      try {
        call.accept(watcher);
      } catch (RuntimeException | LinkageError | FSError e) {
        // The boundary named above; a LinkageError is another Spark than the one compiled against,
        // an FSError what Hadoop throws where a local disk is full.
        watchers.remove(watcher);
        LOG.warn("{} no longer follows the search, which goes on", watcher.getClass().getName(), e);
      }
    }
  }
}

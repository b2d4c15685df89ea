package io.rookery.spark.metrics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Joins every lane on which reports reach the driver (plugin messages, heartbeats, results and
 * remains of tasks) into one stream in which each (candidate, attempt, epoch) comes once, and the
 * epochs of an attempt in order.
 *
 * <p>Safe to call from any thread. Every lane brings the whole attempt so far, so no report can
 * overtake an earlier one of its attempt.
 */
public final class EpochFeed implements AutoCloseable {

  private static final Map<String, EpochFeed> OPEN = new ConcurrentHashMap<>();

  private final String searchId;
  private Consumer<EpochReport> sink;

  /** The newest epoch of each attempt: older ones have been passed on. */
  private final Map<String, Double> newest = new HashMap<>();

  private EpochFeed(String searchId, Consumer<EpochReport> sink) {
    this.searchId = searchId;
    this.sink = sink;
  }

  /**
   * Opens the feed of a search; {@code sink} is called on whichever thread brings a report, one at
   * a time.
   */
  public static EpochFeed open(String searchId, Consumer<EpochReport> sink) {
    EpochFeed feed = new EpochFeed(searchId, sink);
    if (OPEN.putIfAbsent(searchId, feed) != null) {
      throw new IllegalStateException("search " + searchId + " is already running in this driver");
    }
    return feed;
  }

  /** Another one is told of each report too, before the sink and on the same thread. */
  public synchronized void tellFirst(Consumer<EpochReport> other) {
    sink = other.andThen(sink);
  }

  /** The open feed of a search; empty when it has ended, as late messages may find. */
  static Optional<EpochFeed> of(String searchId) {
    return Optional.ofNullable(OPEN.get(searchId));
  }

  /** Takes reports from any lane, in any order, any number of times. */
  public synchronized void accept(List<EpochReport> reports) {
    reports.stream()
        .sorted(
            Comparator.comparingInt(EpochReport::attempt)
                .thenComparingDouble(report -> report.metrics().epoch()))
        .filter(this::isNew)
        .forEach(sink);
  }

  @Override
  public void close() {
    OPEN.remove(searchId, this);
  }

  private boolean isNew(EpochReport report) {
    double epoch = report.metrics().epoch();
    String attempt = report.candidateId() + '/' + report.attempt();
    boolean isNew = epoch > newest.getOrDefault(attempt, 0.0);
    if (isNew) {
      newest.put(attempt, epoch);
    }
    return isNew;
  }
}

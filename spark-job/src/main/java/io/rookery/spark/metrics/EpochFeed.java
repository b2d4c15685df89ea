package io.rookery.spark.metrics;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Consumer<EpochReport> sink;
  private final Set<String> seen = new HashSet<>();

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
        .filter(report -> seen.add(key(report)))
        .forEach(sink);
  }

  @Override
  public void close() {
    OPEN.remove(searchId, this);
  }

  private static String key(EpochReport report) {
    return report.candidateId() + '/' + report.attempt() + '/' + report.metrics().epoch();
  }
}

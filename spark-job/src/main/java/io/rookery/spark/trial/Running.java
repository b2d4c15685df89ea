package io.rookery.spark.trial;

import java.time.Duration;

/** One task on an executor. For any thread, but for the two notes of the {@link Overseer}. */
final class Running {

  final String candidate;

  /** Spark's number of its job: a candidate that is submitted again has another. */
  final int job;

  final String executor;
  final String host;

  /** Set once a person was told that it ignores its cancellation. */
  boolean told;

  /** Set once its executor was told to end. */
  boolean replaced;

  private volatile long sign = System.nanoTime();
  private volatile long cancelled;

  Running(String candidate, int job, String executor, String host) {
    this.candidate = candidate;
    this.job = job;
    this.executor = executor;
    this.host = host;
  }

  /** It started, or reported, now. */
  void heard() {
    sign = System.nanoTime();
  }

  /** How long nothing was heard of it. */
  Duration silent() {
    return Duration.ofNanos(System.nanoTime() - sign);
  }

  /** Nobody waits for it any more. */
  void cancel() {
    if (cancelled == 0) {
      cancelled = System.nanoTime();
    }
  }

  boolean isCancelled() {
    return cancelled != 0;
  }

  /** How long it has been running since it was cancelled; zero where it was not. */
  Duration overstayed() {
    return isCancelled() ? Duration.ofNanos(System.nanoTime() - cancelled) : Duration.ZERO;
  }
}

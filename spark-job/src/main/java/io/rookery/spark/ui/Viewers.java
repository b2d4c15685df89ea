package io.rookery.spark.ui;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The live pages that somebody has open, as far as their asking tells: one that has not asked for
 * two of its intervals is taken for closed. Any thread.
 */
final class Viewers {

  /** Two of the pauses between two questions of main.js. */
  static final Duration RECENT = Duration.ofSeconds(4);

  /** No more are waited for: whoever makes up names of pages fills no memory. */
  private static final int MOST = 1000;

  private static final long LOOK_MILLIS = 50;

  private final LongSupplier nanos;

  /** When each page that was not told the end last asked. */
  private final Map<String, Long> waiting = new HashMap<>();

  Viewers(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** {@code page}: the name that a page gave itself; empty for what is no page. */
  synchronized void asked(String page) {
    forgetClosed();
    if (!page.isEmpty() && waiting.size() < MOST) {
      waiting.put(page, nanos.getAsLong());
    }
  }

  /** A page has been sent the last state, and asks no more. */
  synchronized void told(String page) {
    waiting.remove(page);
    notifyAll();
  }

  /** Until every page that is open has been told, or this time is over. */
  synchronized void await(Duration patience) throws InterruptedException {
    long begun = nanos.getAsLong();
    forgetClosed();
    while (!waiting.isEmpty() && nanos.getAsLong() - begun < patience.toNanos()) {
      wait(LOOK_MILLIS);
      forgetClosed();
    }
  }

  private void forgetClosed() {
    long now = nanos.getAsLong();
    waiting.values().removeIf(asked -> now - asked > RECENT.toNanos());
  }
}

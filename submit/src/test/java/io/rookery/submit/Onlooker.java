package io.rookery.submit;

import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Reads a search's tables again and again, as a person with a notebook does. */
final class Onlooker implements AutoCloseable {
  final AtomicInteger reads = new AtomicInteger();
  final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean ends = new AtomicBoolean();
  private volatile Scene scene;
  private int results;
  private final Thread thread = new Thread(this::read, "onlooker");

  void watch(Scene next) {
    scene = next;
    if (!thread.isAlive()) {
      thread.start();
    }
  }

  private void read() {
    Scene last = null;
    while (!ends.get()) {
      Scene now = scene;
      results = now == last ? results : 0;
      last = now;
      try {
        look(now);
      } catch (UncheckedIOException e) {
        problems.add(e.toString());
      }
    }
  }

  private void look(Scene now) {
    if (!now.holdsSearch()) {
      return;
    }
    LedgerContents contents = now.ledger();
    List<EvaluationRow> rows = contents.evaluations().rows();
    contents.problems().forEach(problem -> problems.add(problem.toString()));
    if (rows.size() < results) {
      problems.add("%d results after %d".formatted(rows.size(), results));
    }
    results = rows.size();
    reads.incrementAndGet();
  }

  @Override
  public void close() throws InterruptedException {
    ends.set(true);
    thread.join(TimeUnit.SECONDS.toMillis(30));
  }
}

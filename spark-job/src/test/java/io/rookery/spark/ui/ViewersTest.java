package io.rookery.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ViewersTest {

  private static final Duration LONG = Duration.ofDays(1);

  private final AtomicLong nanos = new AtomicLong(7);
  private final Viewers viewers = new Viewers(nanos::get);

  @Test
  void nobodyIsWaitedForWhereNoPageAsked() throws Exception {
    viewers.asked("");
    viewers.await(LONG);
  }

  @Test
  void everyPageThatAskedIsWaitedFor() throws Exception {
    viewers.asked("a");
    viewers.asked("b");
    CompletableFuture<Void> waiting = await(LONG);
    viewers.told("a");
    assertThat(isOver(waiting)).isFalse();
    viewers.told("b");
    waiting.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aPageThatNoLongerAsksIsTakenForClosed() throws Exception {
    viewers.asked("a");
    nanos.addAndGet(Viewers.RECENT.toNanos() / 2);
    viewers.asked("a");
    nanos.addAndGet(Viewers.RECENT.toNanos() / 2 + 1);
    CompletableFuture<Void> waiting = await(LONG);
    assertThat(isOver(waiting)).as("it asked half of that time ago").isFalse();
    nanos.addAndGet(Viewers.RECENT.toNanos() / 2);
    waiting.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aPageThatIsNeverToldIsWaitedForNoLongerThanSaid() throws Exception {
    viewers.asked("a");
    CompletableFuture<Void> waiting = await(Duration.ofSeconds(3));
    assertThat(isOver(waiting)).isFalse();
    for (int second = 0; second < 3; second++) {
      nanos.addAndGet(1_000_000_000L);
      viewers.asked("a");
    }
    waiting.get(10, TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> await(Duration patience) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                viewers.await(patience);
                over.complete(null);
              } catch (InterruptedException e) {
                over.completeExceptionally(e);
              }
            },
            "waiting");
    waiting.setDaemon(true);
    waiting.start();
    return over;
  }

  private static boolean isOver(CompletableFuture<Void> waiting) throws Exception {
    Thread.sleep(200); // what does not happen cannot be waited for
    return waiting.isDone();
  }
}

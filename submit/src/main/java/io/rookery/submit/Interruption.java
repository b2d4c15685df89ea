package io.rookery.submit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Ctrl-C and SIGTERM: the search is asked to stop, and the process waits until it has written what
 * it knows. Closing says that it has. The JVM's own exit code is then 130 (or 143).
 */
final class Interruption implements AutoCloseable {

  /** Before Spark's own hook (40), which would take the context away. */
  private static final int PRIORITY = 90;

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch written = new CountDownLatch(1);
  private final Runnable hook;

  Interruption(Runnable stop) {
    hook =
        () -> {
          stop.run();
          await();
        };
    ShutdownHookManager.get()
        .addShutdownHook(hook, PRIORITY, PATIENCE_SECONDS + 5, TimeUnit.SECONDS);
  }

  private void await() {
    try {
      written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    written.countDown();
    if (!ShutdownHookManager.get().isShutdownInProgress()) {
      ShutdownHookManager.get().removeShutdownHook(hook);
    }
  }
}

package io.rookery.spark.search;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While a search runs: shows in its folder that it is alive, and looks there whether somebody wants
 * it to stop.
 */
final class Pulse implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final long LOOK_SECONDS = 2;
  private static final int LOOKS_A_BEAT = 5;

  private final StatusFile status;
  private final StopRequest request;
  private final Runnable stop;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Pulse::daemon);
  private int looks;

  /** Begins; a request from before is not meant for this run. */
  Pulse(StatusFile status, StopRequest request, Runnable stop) {
    this.status = status;
    this.request = request;
    this.stop = stop;
    try {
      request.clear();
      status.running();
    } catch (IOException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
    var unused =
        clock.scheduleWithFixedDelay(this::beat, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void beat() {
    try {
      if (request.pending()) {
        request.clear();
        stop.run();
      }
      if (++looks % LOOKS_A_BEAT == 0) {
        status.running();
      }
    } catch (IOException | RuntimeException e) {
      // A file system may throw anything. The ledger says what is wrong with it; this must go on,
      // for it may be mended.
      LOG.debug("the status could not be written", e);
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "rookery-status");
    thread.setDaemon(true);
    return thread;
  }
}

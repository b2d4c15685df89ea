package io.rookery.submit;

import io.rookery.predictor.replay.CurveSet;
import java.io.PrintWriter;
import picocli.CommandLine;

/**
 * Progress of replays on standard error: one refreshed line on a terminal, else one line a replay.
 */
final class ReplayProgress {

  private final PrintWriter err;
  private final boolean refreshes;
  private String name = "";
  private int orders;

  private ReplayProgress(PrintWriter err, boolean refreshes) {
    this.err = err;
    this.refreshes = refreshes;
  }

  static ReplayProgress of(CommandLine command) {
    return new ReplayProgress(command.getErr(), Screen.refreshes());
  }

  void begin(CurveSet set, String subject, int orders) {
    this.name = "%s, %,d networks: %s".formatted(set.name(), set.curves().size(), subject);
    this.orders = orders;
    if (refreshes) {
      done(0);
    } else {
      err.println("replaying " + name);
      err.flush();
    }
  }

  void done(int order) {
    if (refreshes) {
      err.print("%sreplaying %s, order %d of %d".formatted(Screen.CLEAR_LINE, name, order, orders));
      err.flush();
    }
  }

  void end() {
    if (refreshes) {
      err.print(Screen.CLEAR_LINE);
      err.flush();
    }
  }
}

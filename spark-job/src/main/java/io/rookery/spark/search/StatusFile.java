package io.rookery.spark.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ExitCode;
import io.rookery.spark.ledger.Ledger;
import io.rookery.spark.ledger.LedgerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code _STATUS.json}: what a process that watches the folder needs to know, and in cluster mode
 * the only place that has the exit code. Its {@code state} is {@code running}, {@code stopped},
 * {@code done} or {@code failed}; once it is one of the last three nothing is written any more.
 *
 * <p>Written by the search's thread and by its {@link Pulse}.
 */
final class StatusFile {

  private static final int NOTICES = 20;

  private final Ledger ledger;
  private final Tally tally;
  private final String searchId;
  private final String applicationId;
  private final List<String> notices = new ArrayList<>();
  private List<String> finalists;
  private boolean over;

  /**
   * That of the opened folder: what a resumed search must find there stays in it from the first.
   */
  StatusFile(Opened opened, Tally tally, String applicationId) {
    this.ledger = opened.ledger();
    this.tally = tally;
    this.searchId = opened.searchId();
    this.applicationId = applicationId;
    this.finalists = opened.history().finalists();
  }

  /** It runs, and these are its counts. */
  synchronized void running() throws LedgerException {
    if (!over) {
      ObjectNode status = head("running");
      SearchStatus counts = tally.status();
      status
          .put("candidates", counts.asked())
          .put("running", counts.running())
          .put("measured", counts.measured())
          .put("predicted", counts.predicted())
          .put("failed", counts.failed())
          .put("epochsRun", counts.epochsRun())
          .put("epochsBudget", counts.epochsBudget())
          .put("bestMeasured", counts.bestMeasured())
          .put("bestId", counts.bestId());
      ledger.writeStatus(lists(status));
    }
  }

  /** Those that are to be measured; kept where a resumed search finds it. */
  synchronized void finalists(List<String> ids) throws LedgerException {
    finalists = List.copyOf(ids);
    running();
  }

  /** Something a person should know; the last ones are kept. */
  synchronized void notice(String message) {
    notices.add(message);
    if (notices.size() > NOTICES) {
      notices.remove(0);
    }
  }

  /** The search came to a result. */
  synchronized void ended(SearchResult result) throws LedgerException {
    ObjectNode status = result.tree();
    status.put("applicationId", applicationId).put("updatedAt", Instant.now().toString());
    over = true;
    ledger.writeStatus(result.end() == SearchEnd.STOPPED ? lists(status) : status);
  }

  /** The search came to none, for this reason; it can be resumed. */
  synchronized void broke(ExitCode exitCode, String reason) throws LedgerException {
    if (!over) {
      over = true;
      String state = exitCode == ExitCode.STOPPED ? "stopped" : "failed";
      ObjectNode status = head(state).put("exitCode", exitCode.code()).put("stopReason", reason);
      ledger.writeStatus(lists(status));
    }
  }

  private ObjectNode head(String state) {
    ObjectNode status =
        JsonNodeFactory.instance
            .objectNode()
            .put("searchId", searchId)
            .put("state", state)
            .put("applicationId", applicationId)
            .put("updatedAt", Instant.now().toString());
    Tenant.here().describe(status);
    return status;
  }

  private ObjectNode lists(ObjectNode status) {
    var kept = status.putArray("finalists");
    finalists.forEach(kept::add);
    var told = status.putArray("notices");
    notices.forEach(told::add);
    return status;
  }
}

package io.rookery.spark.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.report.Report;
import io.rookery.spark.report.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.util.kvstore.KVStore;
import org.apache.spark.util.kvstore.KVStoreIterator;

/** What Spark's status store holds of an application's searches, as the page's data. Any thread. */
final class Stored implements PageSource {

  /** The newest searches of one application that a page shows beside each other. */
  private static final int SHOWN = 4;

  private final KVStore store;
  private String revision = "";
  private News last = new News("{}", false);

  Stored(KVStore store) {
    this.store = store;
  }

  /** Whether the application has run a search. */
  boolean isEmpty() throws Exception {
    return store.count(SearchEntry.class) == 0;
  }

  @Override
  public synchronized News data(String since) throws Exception {
    List<SearchEntry> searches = new ArrayList<>(all(SearchEntry.class));
    searches.sort((a, b) -> Integer.compare(b.order, a.order));
    List<SearchEntry> shown = searches.subList(0, Math.min(SHOWN, searches.size()));
    String now = shown.isEmpty() ? "" : revision(shown);
    if (!now.isEmpty() && now.equals(since)) {
      String same = JsonNodeFactory.instance.objectNode().put("revision", now).toString();
      return new News(same, last.ended());
    }
    if (!now.equals(revision) || now.isEmpty()) {
      last = page(shown, now);
      revision = now;
    }
    return last;
  }

  private static String revision(List<SearchEntry> searches) {
    long sum = searches.stream().mapToLong(search -> search.revision).sum();
    return searches.size() + "." + searches.get(0).order + "." + sum;
  }

  private News page(List<SearchEntry> searches, String now) throws Exception {
    Map<String, List<RowEntry>> rows = new HashMap<>();
    for (RowEntry row : all(RowEntry.class)) {
      rows.computeIfAbsent(row.searchId, id -> new ArrayList<>()).add(row);
    }
    List<Snapshot> snapshots =
        searches.stream()
            .map(search -> snapshot(search, rows.getOrDefault(search.searchId, List.of())))
            .toList();
    ObjectNode page = Report.data(snapshots);
    Map<String, ArrayNode> jobs = jobs();
    ObjectNode live = JsonNodeFactory.instance.objectNode().put("root", "../");
    ObjectNode logs = live.putObject("logs");
    all(ExecutorEntry.class).forEach(entry -> logs.put(entry.executor, entry.log));
    for (JsonNode search : page.path("searches")) {
      ((ObjectNode) search).set("live", live);
      for (JsonNode trial : search.path("trials")) {
        String name = search.path("searchId").asText() + "-" + trial.path("id").asText();
        if (jobs.containsKey(name)) {
          ((ObjectNode) trial).set("jobs", jobs.get(name));
        }
      }
    }
    boolean ended = snapshots.stream().noneMatch(Snapshot::running) && !snapshots.isEmpty();
    return new News(page.put("revision", now).put("ended", ended).toString(), ended);
  }

  private Map<String, ArrayNode> jobs() throws Exception {
    Map<String, ArrayNode> jobs = new HashMap<>();
    for (JobEntry job : all(JobEntry.class)) {
      jobs.computeIfAbsent(job.trial, trial -> JsonNodeFactory.instance.arrayNode()).add(job.jobId);
    }
    return jobs;
  }

  private static Snapshot snapshot(SearchEntry search, List<RowEntry> entries) {
    List<LedgerRow> rows =
        entries.stream()
            .flatMap(entry -> RowJson.read(entry.table, RowJson.tree(entry.json)).stream())
            .toList();
    List<String> notes =
        search.dropped == 0
            ? List.of()
            : List.of(
                ("%,d older trials are no longer kept here (spark.rookery.ui.retainedTrials); report.html"
                        + " in the search's folder shows all.")
                    .formatted(search.dropped));
    return new Snapshot(
        search.searchId,
        RowJson.tree(search.search),
        RowJson.tree(search.status),
        of(rows, CandidateRow.class),
        of(rows, EpochRow.class),
        of(rows, PredictionRow.class),
        of(rows, EvaluationRow.class),
        notes,
        Instant.now());
  }

  private static <R extends LedgerRow> List<R> of(List<LedgerRow> rows, Class<R> type) {
    return rows.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private <T> List<T> all(Class<T> type) throws Exception {
    List<T> found = new ArrayList<>();
    try (KVStoreIterator<T> entries = store.view(type).closeableIterator()) {
      entries.forEachRemaining(found::add);
    }
    return found;
  }
}

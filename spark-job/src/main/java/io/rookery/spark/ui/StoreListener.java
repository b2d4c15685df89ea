package io.rookery.spark.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.util.kvstore.KVStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what a page needs of an application's searches in Spark's status store: of a running
 * application from its bus, of an old one from its event log. Of many trials the oldest ended are
 * let go, so that a driver's memory does not grow with them.
 *
 * <p>Called on one thread, Spark's bus, which it must not block, nor end by what it throws.
 */
final class StoreListener extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(StoreListener.class);
  private static final int BEST = 20;

  private final KVStore store;
  private final int retained;
  private final Map<String, SearchEntry> searches = new LinkedHashMap<>();

  /** Trials by their whole name; measured fitness where known, else not a number. */
  private final Map<String, Double> ended = new LinkedHashMap<>();

  private final Set<String> trials = new HashSet<>();
  private long rows;
  private boolean warned;

  StoreListener(KVStore store, int retained) {
    this.store = store;
    this.retained = retained;
  }

  @Override
  public void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SearchEvent search) {
      guarded(() -> take(search));
    }
  }

  @Override
  public void onJobStart(SparkListenerJobStart start) {
    guarded(() -> takeJob(start.jobId(), start.properties()));
  }

  @Override
  public void onExecutorAdded(SparkListenerExecutorAdded added) {
    guarded(
        () -> {
          scala.Option<String> log = added.executorInfo().logUrlMap().get("stderr");
          if (log.isDefined()) {
            store.write(new ExecutorEntry(added.executorId(), log.get()));
          }
        });
  }

  private void take(SearchEvent event) throws Exception {
    SearchEntry before = searches.get(event.searchId());
    SearchEntry search =
        before == null ? new SearchEntry(event.searchId(), searches.size()) : before.next();
    if (event.kind().equals("search")) {
      search.search = event.json();
    } else if (event.kind().equals("status")) {
      search.status = event.json();
    } else {
      for (JsonNode row : RowJson.tree(event.json())) {
        takeRow(search, event.kind(), row);
      }
    }
    searches.put(event.searchId(), search);
    store.write(search);
  }

  private void takeRow(SearchEntry search, String table, JsonNode row) throws Exception {
    RowEntry entry =
        new RowEntry(
            rows++, search.searchId, row.path("candidateId").asText(), table, row.toString());
    store.write(entry);
    trials.add(entry.trial);
    if (table.equals("evaluations")) {
      ended.merge(
          entry.trial, row.path("measuredFitness").asDouble(Double.NaN), StoreListener::known);
    }
    if (trials.size() > retained && !ended.isEmpty()) {
      drop(search);
    }
  }

  private static double known(double before, double now) {
    return Double.isNaN(now) ? before : now;
  }

  /** Lets a tenth of the trials go at once, the oldest ended first, but never the best. */
  private void drop(SearchEntry search) throws Exception {
    double bound =
        ended.values().stream()
            .filter(fitness -> !fitness.isNaN())
            .sorted((a, b) -> Double.compare(b, a))
            .skip(BEST - 1)
            .findFirst()
            .orElse(Double.NEGATIVE_INFINITY);
    List<String> gone =
        ended.entrySet().stream()
            .filter(entry -> !(entry.getValue() >= bound))
            .map(Map.Entry::getKey)
            .limit(Math.max(1, retained / 10))
            .toList();
    store.removeAllByIndexValues(RowEntry.class, "trial", gone);
    store.removeAllByIndexValues(JobEntry.class, "trial", gone);
    gone.forEach(ended::remove);
    trials.removeAll(new HashSet<>(gone));
    search.dropped += gone.size();
  }

  /** A trial's job carries its name as its job group, or, in a notebook, as a tag. */
  private void takeJob(int jobId, @Nullable Properties properties) throws Exception {
    if (properties == null) {
      return;
    }
    List<String> names = new ArrayList<>();
    names.add(properties.getProperty("spark.jobGroup.id", ""));
    names.addAll(List.of(properties.getProperty("spark.job.tags", "").split(",")));
    for (String name : names) {
      if (trials.contains(name)) {
        store.write(new JobEntry(jobId, name));
        for (SearchEntry search : List.copyOf(searches.values())) {
          if (name.startsWith(search.searchId + "-")) {
            searches.put(search.searchId, search.next());
            store.write(searches.get(search.searchId));
          }
        }
        return;
      }
    }
  }

  private void guarded(Writing writing) {
    try {
      writing.run();
    } catch (Exception e) { // the store declares no less; a page must not end what it shows
      if (!warned) {
        warned = true;
        LOG.warn("the Rookery tab misses something; the search goes on", e);
      }
    }
  }

  private interface Writing {
    void run() throws Exception;
  }
}

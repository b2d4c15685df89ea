package io.rookery.spark.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.search.SearchListener;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchStatus;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells Spark's bus what a search writes down: for the tab of the running application, and for the
 * event log that the History Server reads.
 */
public final class SearchEvents implements SearchListener, AutoCloseable {

  private static final int BATCH = 200;
  private static final long EVERY_NANOS = 2_000_000_000L;

  private final SparkContext spark;
  private String searchId = "";
  private @Nullable Path folder;
  private long lastStatus;
  private boolean over;

  public SearchEvents(SparkContext spark) {
    this.spark = spark;
  }

  @Override
  public void started(String search, String output, String slots) {
    searchId = search;
    folder = new Path(output);
    SearchTab.open(spark);
    Configuration conf = spark.hadoopConfiguration();
    try {
      LedgerContents known = LedgerReader.read(conf, folder);
      post("search", known.search().toString());
      // A resumed search has rows from before.
      Stream.of(known.candidates(), known.epochs(), known.predictions(), known.evaluations())
          .forEach(table -> post(table.rows()));
    } catch (LedgerException e) {
      throw new IllegalStateException("the tables of the search cannot be read", e);
    }
    post("status", JsonNodeFactory.instance.objectNode().put("state", "running").toString());
  }

  private void post(List<? extends LedgerRow> rows) {
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<? extends LedgerRow> batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
      post(RowJson.table(batch.get(0)), RowJson.write(batch));
    }
  }

  @Override
  public void recorded(LedgerRow row) {
    post(List.of(row));
  }

  @Override
  public void progressed(SearchStatus status) {
    long now = System.nanoTime();
    if (now - lastStatus > EVERY_NANOS) {
      lastStatus = now;
      post("status", running(status).toString());
    }
  }

  private static ObjectNode running(SearchStatus status) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", "running")
        .put("candidates", status.asked())
        .put("measured", status.measured())
        .put("predicted", status.predicted())
        .put("failed", status.failed())
        .put("epochsRun", status.epochsRun())
        .put("epochsBudget", status.epochsBudget())
        .put("wallSeconds", status.elapsed().toMillis() / 1e3);
  }

  @Override
  public void ended(SearchResult result) {
    over = true;
    post("status", result.json());
  }

  /** A search that threw has said why in its _STATUS.json. */
  @Override
  public void close() throws LedgerException {
    if (!over && folder != null) {
      JsonNode status = LedgerReader.status(spark.hadoopConfiguration(), folder);
      post("status", status == null ? "{\"state\":\"failed\"}" : status.toString());
    }
  }

  private void post(String kind, String json) {
    if (!spark.isStopped()) {
      spark.listenerBus().post(new SearchEvent(searchId, kind, json));
    }
  }
}

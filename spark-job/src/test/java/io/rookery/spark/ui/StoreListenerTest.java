package io.rookery.spark.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.util.kvstore.InMemoryStore;
import org.apache.spark.util.kvstore.KVStore;
import org.junit.jupiter.api.Test;

class StoreListenerTest {

  private static final String SEARCH = "20260102-030405-abcd";
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.123456Z");

  private final KVStore store = new InMemoryStore();

  @Test
  void whatWasPostedIsWhatThePageShows() throws Exception {
    StoreListener listener = new StoreListener(store, 1000);
    listener.onOtherEvent(new SearchEvent(SEARCH, "search", "{\"seed\": 7}"));
    post(listener, 3, 90);

    JsonNode page = page("");
    assertThat(page.at("/searches/0/searchId").asText()).isEqualTo(SEARCH);
    assertThat(page.at("/searches/0/about/seed").asInt()).isEqualTo(7);
    assertThat(page.at("/searches/0/trials")).hasSize(3);
    assertThat(page.at("/searches/0/header/best").asDouble()).isEqualTo(92);
    assertThat(page.path("ended").asBoolean()).isFalse();

    String revision = page.path("revision").asText();
    assertThat(page(revision).has("searches")).as("nothing is new").isFalse();
    listener.onOtherEvent(new SearchEvent(SEARCH, "status", "{\"state\": \"done\"}"));
    assertThat(page(revision).path("ended").asBoolean()).isTrue();
  }

  @Test
  void theOldestEndedTrialsAreLetGoButNotTheBest() throws Exception {
    StoreListener listener = new StoreListener(store, 100);
    post(listener, 1, 99); // the best comes first
    for (int i = 1; i < 500; i++) {
      trial(listener, "c%04d".formatted(i), 10 + i % 50);
    }

    JsonNode page = page("");
    assertThat(page.at("/searches/0/trials").size()).isBetween(90, 101);
    assertThat(page.at("/searches/0/trials/0/id").asText()).isEqualTo("c0000");
    assertThat(page.at("/searches/0/notes").toString()).contains("older trials are no longer kept");
    assertThat(store.count(RowEntry.class)).isLessThan(101 * 4);
  }

  @Test
  void rowsComeBackAsTheyWere() {
    for (LedgerRow row : rows("c0000", 50)) {
      JsonNode written = RowJson.tree(RowJson.write(List.of(row)));
      assertThat(RowJson.read(RowJson.table(row), written.get(0))).contains(row);
    }
    assertThat(RowJson.read("epochs", RowJson.tree("{\"epoch\": \"no number\"}"))).isEmpty();
    assertThat(RowJson.read("a table of a newer version", RowJson.tree("{}"))).isEmpty();
  }

  /** As Spark's event log does it. */
  @Test
  void anEventComesBackFromTheLogByItsName() throws Exception {
    ObjectMapper log = new ObjectMapper();
    String line =
        log.writerFor(SparkListenerEvent.class)
            .writeValueAsString(new SearchEvent(SEARCH, "epochs", "[]"));
    assertThat(log.readTree(line).path("Event").asText())
        .isEqualTo("io.rookery.spark.ui.SearchEvent");
    SparkListenerEvent read = log.readValue(line, SparkListenerEvent.class);
    assertThat(read)
        .isInstanceOfSatisfying(
            SearchEvent.class,
            event -> {
              assertThat(event.searchId()).isEqualTo(SEARCH);
              assertThat(event.kind()).isEqualTo("epochs");
              assertThat(event.json()).isEqualTo("[]");
            });
  }

  @Test
  void aBrokenStoreOrADamagedEventThrowsNothing() {
    KVStore broken =
        (KVStore)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KVStore.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("no store today");
                });
    post(new StoreListener(broken, 100), 2, 50);
    StoreListener listener = new StoreListener(store, 100);
    listener.onOtherEvent(new SearchEvent(SEARCH, "epochs", "not JSON"));
    listener.onOtherEvent(new SearchEvent(SEARCH, "search", "not JSON"));
    Pages.Answer answer = new Pages("t", "", new Stored(broken)).answer("/data", "", "");
    assertThat(answer.status()).isEqualTo(500);
  }

  private static void post(StoreListener listener, int trials, double fitness) {
    for (int i = 0; i < trials; i++) {
      trial(listener, "c%04d".formatted(i), fitness + i);
    }
  }

  private static void trial(StoreListener listener, String id, double fitness) {
    for (LedgerRow row : rows(id, fitness)) {
      listener.onOtherEvent(
          new SearchEvent(SEARCH, RowJson.table(row), RowJson.write(List.of(row))));
    }
  }

  private static List<LedgerRow> rows(String id, double fitness) {
    return List.of(
        new CandidateRow(SEARCH, id, 0, List.of("p"), "s", "n", "g", null, null, null, 1, AT),
        new EpochRow(
            SEARCH,
            id,
            0,
            0.5,
            fitness,
            Double.POSITIVE_INFINITY,
            null,
            1.0,
            0.1,
            2,
            "0",
            "cpu",
            AT),
        new PredictionRow(
            SEARCH,
            id,
            0,
            0.5,
            "penguin",
            "exp3",
            List.of(1.5, 2.0),
            fitness,
            Double.POSITIVE_INFINITY,
            0,
            100,
            12,
            100,
            "continue"),
        new EvaluationRow(
            SEARCH,
            id,
            0,
            Outcome.MEASURED,
            fitness,
            null,
            1,
            1,
            null,
            null,
            2,
            1,
            null,
            null,
            AT));
  }

  private JsonNode page(String since) throws Exception {
    return new ObjectMapper().readTree(new Stored(store).data(since).json());
  }
}

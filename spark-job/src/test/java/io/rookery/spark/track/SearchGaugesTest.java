package io.rookery.spark.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.Histogram;
import com.codahale.metrics.MetricRegistry;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.search.SearchStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SearchGaugesTest {

  private final MetricRegistry registry = new MetricRegistry();

  SearchGaugesTest() {
    SearchGauges.register(registry);
  }

  @Test
  void theyShowTheNewestStatusOfTheSearch() {
    SearchGauges gauges = new SearchGauges(4);
    gauges.progressed(status(9, null));
    assertThat(values())
        .containsEntry("rookery_best_measured", 0.0)
        .containsEntry("rookery_slots_busy", 4.0); // 9 submitted, of which 4 can run
    gauges.progressed(status(3, 91.25));

    assertThat(values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("rookery_trials_asked", 20.0),
                Map.entry("rookery_trials_running", 3.0),
                Map.entry("rookery_trials_measured", 5.0),
                Map.entry("rookery_trials_predicted", 7.0),
                Map.entry("rookery_trials_failed", 2.0),
                Map.entry("rookery_best_measured", 91.25),
                Map.entry("rookery_epochs_run", 110.5),
                Map.entry("rookery_epochs_budget", 240.0),
                Map.entry("rookery_epochs_saved", 100.0),
                Map.entry("rookery_slots", 4.0),
                Map.entry("rookery_slots_busy", 3.0)));
  }

  @Test
  void theLatencyIsThatOfTheNewestPredictions() {
    SearchGauges gauges = new SearchGauges(1);
    PredictionRow prediction =
        SomeRows.all().stream()
            .filter(PredictionRow.class::isInstance)
            .map(PredictionRow.class::cast)
            .findFirst()
            .orElseThrow();
    for (int i = 0; i < 1024; i++) { // as many as are remembered
      gauges.recorded(prediction);
    }
    Histogram latency = registry.getHistograms().get("rookery_decision_latency_micros");
    assertThat(latency.getSnapshot().getMin()).isEqualTo(prediction.micros());
    assertThat(latency.getSnapshot().getMax()).isEqualTo(prediction.micros());
  }

  @Test
  void theDocumentationNamesEachAndNoOther() throws IOException {
    String page = Files.readString(Path.of("../docs/metrics.md"));
    assertThat(Pattern.compile("`(rookery_\\w+)`").matcher(page).results().map(MatchResult::group))
        .containsExactlyInAnyOrderElementsOf(
            registry.getNames().stream().map("`%s`"::formatted).toList());
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new TreeMap<>();
    for (Map.Entry<String, Gauge> gauge : registry.getGauges().entrySet()) {
      values.put(gauge.getKey(), (Double) gauge.getValue().getValue());
    }
    return values;
  }

  private static SearchStatus status(int running, Double best) {
    return new SearchStatus(
        24,
        20,
        running,
        5,
        7,
        2,
        best,
        best == null ? null : "c0001",
        110.5,
        240,
        100,
        Duration.ofSeconds(60),
        null);
  }
}

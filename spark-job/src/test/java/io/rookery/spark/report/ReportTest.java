package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.EpochRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void aThousandTrialsAreLessThanThreeMegabytes() {
    String page = Report.html(List.of(MadeUp.search(1_000)));

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(3_000_000);
    assertThat(data(page).at("/searches/0/trials")).hasSize(1_000);
  }

  @Test
  void tenThousandTrialsAreSampledAndThePageSaysSo() {
    Snapshot search = MadeUp.search(10_000);

    ObjectNode data = ReportData.of(search);

    assertThat(data.path("trials")).hasSize(1_000);
    assertThat(notes(data)).contains("1,000 of 10,000 trials are drawn");
    assertThat(data.at("/header/counts/failed").asInt()).isEqualTo(1_000);
    String bestId = data.at("/header/bestId").asText();
    assertThat(data.path("trials")).anyMatch(trial -> trial.path("id").asText().equals(bestId));
    assertThat(Page.standalone("t", data).length()).isLessThan(4_000_000);
    double trained = search.epochs().stream().mapToDouble(EpochRow::seconds).sum();
    assertThat(data.at("/timeline/busy").asDouble()).isCloseTo(trained, within(0.001 * trained));
    long spans = 0;
    for (JsonNode row : data.at("/timeline/rows")) {
      spans += row.path("spans").size() / 3;
    }
    assertThat(spans).as("a span a trial that is drawn").isEqualTo(1_000);
  }

  @Test
  void noTextCanLeaveTheElementItStandsIn() {
    String page = Report.html(List.of(MadeUp.with(MadeUp.MARKUP, 20)));

    assertThat(page).doesNotContain("<script>document.body").doesNotContain("<img src=x");
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(data(page).at("/searches/0/trials/0/genome").asText()).endsWith(MadeUp.MARKUP);
  }

  @Test
  void keepsPredictedAndMeasuredApart() {
    ObjectNode data = ReportData.of(MadeUp.search(20));

    JsonNode stopped = data.at("/trials/4");
    assertThat(stopped.path("state").asText()).isEqualTo("predicted");
    assertThat(stopped.has("measured")).isFalse();
    JsonNode both = data.at("/trials/3");
    assertThat(both.path("state").asText()).isEqualTo("measured");
    assertThat(both.has("measured") && both.has("predicted")).isTrue();
    assertThat(data.at("/calibration/stopped/n").asInt()).isEqualTo(2);
    assertThat(data.at("/calibration/untouched/n").asInt()).isEqualTo(4);
    assertThat(data.at("/calibration/stopped/mae").asDouble()).isPositive();
  }

  @Test
  void theBestSoFarOnlyRisesAndEndsAtTheBestMeasured() {
    ObjectNode data = ReportData.of(MadeUp.search(200));

    double before = 0;
    for (JsonNode step : data.at("/best/measured")) {
      assertThat(step.get(3).asDouble()).isGreaterThan(before);
      before = step.get(3).asDouble();
    }
    assertThat(data.at("/header/best").asDouble()).isEqualTo(before);
  }

  @Test
  void saysWhatAnUnfinishedAndAnEmptySearchLack() {
    ObjectNode running = ReportData.of(MadeUp.running(3));
    assertThat(notes(running)).contains("no _STATUS.json");
    assertThat(running.at("/header/state").asText()).isEqualTo("running");

    ObjectNode empty = ReportData.of(MadeUp.running(0));
    assertThat(notes(empty)).contains("no candidate");
    assertThat(empty.at("/header/best").isMissingNode()).isTrue();
  }

  @Test
  void writesNoNumberThatJsonDoesNotKnow() throws Exception {
    assertThat(Rounded.of(Double.NaN).isNull()).isTrue();
    assertThat(Rounded.of(Double.POSITIVE_INFINITY).isNull()).isTrue();
    assertThat(Rounded.of(12.3456).toString()).isEqualTo("12.35");
    assertThat(Rounded.of(12.0).toString()).isEqualTo("12");
  }

  private static String notes(JsonNode data) {
    return data.path("notes").toString();
  }

  private static JsonNode data(String page) {
    String start = "id=\"rookery-data\">";
    int from = page.indexOf(start) + start.length();
    try {
      return JSON.readTree(page.substring(from, page.indexOf("</script>", from)));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}

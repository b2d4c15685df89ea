package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.spark.ledger.EvaluationRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser; skipped where there is no Chromium on the path. */
@Tag("browser")
@Timeout(180)
class ReportPageTest {

  private static final List<String> VIEWS =
      List.of(
          "curves",
          "table",
          "best",
          "pareto",
          "calibration",
          "timeline",
          "architecture",
          "parallel");

  @TempDir private static Path folder;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "no Chromium on the path: the page is not tested");
    browser = new Chromium(Chromium.program().get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1280,false", "1280,true", "560,false", "560,true"})
  void everyViewDrawsWithoutAComplaint(int width, boolean dark) throws Exception {
    open(List.of(MadeUp.search(60)), width, dark);

    for (String view : VIEWS) {
      assertThat(visible(view)).as(view + " is shown").isTrue();
      if (!view.equals("table")) {
        assertThat(paths(view)).as(view + " draws").isPositive();
      }
    }
    assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
        .as("nothing is wider than the window")
        .isLessThanOrEqualTo(width);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theTableShowsWhatTheLedgerHoldsAndFiltersFilter() throws Exception {
    Snapshot search = MadeUp.search(60);
    open(List.of(search), 1280, false);

    browser.evaluate(
        "(() => { const s = [...document.querySelectorAll('#view-table select')].pop(); s.value = '1000';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(rows()).isEqualTo(60);
    for (EvaluationRow row : search.evaluations()) {
      if (row.measuredFitness() != null) {
        assertThat(cell(row.candidateId(), "measured"))
            .isEqualTo("%s".formatted(Math.rint(row.measuredFitness() * 100) / 100));
      }
    }

    choose("#view-table select[aria-label=state]", "failed");
    assertThat(rows()).isEqualTo(6);
    choose("#view-table select[aria-label=state]", "");
    browser.evaluate(
        "(() => { const f = document.getElementById('rookery-filter'); f.value = 'c0042';"
            + " f.dispatchEvent(new Event('input')); })()");
    assertThat(rows()).as("the trial, and the one that has it as its parent").isEqualTo(2);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void aHeadingSortsBothWays() throws Exception {
    open(List.of(MadeUp.search(40)), 1280, false);

    browser.click("#view-table th button[data-column=parameters]");
    long most = size();
    browser.click("#view-table th button[data-column=parameters]");
    assertThat(size()).isLessThan(most);
    assertThat(
            browser
                .evaluate(
                    "document.querySelector('#view-table th[aria-sort=ascending]').textContent")
                .asText())
        .startsWith("parameters");
  }

  @Test
  void aClickOnATrialShowsItsArchitecture() throws Exception {
    open(List.of(MadeUp.search(40)), 1280, false);

    browser.click("#view-table button[data-trial=c0001]");

    String shown =
        "document.querySelector('#view-architecture .network').getAttribute('aria-label')";
    assertThat(browser.evaluate(shown).asText()).startsWith("Network of c0001 with ");
    assertThat(
            browser
                .evaluate(
                    "document.querySelector('#view-pareto .network').getAttribute('aria-label')")
                .asText())
        .startsWith("Network of c0001 with ");
  }

  @Test
  void aClickOnTheParetoFrontAndItsArrowKeysShowArchitectures() throws Exception {
    open(List.of(MadeUp.search(40)), 1280, false);

    String shown = "document.querySelector('#view-pareto .network').getAttribute('aria-label')";
    browser.evaluate("document.querySelector('#view-pareto .chart').focus()");
    browser.evaluate(
        "document.querySelector('#view-pareto .chart').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}))");
    String first = browser.evaluate(shown).asText();
    browser.evaluate(
        "document.querySelector('#view-pareto .chart').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight'}))");
    String second = browser.evaluate(shown).asText();
    assertThat(second).isNotEqualTo(first);

    // Every filled point is a measured network: click the first that is not the chosen one.
    browser.evaluate(
        "(() => { const points = [...document.querySelectorAll('#view-pareto .chart svg path')]"
            + ".filter(p => p.getBoundingClientRect().width > 5 && p.getBoundingClientRect().width < 13"
            + " && p.getAttribute('fill') && !['none', 'transparent'].includes(p.getAttribute('fill')));"
            + " points[0].id = 'a-point'; })()");
    browser.click("#a-point");
    assertThat(browser.evaluate(shown).asText()).isNotEqualTo(second);
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void noTextOfALedgerBecomesMarkup() throws Exception {
    open(List.of(MadeUp.with(MadeUp.MARKUP, 20)), 1280, false);

    browser.evaluate(
        "document.querySelectorAll('#view-table input[type=checkbox]').forEach(b => b.checked || b.click())");
    assertThat(browser.evaluate("document.body.dataset.broken === undefined").asBoolean()).isTrue();
    assertThat(
            browser.evaluate("document.querySelectorAll('main img, main script').length").asInt())
        .isZero();
    assertThat(browser.evaluate("document.querySelector('#view-table').textContent").asText())
        .contains("<img src=x onerror=");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void anEmptySearchAndOneWithNothingFinishedSayWhatTheyLack() throws Exception {
    open(List.of(MadeUp.running(0)), 1280, false);
    assertThat(
            browser.evaluate("document.querySelectorAll('.absent:not([hidden])').length").asInt())
        .isEqualTo(VIEWS.size());
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void twoSearchesAreComparedAndEitherIsShown() throws Exception {
    open(List.of(MadeUp.search(20), MadeUp.running(30)), 1280, false);

    assertThat(paths("compare")).isPositive();
    choose("#rookery-header select", "1");
    assertThat(browser.evaluate("document.getElementById('rookery-rows').textContent").asText())
        .startsWith("30 of 30");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void aThousandTrialsAreDrawnWithinThreeSeconds() throws Exception {
    open(List.of(MadeUp.search(1_000)), 1280, false);

    // Both are taken by the page's own clock, from the start of the navigation.
    double drawn = browser.evaluate("Number(document.body.dataset.drawnAt)").asDouble();
    System.out.printf("a thousand trials were drawn after %.0f ms%n", drawn);
    assertThat(drawn).isPositive();
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void theThemeSwitchesAndNamesOfThePageStayItsOwn() throws Exception {
    open(List.of(MadeUp.search(20)), 1280, false);

    browser.click("#rookery-theme");
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(18, 22, 29)");
    assertThat(browser.evaluate("typeof views + typeof chosen + typeof redraw").asText())
        .isEqualTo("undefinedundefinedundefined");
    assertThat(browser.errors()).isEmpty();
  }

  private static void open(List<Snapshot> searches, int width, boolean dark) throws IOException {
    Path page = Files.createTempFile(folder, "report", ".html");
    Files.writeString(page, Report.html(searches));
    browser.open(page.toUri().toString(), width, 900, dark);
    browser.await(
        "location.href === '%s' && document.body && document.body.dataset.drawn"
            .formatted(page.toUri()));
  }

  private static boolean visible(String view) {
    return browser
        .evaluate(
            "(() => { const s = document.getElementById('view-%s'); return s.offsetHeight > 60 &&"
                    .formatted(view)
                + " s.querySelector('.absent').hidden; })()")
        .asBoolean();
  }

  private static int paths(String view) {
    return browser
        .evaluate(
            "document.querySelectorAll('#view-%s svg path, #view-%s svg polyline').length"
                .formatted(view, view))
        .asInt();
  }

  private static int rows() {
    return browser.evaluate("document.querySelectorAll('#view-table tbody tr').length").asInt();
  }

  private static long size() {
    return Long.parseLong(
        browser
            .evaluate(
                "document.querySelector('#view-table td[data-column=parameters]').textContent")
            .asText()
            .replace(",", ""));
  }

  private static String cell(String id, String column) {
    return browser
        .evaluate(
            "document.querySelector('#view-table button[data-trial=%s]').closest('tr').querySelector('td[data-column=%s]').textContent"
                .formatted(id, column))
        .asText();
  }

  private static void choose(String selector, String value) {
    browser.evaluate(
        "(() => { const s = document.querySelector('%s'); s.value = '%s'; s.dispatchEvent(new Event('change')); })()"
            .formatted(selector, value));
  }
}

package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.ledger.EvaluationRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a sound search, view by view. */
class ReportPageTest extends BrowserTest {

  private static final String SHOWN_BESIDE =
      "document.querySelector('#view-pareto .network').getAttribute('aria-label').split(' ')[2]";

  private static final String PARETO =
      "document.querySelector('#view-pareto .chart').rookeryChart.getOption()";
  private static final String LEAST_FITNESS = PARETO + ".yAxis[0].min";

  /** The left end of the logarithmic axis against the cheapest network in the picture. */
  private static final String LEAST_COST =
      "(() => { const o = %s; const x = o.series.slice(1).flatMap(s => s.data).map(d => d.value)"
              .formatted(PARETO)
          + ".filter(v => v[1] >= o.yAxis[0].min).map(v => v[0]);"
          + " return 1.3 * o.xAxis[0].min / Math.min(...x); })()";

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
    open(List.of(MadeUp.search(300)), 1280, false);

    browser.evaluate("document.querySelector('#view-pareto .chart').focus()");
    List<String> along = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      browser.key("ArrowRight");
      along.add(shownBeside());
    }
    List<String> front = front();
    assertThat(front).hasSizeGreaterThan(2);
    assertThat(along.subList(0, front.size())).isEqualTo(front);
    assertThat(along.get(19)).as("the end of the front").isEqualTo(front.get(front.size() - 1));

    browser.click("#view-pareto .chart", pointOf(front.get(0)));
    browser.await(SHOWN_BESIDE + " === '" + front.get(0) + "'");
    browser.click("#view-pareto .chart", pointOf(front.get(1)));
    browser.await(SHOWN_BESIDE + " === '" + front.get(1) + "'");
    assertThat(
            browser
                .evaluate(
                    "document.querySelector('#view-architecture .network').getAttribute('aria-label')")
                .asText())
        .startsWith("Network of " + front.get(1) + " with ");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void networksBelowTheParetoPictureDoNotWidenItsCostsUntilAllAreAskedFor() throws Exception {
    open(List.of(MadeUp.search(300)), 1280, false);
    assertThat(browser.evaluate(LEAST_COST).asDouble()).isBetween(0.99, 1.01);
    double height = browser.evaluate(LEAST_FITNESS).asDouble();

    browser.click("#view-pareto input[type=checkbox]");

    assertThat(browser.evaluate(LEAST_COST).asDouble()).isBetween(0.99, 1.01);
    assertThat(browser.evaluate(LEAST_FITNESS).asDouble()).isLessThan(height);
    assertThat(browser.errors()).isEmpty();
  }

  /** The trial whose network stands beside the Pareto front. */
  private static String shownBeside() {
    return browser.evaluate(SHOWN_BESIDE).asText();
  }

  /** The front's trials, by rising cost, as the chart's name for those who do not see it says. */
  private static List<String> front() {
    String name =
        browser
            .evaluate("document.querySelector('#view-pareto .chart').getAttribute('aria-label')")
            .asText();
    return Pattern.compile("c\\d{4}").matcher(name).results().map(MatchResult::group).toList();
  }

  /** Where a trial's point is drawn: the same scale that the chart itself has. */
  private static JsonNode pointOf(String id) {
    return browser.evaluate(
        "(() => { const c = document.querySelector('#view-pareto .chart'); const e = c.rookeryChart;"
            + " for (const [i, s] of e.getOption().series.entries()) for (const d of s.data || [])"
            + " if (d.id === '%s') return e.convertToPixel({seriesIndex: i}, d.value); })()"
                .formatted(id));
  }

  @Test
  void twoSearchesAreComparedAndEitherIsShown() throws Exception {
    open(List.of(MadeUp.search(20), MadeUp.running(30)), 1280, false);

    assertThat(paths("compare")).isPositive();
    assertThat(browser.evaluate("document.getElementById('view-compare').textContent").asText())
        .as("what was set differently")
        .contains("rookery.search.candidates2030");
    choose("#rookery-header select", "1");
    assertThat(browser.evaluate("document.getElementById('rookery-rows').textContent").asText())
        .startsWith("30 of 30");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void everythingCanBeReachedByKeyboardAndHasAName() throws Exception {
    open(List.of(MadeUp.search(40)), 1280, false);

    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('button, select, input, [role=img], [role=region], section')]"
                        + ".filter(e => !(e.getAttribute('aria-label') || e.textContent.trim()"
                        + " || (e.labels && e.labels.length) || e.getAttribute('aria-labelledby')))"
                        + ".map(e => e.outerHTML.slice(0, 80))")
                .toString())
        .as("what has no name")
        .isEqualTo("[]");
    Set<String> reached = new HashSet<>();
    for (int i = 0; i < 130; i++) {
      browser.key("Tab");
      reached.add(
          browser
              .evaluate(
                  "(() => { const s = document.activeElement.closest('section, header');"
                      + " return s ? s.id : ''; })()")
              .asText());
    }
    assertThat(reached).contains("rookery-header");
    for (String view : VIEWS) {
      assertThat(reached).contains("view-" + view);
    }
  }

  @Test
  void onPaperEveryViewIsWholeAndBlackOnWhite() throws Exception {
    open(List.of(MadeUp.search(40)), 1280, true);
    browser.print();

    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isEqualTo("rgb(255, 255, 255)");
    assertThat(browser.evaluate("getComputedStyle(document.body).color").asText())
        .isEqualTo("rgb(0, 0, 0)");
    assertThat(
            browser
                .evaluate("getComputedStyle(document.querySelector('#view-table .rows')).maxHeight")
                .asText())
        .isEqualTo("none");
    for (String view : VIEWS) {
      assertThat(visible(view)).as(view + " is printed").isTrue();
    }
    assertThat(browser.evaluate("document.querySelector('h1').offsetHeight").asInt())
        .as("it says which search it is")
        .isPositive();
  }

  /** A browser lays a page out anew for its paper, and tells it no new size. */
  @Test
  void aDarkWidePageFitsOnWhiteNarrowPaperAndIsDarkAgainAfterwards() throws Exception {
    open(List.of(MadeUp.search(40)), 1280, false);
    browser.click("#rookery-theme");
    String line = "document.querySelector('#view-best svg path[stroke-dasharray]')";
    String stroke = browser.evaluate(line + ".getAttribute('stroke')").asText();

    browser.evaluate("void dispatchEvent(new Event('beforeprint'))");
    browser.print();
    browser.evaluate("void (document.body.style.width = '700px')");

    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('.chart svg, .network svg, table')]"
                        + ".filter(e => e.getBoundingClientRect().right > 701)"
                        + ".map(e => e.closest('section').id)")
                .toString())
        .as("what goes beyond the paper")
        .isEqualTo("[]");
    assertThat(browser.evaluate(line + ".getAttribute('stroke')").asText())
        .as("a colour of the light page")
        .isNotEqualTo(stroke);

    browser.evaluate("void dispatchEvent(new Event('afterprint'))");
    assertThat(browser.evaluate(line + ".getAttribute('stroke')").asText()).isEqualTo(stroke);
    assertThat(browser.evaluate("document.querySelectorAll('.chart svg[viewBox]').length").asInt())
        .isZero();
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
}

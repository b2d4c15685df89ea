package io.rookery.spark.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests in a real browser; skipped where there is no Chromium on the path. */
@Tag("browser")
@Timeout(180)
abstract class BrowserTest {

  static final List<String> VIEWS =
      List.of(
          "curves",
          "table",
          "best",
          "pareto",
          "calibration",
          "timeline",
          "architecture",
          "parallel");

  @TempDir static Path folder;
  static Chromium browser;

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

  static void open(List<Snapshot> searches, int width, boolean dark) throws IOException {
    Path page = Files.createTempFile(folder, "report", ".html");
    Files.writeString(page, Report.html(searches));
    browser.open(page.toUri().toString(), width, 900, dark);
    browser.await(
        "location.href === '%s' && document.body && document.body.dataset.drawn"
            .formatted(page.toUri()));
  }

  /** As {@code rookery report DIR} does, from the files. */
  static void openFolder(Path search) throws IOException {
    Path page = search.resolve("report.html");
    Report.write(
        List.of(new org.apache.hadoop.fs.Path(search.toUri())),
        new Configuration(),
        new org.apache.hadoop.fs.Path(page.toUri()));
    browser.open(page.toUri().toString(), 1280, 900, false);
    browser.await(
        "location.href === '%s' && document.body && document.body.dataset.drawn"
            .formatted(page.toUri()));
  }

  static String notes() {
    return browser.evaluate("document.querySelector('.notes').textContent").asText();
  }

  static String header() {
    return browser.evaluate("document.getElementById('rookery-header').textContent").asText();
  }

  static String absent(String view) {
    return browser
        .evaluate(
            "document.querySelector('#view-%s .absent:not([hidden])').textContent".formatted(view))
        .asText();
  }

  static boolean visible(String view) {
    return browser
        .evaluate(
            "(() => { const s = document.getElementById('view-%s'); return s.offsetHeight > 60 &&"
                    .formatted(view)
                + " s.querySelector('.absent').hidden; })()")
        .asBoolean();
  }

  static int paths(String view) {
    return browser
        .evaluate(
            "document.querySelectorAll('#view-%s svg path, #view-%s svg polyline').length"
                .formatted(view, view))
        .asInt();
  }

  static int rows() {
    return browser.evaluate("document.querySelectorAll('#view-table tbody tr').length").asInt();
  }

  static long size() {
    return Long.parseLong(
        browser
            .evaluate(
                "document.querySelector('#view-table td[data-column=parameters]').textContent")
            .asText()
            .replace(",", ""));
  }

  static String cell(String id, String column) {
    return browser
        .evaluate(
            "document.querySelector('#view-table button[data-trial=%s]').closest('tr').querySelector('td[data-column=%s]').textContent"
                .formatted(id, column))
        .asText();
  }

  static void choose(String selector, String value) {
    browser.evaluate(
        "(() => { const s = document.querySelector('%s'); s.value = '%s'; s.dispatchEvent(new Event('change')); })()"
            .formatted(selector, value));
  }
}

package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.spark.ExitCode;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.report.Chromium;
import io.rookery.spark.ui.SearchTab;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The tab in Spark's UI over a running search, and again in the History Server, in a browser. */
@Tag("browser")
@Timeout(300)
class LiveTabTest {

  private static final List<String> VIEWS =
      List.of("curves", "best", "pareto", "timeline", "architecture", "parallel");

  @TempDir private Path folder;
  private Chromium browser;
  private SparkSession spark;

  @BeforeEach
  void start() throws Exception {
    assumeTrue(Chromium.program().isPresent(), "no Chromium on the path: the tab is not tested");
    browser = new Chromium(Chromium.program().get(), folder.resolve("profile"));
    Files.createDirectories(folder.resolve("log"));
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", true)
            .config("spark.ui.port", 0)
            .config("spark.ui.showConsoleProgress", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.heartbeatInterval", "1s")
            .config("spark.plugins", "io.rookery.spark.RookeryPlugin")
            .config("spark.eventLog.enabled", true)
            .config("spark.eventLog.dir", folder.resolve("log").toUri().toString())
            .getOrCreate();
  }

  @AfterEach
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (spark != null) {
      spark.stop();
    }
  }

  @Test
  void followsARunningSearchAndIsThereAgainInTheHistoryServer() throws Exception {
    String root = spark.sparkContext().uiWebUrl().get();
    CompletableFuture<SearchResult> search = new CompletableFuture<>();
    Thread searching = new Thread(() -> search.complete(search(40)), "search");
    searching.start();
    Awaitility.await("the tab is there")
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(root + "/rookery/data").contains("searchId"));
    browser.open(root + "/jobs/", 1280, 900, false);
    loadedWith("a[href$=\"/rookery/\"]");
    browser.click("a[href$='/rookery/']");
    browser.await("document.body.dataset.drawn > 0 && document.querySelector('#view-table td')");
    boolean sawItRunning = text("#rookery-header").contains("running");
    SearchResult result = search.get(200, TimeUnit.SECONDS);
    browser.await("document.getElementById('rookery-live').textContent.includes('search ended')");

    assertThat(sawItRunning).as("the page was there while the search ran").isTrue();
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    everythingIsShown();
    linksGoBothWays();
    assertThat(browser.errors()).isEmpty();

    String application = spark.sparkContext().applicationId();
    spark.stop();
    Process history = historyServer();
    try {
      browser.open(historyAddress + "/history/" + application + "/rookery/", 1280, 900, true);
      browser.await(
          "document.body && document.body.dataset.drawn > 0"
              + " && document.querySelector('#view-table td')");
      assertThat(text("#rookery-live")).contains("search ended");
      everythingIsShown();
      linksGoBothWays();
      assertThat(browser.errors()).isEmpty();
    } finally {
      history.destroyForcibly().waitFor();
    }
  }

  /** As the launcher ends an application: at once, but for pages that somebody looks at. */
  @Test
  void anOpenPageHasTheLastStateWhenTheApplicationEndsWithItsSearch() throws Exception {
    String root = spark.sparkContext().uiWebUrl().get();
    Thread.currentThread().interrupt(); // who waits is then told so
    SearchTab.awaitPages(spark.sparkContext());
    assertThat(Thread.interrupted()).as("nobody looks").isTrue();
    CompletableFuture<SearchResult> search = new CompletableFuture<>();
    Thread ending =
        new Thread(
            () -> {
              search.complete(search(40));
              try {
                SearchTab.awaitPages(spark.sparkContext());
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              spark.stop();
            },
            "application");
    ending.start();
    Awaitility.await("the tab is there")
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(root + "/rookery/data").contains("searchId"));
    browser.open(root + "/rookery/", 1280, 900, false);
    browser.await("document.body.dataset.drawn > 0");
    boolean sawItRunning = text("#rookery-header").contains("running");
    SearchResult result = search.get(200, TimeUnit.SECONDS);
    ending.join();
    assertThat(spark.sparkContext().isStopped()).isTrue();

    assertThat(sawItRunning).as("the page was there while the search ran").isTrue();
    assertThat(text("#rookery-live")).contains("search ended");
    assertThat(text("#rookery-header")).contains(result.searchId()).doesNotContain("running");
    everythingIsShown();
    Thread.sleep(5000); // longer than two of its questions: it asks no more
    assertThat(text("#rookery-live")).contains("search ended");
    assertThat(browser.errors()).isEmpty();
  }

  @Test
  void isNotThereWhereItIsSwitchedOff() throws Exception {
    spark.stop();
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", true)
            .config("spark.ui.port", 0)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.eventLog.enabled", false)
            .config("spark.rookery.ui.enabled", false)
            .config("spark.plugins", "io.rookery.spark.RookeryPlugin")
            .getOrCreate();
    assertThat(search(4).exitCode()).isEqualTo(ExitCode.DONE);

    browser.open(spark.sparkContext().uiWebUrl().get() + "/jobs/", 1280, 900, false);
    browser.await(
        "document.readyState === 'complete' && document.querySelector('#brand, .navbar')");
    assertThat(browser.evaluate("document.querySelectorAll('a[href*=rookery]').length").asInt())
        .isZero();
  }

  private void everythingIsShown() throws Exception {
    for (String view : VIEWS) {
      assertThat(
              browser
                  .evaluate(
                      "document.querySelectorAll('#view-%s svg path, #view-%s svg polyline').length"
                          .formatted(view, view))
                  .asInt())
          .as(view)
          .isPositive();
    }
    for (EvaluationRow row : evaluations()) {
      if (row.outcome() == Outcome.MEASURED) {
        assertThat(
                text(
                    "#view-table tr:has(button[data-trial=%s]) td[data-column=measured]"
                        .formatted(row.candidateId())))
            .isEqualTo(
                "%s"
                    .formatted(Math.rint(row.measuredFitness() * 100) / 100)
                    .replaceAll("\\.0$", ""));
      }
    }
  }

  /** From a trial to its job, and from there to the trial again. */
  private void linksGoBothWays() {
    String trial =
        browser
            .evaluate(
                "document.querySelector('#view-table a[href*=\"jobs/job/\"]').closest('tr')"
                    + ".querySelector('button[data-trial]').dataset.trial")
            .asText();
    browser.click("#view-table a[href*='jobs/job/']");
    browser.await("location.href.includes('/jobs/job/') && document.readyState === 'complete'");
    browser.open(
        browser.evaluate("location.href.replace(/job\\/\\?id=.*/, '')").asText(), 1280, 900, false);
    String link = "a[href*=\"rookery/?trial=\"][href$=\"-%s\"]".formatted(trial);
    loadedWith(link);
    browser.click(link);
    browser.await(
        "location.href.includes('/rookery/') && document.body.dataset.drawn > 0"
            + " && document.querySelector('#view-architecture .network')");
    assertThat(
            browser
                .evaluate(
                    "document.querySelector('#view-architecture .network').getAttribute('aria-label')")
                .asText())
        .startsWith("Network of " + trial);
  }

  /** Until a page is whole its links move, and a click goes beside them. */
  private void loadedWith(String link) {
    browser.await(
        "document.readyState === 'complete' && document.querySelector('%s')".formatted(link));
  }

  private String text(String selector) {
    return browser
        .evaluate("document.querySelector('%s').textContent".formatted(selector))
        .asText();
  }

  private SearchResult search(int candidates) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("rookery.trainer", "scripted");
    settings.put("rookery.search.candidates", candidates);
    settings.put("rookery.training.epochs", 60);
    settings.put("rookery.output", '"' + folder.resolve("a").toString() + '"');
    try {
      return new Search(spark, SparkTest.settings(settings), SparkTest::images, SearchListener.NONE)
          .run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<EvaluationRow> evaluations() throws Exception {
    return LedgerReader.read(
            new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve("a").toUri()))
        .evaluations()
        .rows();
  }

  private String historyAddress = "";

  private Process historyServer() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    historyAddress = "http://127.0.0.1:" + port;
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--") || argument.startsWith("-XX"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx512m",
            "-Dspark.history.ui.port=" + port,
            "-Dspark.history.fs.update.interval=1s",
            "-Dspark.history.fs.logDirectory=" + folder.resolve("log").toUri(),
            "-cp",
            System.getProperty("java.class.path"),
            "org.apache.spark.deploy.history.HistoryServer"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    File log = folder.resolve("history.log").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    Awaitility.await("the History Server lists the application")
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(() -> get(historyAddress + "/api/v1/applications").contains("\"completed\" : true"));
    return process;
  }

  private static String get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}

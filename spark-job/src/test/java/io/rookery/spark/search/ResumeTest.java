package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search may be resumed with, and what becomes of a folder that is not as it was left. */
@Timeout(300)
class ResumeTest {

  private static final int CANDIDATES = 6;

  private static SparkSession spark;

  @TempDir private Path folder;

  private final List<String> notices = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void open() {
    spark = SparkTest.session(1, true);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "rookery.seed, 3, 4",
    "rookery.trainer, scripted, staged",
    "rookery.training.epochs, 10, 5",
    "rookery.training.learningRate, 0.05, 0.1",
    "rookery.strategy.name, regularized-evolution, random",
    "rookery.strategy.regularized-evolution.population, 8, 9",
    "rookery.space.nsga-net-macro.nodes, 3, 4"
  })
  void whatResultsRestOnStaysAsItWas(String key, String was, String now) throws Exception {
    search(Map.of());
    byte[] status = Files.readAllBytes(folder.resolve("_STATUS.json"));

    assertThatThrownBy(() -> search(Map.of(key, now)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("%s was %s, now %s (test)".formatted(key, was, now))
        .hasMessageContaining(folder.toString())
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.PREFLIGHT));
    assertThat(folder.resolve("_STATUS.json")).as("left alone").hasBinaryContent(status);
  }

  @Test
  void allElseMayChange() throws Exception {
    search(Map.of());
    List<String> before = outcomes();

    SearchResult more =
        search(
            Map.of(
                "rookery.search.candidates",
                CANDIDATES + 3,
                "rookery.search.finishTop",
                1,
                "rookery.rules",
                "[never]",
                "rookery.training.epochTimeout",
                "1h",
                "rookery.training.validateEvery",
                1));

    assertThat(more.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(more.status().done()).isEqualTo(CANDIDATES + 3);
    assertThat(outcomes()).startsWith(before.toArray(String[]::new));
  }

  @Test
  void aSearchThatIsDoneTrainsNothingWhenItIsResumed() throws Exception {
    SearchResult first = search(Map.of());
    int epochs = ledger().epochs().rows().size();
    List<String> before = outcomes();

    SearchResult again = search(Map.of());

    assertThat(again.best()).isEqualTo(first.best());
    assertThat(ledger().epochs().rows()).hasSize(epochs);
    assertThat(outcomes()).isEqualTo(before);
  }

  @Test
  void aFolderOfANewerFormatIsRefused() throws Exception {
    search(Map.of());
    Path search = folder.resolve("search.json");
    String json = Files.readString(search);
    assertThat(json).contains("\"format\" : 1");
    Files.writeString(search, json.replace("\"format\" : 1", "\"format\" : 2"));

    assertThatThrownBy(() -> search(Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("was written in format 2")
        .hasMessageContaining("knows format 1");
  }

  @Test
  void aSearchOfThisProcessThatStillRunsKeepsAnotherOut() throws Exception {
    CountDownLatch refused = new CountDownLatch(1);
    List<String> messages = new CopyOnWriteArrayList<>();
    SearchListener second =
        new SearchListener() {
          @Override
          public void evaluated(TrialOutcome outcome, SearchStatus status) {
            if (refused.getCount() > 0) {
              try {
                search(Map.of());
              } catch (Refusal e) {
                messages.add(e.getMessage());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              refused.countDown();
            }
          }
        };

    SearchResult result = new Search(spark, settings(Map.of()), SparkTest::images, second).run();

    assertThat(messages)
        .singleElement()
        .asString()
        .contains(folder.toString(), "by this very process");
    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(search(Map.of()).exitCode()).as("once it has ended").isEqualTo(ExitCode.DONE);
  }

  @Test
  void whatIsWrongWithATableIsTold() throws Exception {
    search(Map.of());
    Path newest = newest("predictions");
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, java.util.Arrays.copyOf(bytes, bytes.length / 2));

    assertThat(search(Map.of()).exitCode()).isEqualTo(ExitCode.DONE);

    assertThat(notices)
        .anyMatch(
            notice ->
                notice.contains("predictions/" + newest.getFileName())
                    && notice.contains("set aside"));
    assertThat(ledger().problems()).isEmpty();
  }

  @Test
  void whereCandidatesAreLostThatIsSaid() throws Exception {
    search(Map.of());
    Files.delete(newest("candidates"));

    assertThatThrownBy(() -> search(Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("whose row in candidates is lost");
  }

  /** Whether a driver still lives cannot be read, so one is waited for: 25 s. */
  @Test
  @Tag("slow")
  void aTornStatusIsNoticedAndWrittenAnew() throws Exception {
    search(Map.of());
    List<String> before = outcomes();
    Path status = folder.resolve("_STATUS.json");
    Files.writeString(status, Files.readString(status).substring(0, 40));

    assertThat(search(Map.of()).exitCode()).isEqualTo(ExitCode.DONE);

    assertThat(notices).anyMatch(notice -> notice.contains("_STATUS.json is not JSON"));
    assertThat(Files.readString(status)).contains("\"state\" : \"done\"");
    assertThat(outcomes()).isEqualTo(before);
  }

  private Path newest(String table) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(table))) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.getFileName().toString().startsWith("_"))
          .sorted()
          .reduce((first, last) -> last)
          .orElseThrow();
    }
  }

  private SearchResult search(Map<String, Object> changed) throws InterruptedException {
    SearchListener listener =
        new SearchListener() {
          @Override
          public void noticed(String message) {
            notices.add(message);
          }
        };
    return new Search(spark, settings(changed), SparkTest::images, listener).run();
  }

  private Settings settings(Map<String, Object> changed) {
    Map<String, Object> all = new HashMap<>();
    all.put("rookery.resume", true);
    all.put("rookery.output", '"' + folder.toString() + '"');
    all.put("rookery.search.candidates", CANDIDATES);
    all.put("rookery.seed", 3);
    all.put("rookery.trainer", "scripted");
    all.put("rookery.training.epochs", 10);
    all.put("rookery.training.learningRate", 0.05);
    all.put("rookery.training.validateEvery", 1.0);
    all.put("rookery.strategy.name", "regularized-evolution");
    all.put("rookery.strategy.regularized-evolution.population", 8);
    all.put("rookery.space.name", "nsga-net-macro");
    all.put("rookery.space.nsga-net-macro.nodes", 3);
    all.putAll(changed);
    return SparkTest.settings(all);
  }

  private LedgerContents ledger() throws IOException {
    return LedgerReader.read(new Configuration(), new org.apache.hadoop.fs.Path(folder.toUri()));
  }

  private List<String> outcomes() throws IOException {
    return ledger().evaluations().rows().stream()
        .map(row -> row.candidateId() + " " + row.outcome() + " " + row.epochsRun())
        .toList();
  }
}

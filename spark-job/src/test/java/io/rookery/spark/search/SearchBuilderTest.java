package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rookery.spark.Refusal;
import io.rookery.spark.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches in a notebook's session: not ours, without the plugin, with a job group of its own. */
@Timeout(300)
class SearchBuilderTest {

  /** What a loaded machine needs for what takes a second. */
  private static final Duration LONG = Duration.ofMinutes(4);

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    spark = SparkTest.session(2, false);
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  @BeforeEach
  void beginCell() {
    spark.sparkContext().setJobGroup("cell", "a notebook's cell", true);
  }

  @AfterEach
  void theSessionAndTheGroupAreStillTheCallers() {
    assertThat(spark.sparkContext().isStopped()).isFalse();
    assertThat(spark.sparkContext().getLocalProperty("spark.jobGroup.id")).isEqualTo("cell");
    assertThat(spark.range(5).count()).isEqualTo(5);
    spark.sparkContext().clearJobGroup();
  }

  private SearchBuilder search(String name, int candidates) {
    return Search.builder(spark)
        .data(SparkTest.images())
        .option("rookery.trainer", "scripted")
        .space("nsga-net-macro", Map.of("nodes", 3))
        .strategy("regularized-evolution", Map.of("population", 8, "sample", 3))
        .predictor("penguin")
        .rules("diverged", "underperforming", "prediction-converged")
        .rule("prediction-converged", Map.of("tolerance", 0.5))
        .training(10)
        .budget(candidates)
        .seed(3)
        .output(folder.resolve(name).toString());
  }

  @Test
  void tablesPageAndBestComeFromTheHandle() throws Exception {
    SearchRun search = search("a", 20).run();

    assertThat(search.isDone()).isTrue();
    assertThat(search.progress().done()).isEqualTo(20);
    SearchResult.Winner best = search.best().orElseThrow();
    assertThat(best).isEqualTo(search.await().best());
    List<Row> trials = search.trials().collectAsList();
    assertThat(trials).hasSize(20);
    assertThat(trials).extracting(row -> row.<Long>getAs("sequence")).isSorted();
    assertThat(trials)
        .filteredOn(row -> row.<String>getAs("candidate_id").equals(best.candidateId()))
        .singleElement()
        .satisfies(row -> assertThat(row.<String>getAs("outcome")).isEqualTo("measured"))
        .satisfies(
            row -> assertThat(row.<Double>getAs("measured_fitness")).isEqualTo(best.fitness()));
    assertThat(trials)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs("outcome")).isIn("measured", "predicted", "failed"));
    assertThat(search.epochs().count()).isPositive();
    assertThat(search.predictions().count()).isPositive();
    assertThat(search.evaluations().count()).isGreaterThanOrEqualTo(20);
    assertThat(search.toHtml()).contains("<html", best.candidateId());
    assertThat(search.toString())
        .contains(best.candidateId(), ", done: 20 candidates", "measured", "results in ");

    Results later = Search.results(spark, folder.resolve("a").toString());
    assertThat(later.best()).contains(best);
    assertThat(later.state()).isEqualTo("done");
    assertThat(later.trials().collectAsList()).isEqualTo(trials);
  }

  @Test
  void aRunningSearchShowsItselfAndStopsWhenAsked() throws Exception {
    SearchRun search = search("b", 500).start();
    await().atMost(LONG).until(() -> search.progress().done() >= 3);

    assertThat(search.isDone()).isFalse();
    assertThat(search.results().state()).isEqualTo("running");
    assertThat(search.trials().count()).isPositive();
    assertThat(search.best()).isEmpty();
    assertThat(search.toString()).contains(", running: ");
    search.stop();

    assertThat(search.await().end()).isEqualTo(SearchEnd.STOPPED);
    assertThat(search.results().state()).isEqualTo("stopped");
  }

  @Test
  void theStopButtonStopsTheSearchAndItGoesOnLater() throws Exception {
    SearchRun search = search("c", 40).start();
    await().atMost(LONG).until(() -> search.progress().done() >= 3);
    spark.sparkContext().cancelJobGroup("cell");

    assertThat(search.await().end()).isEqualTo(SearchEnd.STOPPED);
    int before = (int) search.evaluations().count();
    SearchRun resumed = search("c", 40).resume(true).run();
    assertThat(resumed.await().end()).isEqualTo(SearchEnd.CANDIDATES_DONE);
    assertThat(resumed.results().searchId()).isEqualTo(search.results().searchId());
    assertThat(resumed.progress().done()).isEqualTo(40).isGreaterThan(before);
  }

  @Test
  void whatElseTheCellRunsIsLeftAlone() throws Exception {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Path flag = folder.resolve("over");
    String waited = flag.toString();
    var own =
        context
            .parallelize(List.of(1), 1)
            .map(
                one -> {
                  while (!Files.exists(Path.of(waited))) {
                    java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
                  }
                  return one;
                })
            .collectAsync();
    SearchResult result = search("d", 20).run().await();
    assertThat(result.status().predicted()).isPositive(); // so some were cancelled
    assertThat(own.isDone()).isFalse();
    Files.createFile(flag);
    assertThat(own.get()).containsExactly(1);
  }

  @Test
  void anInterruptedCellStopsItsSearchAndSaysHowToGoOn() throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    CompletableFuture<SearchStatus> begun = new CompletableFuture<>();
    SearchBuilder builder =
        search("e", 500)
            .listener(
                new SearchListener() {
                  @Override
                  public void evaluated(TrialOutcome outcome, SearchStatus status) {
                    begun.complete(status);
                  }
                });
    Thread cell =
        new Thread(
            () -> {
              try {
                builder.run();
                over.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                over.completeExceptionally(e);
              }
            });
    cell.start();
    begun.join();
    cell.interrupt();

    assertThatThrownBy(over::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(InterruptedException.class)
        .hasMessageContaining(".resume(true)")
        .hasMessageContaining(folder.resolve("e").toString());
    assertThat(Search.results(spark, folder.resolve("e").toString()).state()).isEqualTo("stopped");
    assertThat(folder.resolve("e").resolve(Report.FILE)).exists();
  }

  @Test
  void anythingCanBeSetByKeyAndAsOneText() {
    var settings =
        Search.builder(spark)
            .options(
                """
                {"rookery.search.candidates": 7, "rookery": {"training": {"epochs": 4}},
                 "rookery.rules": ["never"]}
                """)
            .option("rookery.training.batchSize", 32)
            .option("rookery.search.finishTop", "1")
            .settings();
    assertThat(settings.search().candidates()).isEqualTo(7);
    assertThat(settings.search().finishTop()).isEqualTo(1);
    assertThat(settings.training().epochs()).isEqualTo(4);
    assertThat(settings.ruleNames()).containsExactly("never");
    assertThat(settings.effective().get("rookery.training.batchSize"))
        .isEqualTo("32  # Search.builder");
  }

  @Test
  void whatCannotBeTakenIsSaidBeforeAnythingBegins() {
    assertThatThrownBy(() -> search("x", 1).option("rookery.search.candidate", 1).start())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rookery.search.candidates");
    assertThatThrownBy(() -> search("x", 1).space("nowhere").start())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nsga-net-macro");
    assertThatThrownBy(() -> search("x", 1).option("rookery.seed", spark).start())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rookery.seed cannot be a ");
    assertThatThrownBy(() -> search("x", 1).options("{\"rookery.seed\": ").start())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Search.builder");
    assertThatThrownBy(() -> Search.results(spark, folder.resolve("x").toString()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("holds no search");
    assertThatThrownBy(() -> Search.builder(spark).data(folder.resolve("no").toString()).run())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("there is no such file or folder");
    assertThat(folder.resolve("x")).doesNotExist();
  }
}

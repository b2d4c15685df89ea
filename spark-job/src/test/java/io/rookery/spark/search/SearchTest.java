package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ExitCode;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SearchTest {

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    SparkSession.active().stop();
  }

  @Test
  void endsEveryCandidateWithOneOutcomeAndNamesTheBestMeasured() throws Exception {
    SearchResult result =
        search(SparkTest.session(2, true), "a", Map.of("rookery.search.candidates", 64));

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.status().done()).isEqualTo(64);
    assertThat(result.status().failed()).isPositive();
    assertThat(result.status().predicted()).isPositive();
    LedgerContents ledger = ledger("a");
    Map<String, List<EvaluationRow>> byCandidate =
        ledger.evaluations().rows().stream()
            .collect(Collectors.groupingBy(EvaluationRow::candidateId));
    assertThat(byCandidate).hasSize(64);
    double best =
        ledger.evaluations().rows().stream()
            .filter(row -> row.outcome() == Outcome.MEASURED)
            .mapToDouble(EvaluationRow::measuredFitness)
            .max()
            .orElseThrow();
    assertThat(result.best().fitness()).isEqualTo(best);
    assertThat(result.best().testFitness()).isEqualTo(best - 1);
  }

  @Test
  void oneSlotAndOneSeedGiveTheSameSearchWithAndWithoutThePlugin() throws Exception {
    Map<String, Object> settings = Map.of("rookery.search.candidates", 24, "rookery.seed", 7);
    search(SparkTest.session(1, true), "a", settings);
    search(SparkTest.session(1, true), "b", settings);
    stop();
    search(SparkTest.session(1, false), "c", settings);

    assertThat(decisions("b")).isEqualTo(decisions("a"));
    assertThat(decisions("c")).isEqualTo(decisions("a"));
  }

  private SearchResult search(SparkSession spark, String name, Map<String, Object> settings)
      throws InterruptedException {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("rookery.trainer", "scripted");
    all.put("rookery.output", '"' + folder.resolve(name).toString() + '"');
    return new Search(spark, SparkTest.settings(all), SparkTest::images, SearchListener.NONE).run();
  }

  private LedgerContents ledger(String name) throws Exception {
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  /** Everything about a search that must repeat. */
  private List<String> decisions(String name) throws Exception {
    LedgerContents ledger = ledger(name);
    return ledger.evaluations().rows().stream()
        .map(
            row ->
                List.of(
                        row.candidateId(),
                        row.outcome(),
                        String.valueOf(row.measuredFitness()),
                        String.valueOf(row.predictedFitness()),
                        row.epochsRun(),
                        String.valueOf(row.rule()),
                        String.valueOf(row.reason()))
                    .toString())
        .toList();
  }
}

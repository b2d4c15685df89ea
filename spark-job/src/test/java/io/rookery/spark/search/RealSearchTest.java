package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real networks, trained on real images, watched and cancelled. */
@Timeout(300)
class RealSearchTest {

  @TempDir private Path folder;

  @Test
  void bothKindsOfStopHappenAndNobodyElseIsTouched() throws Exception {
    try (SparkSession spark = SparkTest.session(2, true)) {
      SearchResult result =
          new Search(
                  spark,
                  SparkTest.settings(small()),
                  () -> SparkTest.head(ImageSets.load(spark, ""), 800, 200, 200),
                  SearchListener.NONE)
              .run();
      LedgerContents ledger =
          LedgerReader.read(
              new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve("real").toUri()));
      Map<String, List<EpochRow>> curves =
          ledger.epochs().rows().stream().collect(Collectors.groupingBy(EpochRow::candidateId));

      assertThat(ledger.evaluations().rows())
          .extracting(EvaluationRow::rule)
          .contains("prediction-converged", "underperforming");
      assertThat(result.status().failed()).isZero();
      for (EvaluationRow row : ledger.evaluations().rows()) {
        double trained =
            curves.get(row.candidateId()).stream().mapToDouble(EpochRow::epoch).max().orElse(0);
        assertThat(trained)
            .as(row.candidateId())
            .isGreaterThanOrEqualTo(row.epochsRun())
            .isLessThanOrEqualTo(8);
        assertThat(row.outcome() == Outcome.MEASURED).isEqualTo(row.epochsRun() == 8);
      }
      // The winner is measured, and its score on the test split is that of a network that learnt.
      assertThat(result.best().fitness()).isGreaterThan(30);
      assertThat(result.best().testFitness()).isGreaterThan(30);
      assertThat(folder.resolve("real/winner")).isNotEmptyDirectory();
    }
  }

  @Test
  void aPausedNetworkGoesOnAsIfItHadNotBeenPaused() throws Exception {
    try (SparkSession spark = SparkTest.session(2, true)) {
      Map<String, Map<Double, Double>> whole = curves(spark, "whole", "[never]");
      Map<String, Map<Double, Double>> paused = curves(spark, "paused", "[freeze-thaw]");

      LedgerContents ledger = ledger("paused");
      assertThat(ledger.evaluations().rows())
          .extracting(EvaluationRow::outcome)
          .contains(Outcome.PAUSED, Outcome.MEASURED);
      assertThat(ledger.epochs().rows())
          .as("some went on in a job of their own")
          .anyMatch(row -> row.attempt() > 0 && row.epoch() == 4);
      paused.forEach((id, curve) -> assertThat(whole.get(id)).as(id).containsAllEntriesOf(curve));
    }
  }

  /** Fitness after each epoch of each network of a search by these rules. */
  private Map<String, Map<Double, Double>> curves(SparkSession spark, String name, String rules)
      throws Exception {
    Map<String, Object> settings =
        Map.of(
            "rookery.output",
            '"' + folder.resolve(name).toString() + '"',
            "rookery.search.candidates",
            5,
            "rookery.training.epochs",
            4,
            "rookery.training.validateEvery",
            1,
            "rookery.space.nsga-net-macro.nodes",
            2,
            "rookery.predictor.name",
            "empirical-bayes",
            "rookery.rules",
            rules,
            "rookery.guards.warmUp",
            1,
            "rookery.guards.minimumEpochs",
            1);
    new Search(
            spark,
            SparkTest.settings(settings),
            () -> SparkTest.head(ImageSets.load(spark, ""), 400, 100, 100),
            SearchListener.NONE)
        .run();
    return ledger(name).epochs().rows().stream()
        .collect(
            Collectors.groupingBy(
                EpochRow::candidateId,
                Collectors.toMap(EpochRow::epoch, EpochRow::fitness, (first, again) -> first)));
  }

  private LedgerContents ledger(String name) throws Exception {
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  private Map<String, Object> small() {
    return Map.of(
        "rookery.output",
        '"' + folder.resolve("real").toString() + '"',
        "rookery.search.candidates",
        14,
        "rookery.search.finishTop",
        1,
        "rookery.training.epochs",
        8,
        "rookery.space.nsga-net-macro.nodes",
        2,
        "rookery.predictor.name",
        "penguin",
        "rookery.rules",
        "[diverged, underperforming, prediction-converged]",
        "rookery.rule.underperforming.k",
        1,
        "rookery.rule.underperforming.delta",
        0.2,
        "rookery.rule.prediction-converged.tolerance",
        3.0);
  }
}

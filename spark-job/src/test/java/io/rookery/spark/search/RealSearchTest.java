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

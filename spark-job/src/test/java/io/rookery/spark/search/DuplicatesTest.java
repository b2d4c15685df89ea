package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Evaluation;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.LedgerRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Genomes that decode to one graph are trained once, and answered from what is known. */
@Timeout(300)
class DuplicatesTest {

  /**
   * Of three nodes the first feeds the second, or the second the third, or the first the third: one
   * chain of two and a node that is dropped, three times. The others are networks of their own; the
   * last repeats the fourth.
   */
  private static final List<String> GENOMES =
      List.of("1-00 0-00", "0-01 0-00", "0-10 0-00", "1-01 0-00", "1-11 1-00", "1-01 0-00");

  @TempDir private Path folder;

  @BeforeEach
  void forget() {
    RepeatingProvider.TOLD.clear();
  }

  @AfterEach
  void stop() {
    SparkSession.active().stop();
  }

  /** With one slot the first is known when the others come; with four it is still in flight. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void isomorphicGenomesAreTrainedOnce(int slots) throws Exception {
    search(slots, SearchListener.NONE);

    LedgerContents ledger = ledger();
    assertThat(ledger.epochs().rows().stream().map(EpochRow::candidateId).distinct())
        .containsExactlyInAnyOrder("n0", "n3", "n4");
    assertAllAnswered(ledger);
    assertThat(RepeatingProvider.TOLD)
        .extracting(Evaluation::candidateId)
        .containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "n5");
  }

  @Test
  void aDriverThatDiedBetweenANetworkAndItsDuplicatesTellsThemWhenItIsResumed() throws Exception {
    SearchListener dies =
        new SearchListener() {
          @Override
          public void recorded(LedgerRow row) {
            if (row instanceof EvaluationRow told && told.candidateId().equals("n0")) {
              throw new IllegalStateException("died");
            }
          }
        };
    assertThatThrownBy(() -> search(4, dies)).hasMessage("died");
    assertThat(ledger().evaluations().rows())
        .extracting(EvaluationRow::candidateId)
        .contains("n0")
        .doesNotContain("n1", "n2");
    RepeatingProvider.TOLD.clear();

    search(4, SearchListener.NONE);

    assertAllAnswered(ledger());
    assertThat(RepeatingProvider.TOLD)
        .extracting(Evaluation::candidateId)
        .containsExactlyInAnyOrder("n0", "n1", "n2", "n3", "n4", "n5");
  }

  private void search(int slots, SearchListener listener) throws InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "rookery.resume",
            true,
            "rookery.output",
            '"' + folder.resolve("search").toString() + '"',
            "rookery.trainer",
            "scripted",
            "rookery.strategy.name",
            "repeating",
            "rookery.strategy.repeating.genomes",
            GENOMES.stream().map(g -> '"' + g + '"').toList(),
            "rookery.space.name",
            "genetic-cnn",
            "rookery.space.genetic-cnn.nodes",
            "[3, 3]",
            "rookery.rules",
            "[never]",
            "rookery.search.candidates",
            GENOMES.size(),
            // No seed of this search's networks is one that fails.
            "rookery.seed",
            2);
    new Search(
            SparkTest.session(slots, true),
            SparkTest.settings(settings),
            SparkTest::images,
            listener)
        .run();
  }

  private LedgerContents ledger() throws LedgerException {
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve("search").toUri()));
  }

  private static void assertAllAnswered(LedgerContents ledger) {
    Map<String, EvaluationRow> rows =
        ledger.evaluations().rows().stream()
            .collect(Collectors.toMap(EvaluationRow::candidateId, row -> row));
    assertThat(rows).hasSize(GENOMES.size());
    assertAnswered(rows.get("n1"), rows.get("n0"));
    assertAnswered(rows.get("n2"), rows.get("n0"));
    assertAnswered(rows.get("n5"), rows.get("n3"));
  }

  private static void assertAnswered(EvaluationRow duplicate, EvaluationRow original) {
    assertThat(duplicate.outcome()).isEqualTo(original.outcome());
    assertThat(duplicate.measuredFitness()).isEqualTo(original.measuredFitness());
    assertThat(duplicate.rule()).isEqualTo("duplicate");
    assertThat(duplicate.reason()).isEqualTo("the same network as " + original.candidateId());
    assertThat(duplicate.trainSeconds()).isZero();
  }
}

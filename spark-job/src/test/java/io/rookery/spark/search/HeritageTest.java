package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Weights that pass from one candidate to the next, in searches that really train. */
@Timeout(200)
class HeritageTest {

  private static final int CANDIDATES = 8;

  private static SparkSession spark;
  private static ImageSet images;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = SparkTest.session(1, true);
    images = SparkTest.head(ImageSets.load(spark, ""), 300, 200, 100);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /**
   * At a learning rate of next to nothing, and without a batch norm, a network computes to its end
   * what it began with: the widened child has its parent's loss, a first network has its own.
   */
  @Test
  void aWidenedChildBeginsWithWhatItsParentComputes() throws Exception {
    LedgerContents ledger = search("kept", growing(), SearchListener.NONE);
    Map<String, CandidateRow> candidates = byId(ledger);
    Map<String, Double> losses = losses(ledger);
    List<CandidateRow> widened =
        candidates.values().stream().filter(row -> lastStep(row).startsWith("widen")).toList();
    assertThat(widened).hasSizeGreaterThan(2);
    for (CandidateRow child : widened) {
      assertThat(losses.get(child.candidateId()))
          .as(child.genome())
          .isCloseTo(losses.get(child.parents().get(0)), within(1e-4));
    }
    List<Double> first =
        candidates.values().stream()
            .filter(row -> row.parents().isEmpty())
            .map(row -> losses.get(row.candidateId()))
            .toList();
    assertThat(Math.abs(first.get(0) - first.get(1))).isGreaterThan(1e-3);
  }

  @Test
  void aChildWhoseParentLeftNoCheckpointBeginsAfreshAndIsMeasured() throws Exception {
    LedgerContents ledger = search("lost", growing(), new Hider(folder.resolve("lost")));
    Map<String, CandidateRow> candidates = byId(ledger);
    Map<String, Double> losses = losses(ledger);
    assertThat(ledger.evaluations().rows())
        .hasSize(CANDIDATES)
        .extracting(EvaluationRow::outcome)
        .containsOnly(Outcome.MEASURED);
    assertThat(candidates.values())
        .filteredOn(row -> lastStep(row).startsWith("widen"))
        .isNotEmpty()
        .allSatisfy(
            child ->
                assertThat(losses.get(child.candidateId()))
                    .isNotCloseTo(losses.get(child.parents().get(0)), within(1e-4)));
  }

  @Test
  void aNetworkThatIsTrainedLongerGoesOnWhereItStood() throws Exception {
    Map<String, Object> denser =
        Map.of(
            "rookery.strategy.name", "denser",
            "rookery.strategy.denser.lambda", 2,
            "rookery.strategy.denser.trainLonger", 0.8,
            "rookery.strategy.denser.longest", 3,
            "rookery.training.epochs", 2);
    LedgerContents ledger = search("longer", denser, SearchListener.NONE);
    Map<String, Double> horizons =
        ledger.evaluations().rows().stream()
            .collect(Collectors.toMap(EvaluationRow::candidateId, EvaluationRow::epochsBudget));
    int longer = 0;
    for (CandidateRow row : byId(ledger).values()) {
      double horizon = horizons.get(row.candidateId());
      double before = horizon > 2 ? horizons.get(row.parents().get(0)) : 0;
      assertThat(epochs(ledger, row.candidateId()))
          .as("%s to epoch %s", row.candidateId(), horizon)
          .containsExactlyElementsOf(
              IntStream.rangeClosed((int) before + 1, (int) horizon)
                  .mapToObj(e -> (double) e)
                  .toList());
      longer += horizon > 2 ? 1 : 0;
    }
    assertThat(longer).isGreaterThan(2);
  }

  @Test
  void aPromotedNetworkTrainsItsMissingEpochsAlone() throws Exception {
    Map<String, Object> halving =
        Map.of(
            "rookery.strategy.name", "successive-halving",
            "rookery.strategy.successive-halving.eta", 2,
            "rookery.strategy.successive-halving.rungs", 3,
            "rookery.training.epochs", 4);
    LedgerContents ledger = search("halving", halving, SearchListener.NONE);
    Map<Double, List<Double>> byBudget = new HashMap<>();
    for (EvaluationRow row : ledger.evaluations().rows()) {
      byBudget.put(row.epochsBudget(), epochs(ledger, row.candidateId()));
    }
    assertThat(byBudget)
        .isEqualTo(Map.of(1.0, List.of(1.0), 2.0, List.of(2.0), 4.0, List.of(3.0, 4.0)));
  }

  /** Hides what a network learnt as soon as it has an outcome; all comes back for the winner. */
  private record Hider(Path search) implements SearchListener {
    @Override
    public void evaluated(TrialOutcome outcome, SearchStatus status) {
      Path checkpoints = search.resolve("checkpoints");
      Path hidden = search.resolve("hidden");
      try {
        Files.createDirectories(hidden);
        Files.move(
            checkpoints.resolve(outcome.candidateId()), hidden.resolve(outcome.candidateId()));
        if (status.done() == CANDIDATES) {
          Files.delete(checkpoints);
          Files.move(hidden, checkpoints);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Map<String, Object> growing() {
    return Map.of(
        "rookery.strategy.name",
        "regularized-evolution",
        "rookery.strategy.regularized-evolution.population",
        2,
        "rookery.strategy.regularized-evolution.sample",
        1,
        "rookery.space.name",
        "network-morphism",
        "rookery.space.network-morphism.layers",
        "[\"conv filters=3 norm=false act=tanh\", pool,"
            + " \"conv filters=4 kernel=3|5 norm=false act=tanh\", global]",
        "rookery.space.network-morphism.filters",
        "[4, 6, 9, 12]",
        "rookery.space.network-morphism.noise",
        0,
        "rookery.training.epochs",
        1,
        "rookery.training.learningRate",
        1e-12);
  }

  private LedgerContents search(String name, Map<String, Object> settings, SearchListener listener)
      throws Exception {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("rookery.output", '"' + folder.resolve(name).toString() + '"');
    all.putIfAbsent("rookery.space.name", "layers");
    all.put("rookery.space.layers.layers", "[\"conv filters=2..9\", pool, global]");
    all.put("rookery.training.validateEvery", 1);
    all.put("rookery.rules", "[never]");
    all.put("rookery.search.candidates", CANDIDATES);
    new Search(spark, SparkTest.settings(all), () -> images, listener).run();
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  private static String lastStep(CandidateRow row) {
    return row.genome().substring(row.genome().lastIndexOf(" / ") + 1).strip().replace("/ ", "");
  }

  private static Map<String, CandidateRow> byId(LedgerContents ledger) {
    return ledger.candidates().rows().stream()
        .collect(Collectors.toMap(CandidateRow::candidateId, Function.identity()));
  }

  private static Map<String, Double> losses(LedgerContents ledger) {
    return ledger.epochs().rows().stream()
        .collect(Collectors.toMap(EpochRow::candidateId, EpochRow::validLoss));
  }

  private static List<Double> epochs(LedgerContents ledger, String candidateId) {
    return ledger.epochs().rows().stream()
        .filter(row -> row.candidateId().equals(candidateId))
        .map(EpochRow::epoch)
        .toList();
  }
}

package io.rookery.spark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.report.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The questions of docs/results.md, each asked of the search in docs/sample-search. */
@Timeout(180)
class AnalysisTest {

  private static final String SAMPLE = "../docs/sample-search";

  private static SparkSession spark;
  private static Analysis analysis;
  private static LedgerContents ledger;

  @BeforeAll
  static void start() throws LedgerException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    analysis = Analysis.of(spark, SAMPLE);
    ledger = LedgerReader.read(new Configuration(), new org.apache.hadoop.fs.Path(SAMPLE));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void everyStatementStandsInTheDocumentationAsItIs() throws IOException {
    String page = Files.readString(Path.of("../docs/results.md"));
    assertThat(Question.all()).hasSize(10);
    for (Question question : Question.all()) {
      assertThat(page).contains("```sql\n" + question.sql() + "\n```");
    }
  }

  @Test
  void theLastBestIsTheBestMeasured() {
    List<Map<String, String>> steps = ask("best at each budget");
    assertThat(number(steps.get(steps.size() - 1), "best_measured")).isEqualTo(round(best(), 2));
    double before = 0;
    for (Map<String, String> step : steps) {
      assertThat(number(step, "best_measured")).isGreaterThan(before);
      before = number(step, "best_measured");
    }
  }

  @Test
  void nothingOnTheFrontIsBeaten() {
    List<Map<String, String>> front = ask("beat in both");
    assertThat(front).isNotEmpty();
    for (int i = 1; i < front.size(); i++) {
      assertThat(number(front.get(i), "multiply_adds"))
          .isGreaterThan(number(front.get(i - 1), "multiply_adds"));
      assertThat(number(front.get(i), "measured_fitness"))
          .isGreaterThan(number(front.get(i - 1), "measured_fitness"));
    }
  }

  @Test
  void epochsSavedAreThoseOfNetworksThatWereNotMeasuredAfterAll() {
    Set<String> measured =
        of(Outcome.MEASURED).stream().map(EvaluationRow::candidateId).collect(Collectors.toSet());
    double saved =
        of(Outcome.PREDICTED).stream()
            .filter(row -> !measured.contains(row.candidateId()))
            .mapToDouble(row -> row.epochsBudget() - row.epochsRun())
            .sum();
    assertThat(saved).isPositive();
    assertThat(
            ask("saved how many epochs").stream()
                .mapToDouble(row -> number(row, "epochs_saved"))
                .sum())
        .isEqualTo(saved);
  }

  @Test
  void networksThatWereStoppedAndThenMeasuredAreHeldAgainstTheirPrediction() {
    Map<String, Double> measured = new HashMap<>();
    of(Outcome.MEASURED).forEach(row -> measured.put(row.candidateId(), row.measuredFitness()));
    List<EvaluationRow> both =
        of(Outcome.PREDICTED).stream().filter(r -> measured.containsKey(r.candidateId())).toList();
    List<Map<String, String>> rows = ask("anything good stopped");
    assertThat(rows).hasSameSizeAs(both).isNotEmpty();
    for (EvaluationRow row : both) {
      assertThat(rows)
          .filteredOn(found -> found.get("candidate_id").equals(row.candidateId()))
          .singleElement()
          .satisfies(
              found -> {
                assertThat(number(found, "better_than_predicted"))
                    .isEqualTo(round(measured.get(row.candidateId()) - row.predictedFitness(), 2));
                assertThat(found.get("is_the_best"))
                    .isEqualTo(String.valueOf(measured.get(row.candidateId()) >= best()));
              });
    }
  }

  @Test
  void calibrationIsByEpochAndOfMeasuredNetworksOnly() {
    Map<String, Double> measured = new HashMap<>();
    of(Outcome.MEASURED).forEach(row -> measured.put(row.candidateId(), row.measuredFitness()));
    Map<Double, List<Double>> errors =
        ledger.predictions().rows().stream()
            .filter(row -> row.epoch() < row.horizon() && measured.containsKey(row.candidateId()))
            .collect(
                Collectors.groupingBy(
                    row -> row.epoch(),
                    Collectors.mapping(
                        row -> Math.abs(row.mean() - measured.get(row.candidateId())),
                        Collectors.toList())));
    List<Map<String, String>> rows = ask("How good are the predictions");
    assertThat(rows).hasSameSizeAs(errors.keySet()).isNotEmpty();
    for (Map<String, String> row : rows) {
      List<Double> found = errors.get(number(row, "epoch"));
      assertThat(number(row, "predictions")).isEqualTo(found.size());
      assertThat(number(row, "mean_absolute_error"))
          .isEqualTo(
              round(found.stream().mapToDouble(Double::doubleValue).average().orElseThrow(), 2));
    }
  }

  @Test
  void pointsOfAccuracyAddUpToTheBest() {
    List<Map<String, String>> steps = ask("each point of accuracy");
    double gained = steps.stream().skip(1).mapToDouble(step -> number(step, "points_gained")).sum();
    assertThat(gained)
        .isCloseTo(
            best() - number(steps.get(0), "best_measured"),
            org.assertj.core.data.Offset.offset(0.02 * steps.size()));
    assertThat(steps).allSatisfy(step -> assertThat(number(step, "device_seconds")).isPositive());
  }

  @Test
  void slotsAreBusyForTheSecondsOfTheirEpochs() {
    double busy = ask("slots used").stream().mapToDouble(r -> number(r, "busy_seconds")).sum();
    assertThat(busy).isCloseTo(seconds(), org.assertj.core.data.Offset.offset(0.2));
  }

  @Test
  void deviceTimeGoesSomewhere() {
    List<Map<String, String>> rows = ask("device time go");
    assertThat(rows.stream().mapToDouble(r -> number(r, "device_seconds")).sum())
        .isCloseTo(seconds(), org.assertj.core.data.Offset.offset(0.2 * rows.size()));
    assertThat(rows.stream().mapToDouble(r -> number(r, "percent")).sum())
        .isCloseTo(100, org.assertj.core.data.Offset.offset(0.2 * rows.size()));
    assertThat(rows).extracting(row -> row.get("became")).contains("measured_after_stop");
  }

  /** Of a made-up search, for nothing failed in the sample: three of thirty, of one kind. */
  @Test
  void failuresAreCountedByKind(@TempDir Path folder) throws LedgerException {
    assertThat(ask("What failed")).isEmpty();
    Path search = Folders.ended(folder.resolve("search"), 30);
    Analysis other = Analysis.of(spark.newSession(), search.toString());
    Question question = question("What failed");

    Answer answer = other.answer(question);
    assertThat(answer.columns())
        .startsWith("error_kind", "networks", "epochs")
        .endsWith("first_error");
    assertThat(answer.rows())
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row).startsWith("out-of-memory", "3").endsWith("no room ");
              assertThat(Double.parseDouble(row.get(3)))
                  .as("2.5 device seconds an epoch")
                  .isEqualTo(2.5 * Double.parseDouble(row.get(2)));
            });
  }

  @Test
  void everyCandidateIsInOneOfFiveParts() {
    List<Map<String, String>> parts = ask("strategy learn");
    assertThat(parts).hasSize(5);
    assertThat(parts.stream().mapToDouble(r -> number(r, "networks")).sum())
        .isEqualTo(ledger.candidates().rows().size());
  }

  @Test
  void genesComeWithWhatTheyExplainOfNetworksNotSeen() {
    Answer answer = analysis.genes();
    assertThat(answer.remark()).contains("Out-of-sample R²", "measured fitness at epoch");
    assertThat(answer.rows()).hasSizeGreaterThan(3);
    assertThat(answer.rows().stream().mapToDouble(row -> Double.parseDouble(row.get(1))).sum())
        .isCloseTo(1, org.assertj.core.data.Offset.offset(0.05));
    assertThat(answer.rows())
        .isSortedAccordingTo(Comparator.comparing(row -> -Double.parseDouble(row.get(1))));
  }

  @Test
  void aFolderWithoutASearchIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> Analysis.of(spark, folder.toString()))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("holds no search");
  }

  private static List<Map<String, String>> ask(String words) {
    Question question = question(words);
    Answer answer = analysis.answer(question);
    assertThat(answer.text(5)).startsWith(question.text());
    return answer.rows().stream()
        .map(
            row -> {
              Map<String, String> cells = new HashMap<>();
              for (int i = 0; i < row.size(); i++) {
                cells.put(answer.columns().get(i), row.get(i));
              }
              return cells;
            })
        .toList();
  }

  private static Question question(String words) {
    return Question.all().stream().filter(q -> q.text().contains(words)).findFirst().orElseThrow();
  }

  private static double number(Map<String, String> row, String column) {
    return Double.parseDouble(row.get(column));
  }

  private static List<EvaluationRow> of(Outcome outcome) {
    return ledger.evaluations().rows().stream()
        .filter(row -> row.outcome() == outcome && !"duplicate".equals(row.rule()))
        .toList();
  }

  private static double best() {
    return of(Outcome.MEASURED).stream()
        .mapToDouble(EvaluationRow::measuredFitness)
        .max()
        .orElseThrow();
  }

  private static double seconds() {
    return ledger.epochs().rows().stream().mapToDouble(EpochRow::seconds).sum();
  }

  /** Half up, as SQL rounds. */
  private static double round(double value, int digits) {
    return java.math.BigDecimal.valueOf(value)
        .setScale(digits, java.math.RoundingMode.HALF_UP)
        .doubleValue();
  }
}

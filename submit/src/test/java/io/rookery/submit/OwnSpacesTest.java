package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.spark.ExitCode;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.search.StopRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * {@code rookery run} with every strategy on its own space, on the Fashion-MNIST sample, as
 * docs/strategies.md says, but shorter: each trains, stops some networks early, is stopped and
 * resumed, and names a measured winner. Some of them: {@code -Drookery.try=menndl,denser}.
 *
 * <pre>
 * mvn -pl submit -am test -Dtest=OwnSpacesTest -DexcludedGroups= -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("slow")
@Timeout(1200)
class OwnSpacesTest {

  private static final int CANDIDATES = 10;
  private static final int EPOCHS = 4;

  /** Mild enough that a few networks of a few epochs are ended by either rule. */
  private static final List<String> SHORT =
      List.of(
          "rookery.search.candidates=" + CANDIDATES,
          "rookery.search.finishTop=1",
          "rookery.training.epochs=" + EPOCHS,
          "rookery.training.validateEvery=0.5",
          "rookery.guards.warmUp=2",
          "rookery.guards.minimumEpochs=1",
          "rookery.predictor.name=penguin",
          "rookery.rule.underperforming.k=1",
          "rookery.rule.underperforming.delta=0.2",
          "rookery.rule.prediction-converged.tolerance=3");

  @TempDir private Path folder;

  private static final Path TRY = Path.of("..", "docs", "try");

  static List<String> homes() {
    return List.of(
        System.getProperty(
                "rookery.try",
                "random,regularized-evolution,nsga2,nsga2-micro,evocnn,menndl,denser,"
                    + "genetic-cnn,local-search,successive-halving")
            .split(","));
  }

  @ParameterizedTest
  @MethodSource("homes")
  void trainsStopsSomeEarlyResumesAndNamesAMeasuredWinner(String home) throws Exception {
    Path output = folder.resolve("search");
    List<String> run = new ArrayList<>(List.of("run", "--json", "--output", output.toString()));
    run.addAll(List.of("--config", TRY.resolve(home + ".conf").toString()));
    List<String> settings = new ArrayList<>(SHORT);
    if (home.equals("denser")) {
      Path grammar = TRY.resolve("denser.grammar").toAbsolutePath();
      settings.add("rookery.space.denser.grammarFile=\"" + grammar + "\"");
    }
    settings.forEach(setting -> run.addAll(List.of("--set", setting)));

    CompletableFuture<Run> first = CompletableFuture.supplyAsync(() -> Run.of(run));
    await()
        .atMost(Duration.ofMinutes(9))
        .pollInterval(Duration.ofMillis(200))
        .until(() -> first.isDone() || evaluations(output) >= 3);
    new StopRequest(new Configuration(), hadoop(output)).ask();
    assertThat(first.get().code()).isEqualTo(ExitCode.STOPPED.code());
    List<String> before = genomes(ledger(output));
    assertThat(before).hasSizeLessThan(CANDIDATES);

    Run resumed = Run.of(List.of("run", "--json", "--resume", output.toString()));
    assertThat(resumed.code()).isZero();

    LedgerContents ledger = ledger(output);
    assertThat(genomes(ledger)).startsWith(before.toArray(String[]::new)).hasSize(CANDIDATES);
    assertEachHasAnOutcomeAndNoEpochTwice(ledger);
    assertThat(ledger.evaluations().rows())
        .as("stopped early")
        .anyMatch(row -> row.outcome() == Outcome.PREDICTED || row.epochsBudget() < EPOCHS);
    assertWinnerIsMeasured(resumed, ledger);
    assertThat(output.resolve("winner")).isNotEmptyDirectory();
    System.out.println(home + ": " + summary(ledger));
  }

  private static void assertEachHasAnOutcomeAndNoEpochTwice(LedgerContents ledger) {
    Set<String> told =
        ledger.evaluations().rows().stream()
            .map(EvaluationRow::candidateId)
            .collect(Collectors.toSet());
    assertThat(ledger.candidates().rows())
        .allSatisfy(row -> assertThat(told).contains(row.candidateId()));
    assertThat(ledger.evaluations().rows())
        .filteredOn(row -> row.outcome() == Outcome.FAILED)
        .allSatisfy(
            row ->
                assertThat(row.errorKind())
                    .as(row.error())
                    .isIn("diverged", "invalid-architecture"));
    Set<String> epochs = new HashSet<>();
    for (EpochRow row : ledger.epochs().rows()) {
      String epoch = row.candidateId() + " " + row.attempt() + " " + row.epoch();
      assertThat(epochs.add(epoch)).as(epoch).isTrue();
    }
  }

  private static void assertWinnerIsMeasured(Run run, LedgerContents ledger) throws Exception {
    JsonNode best = new ObjectMapper().readTree(run.out()).path("best");
    EvaluationRow winner =
        ledger.evaluations().rows().stream()
            .filter(row -> row.candidateId().equals(best.path("candidateId").asText()))
            .filter(row -> row.outcome() == Outcome.MEASURED)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no measured winner: " + run.out()));
    assertThat(winner.epochsRun()).isGreaterThanOrEqualTo(EPOCHS);
    assertThat(winner.measuredFitness()).isGreaterThan(40);
    assertThat(best.path("testFitness").asDouble()).isGreaterThan(40);
  }

  private static String summary(LedgerContents ledger) {
    Map<Outcome, Long> outcomes =
        ledger.evaluations().rows().stream()
            .collect(Collectors.groupingBy(EvaluationRow::outcome, Collectors.counting()));
    Map<String, Long> rules =
        ledger.evaluations().rows().stream()
            .filter(row -> row.rule() != null)
            .collect(Collectors.groupingBy(EvaluationRow::rule, Collectors.counting()));
    return outcomes + " " + rules + ", " + ledger.epochs().rows().size() + " validations";
  }

  private static List<String> genomes(LedgerContents ledger) {
    return ledger.candidates().rows().stream().map(CandidateRow::genome).toList();
  }

  private static int evaluations(Path output) {
    try {
      return ledger(output).evaluations().rows().size();
    } catch (LedgerException e) {
      return 0; // nothing is written yet
    }
  }

  private static LedgerContents ledger(Path output) throws LedgerException {
    return LedgerReader.read(new Configuration(), hadoop(output));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  /** What a command ended with, and what it wrote to standard output. */
  private record Run(int code, String out) {
    static Run of(List<String> arguments) {
      CommandLine command = Rookery.commandLine();
      StringWriter out = new StringWriter();
      StringWriter errors = new StringWriter();
      command.setOut(new PrintWriter(out, true));
      command.setErr(new PrintWriter(errors, true));
      int code = command.execute(arguments.toArray(String[]::new));
      if (code != ExitCode.DONE.code() && code != ExitCode.STOPPED.code()) {
        System.out.println(errors);
      }
      return new Run(code, out.toString());
    }
  }
}

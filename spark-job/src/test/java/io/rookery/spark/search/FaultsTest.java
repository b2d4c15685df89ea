package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.train.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in local mode, where it can be staged. */
@Timeout(300)
class FaultsTest {

  @TempDir private Path folder;

  private final List<String> notices = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    SparkSession.active().stop();
    StagedTrainer.gpus = 0;
    StagedTrainer.stage = (plan, device, cancelled) -> true;
  }

  @Test
  void localGpusAreHandedOutAndNoneBeyondItsShare() throws Exception {
    Map<Device, AtomicInteger> now = new ConcurrentHashMap<>();
    Map<Device, Integer> most = new ConcurrentHashMap<>();
    StagedTrainer.gpus = 2;
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          int users = now.computeIfAbsent(device, d -> new AtomicInteger()).incrementAndGet();
          most.merge(device, users, Math::max);
          boolean trained = StagedTrainer.pass(5, cancelled);
          now.get(device).decrementAndGet();
          return trained;
        };

    SearchResult result =
        search(
            8, "a", Map.of("rookery.search.candidates", 40, "rookery.cluster.trainingsPerGpu", 2));

    assertThat(result.slots().reason())
        .isEqualTo("4 slots: 2 GPUs with 2 trainings each, 8 cores, 1 core a task");
    assertThat(result.status().predicted()).as("cancelled ones too").isPositive();
    assertThat(most)
        .containsOnlyKeys(new Device(Device.Kind.GPU, 0), new Device(Device.Kind.GPU, 1))
        .allSatisfy((device, users) -> assertThat(users).isEqualTo(2));
    assertThat(ledger("a").epochs().rows())
        .extracting(EpochRow::device)
        .containsOnly("gpu:0", "gpu:1");
  }

  @Test
  void anEndlessEpochFailsItsNetworkAndNoOther() throws Exception {
    StagedTrainer.stage =
        (plan, device, cancelled) ->
            StagedTrainer.pass(endless(plan.seed()) ? Long.MAX_VALUE / 2_000_000 : 1, cancelled);

    SearchResult result =
        search(
            2,
            "a",
            Map.of("rookery.search.candidates", 24, "rookery.training.epochTimeout", "300ms"));

    assertThat(result.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(result.status().done()).isEqualTo(24);
    List<EvaluationRow> failed = failed("a");
    assertThat(failed).isNotEmpty().hasSizeLessThan(24);
    assertThat(failed)
        .allSatisfy(
            row -> {
              assertThat(row.errorKind()).isEqualTo("timeout");
              assertThat(row.error()).contains("rookery.training.epochTimeout");
              assertThat(row.epochsRun()).isZero();
            });
  }

  @Test
  void anOutputThatCannotBeMadeIsRefusedBeforeAnythingTrains() throws Exception {
    AtomicInteger trained = new AtomicInteger();
    StagedTrainer.stage = (plan, device, cancelled) -> trained.incrementAndGet() > 0;
    Files.writeString(folder.resolve("file"), "in the way");

    assertThatThrownBy(() -> search(2, "file/below", Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("file/below")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.STORAGE));
    assertThat(trained).hasValue(0);
  }

  @Test
  void whenCheckpointsCannotBeWrittenTheSearchStopsCleanlyAndGoesOnWhenTheyCan() throws Exception {
    Path checkpoints = folder.resolve("a").resolve("checkpoints");
    AtomicInteger epochs = new AtomicInteger();
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          if (epochs.incrementAndGet() == 30) {
            obstruct(checkpoints);
          }
          return true;
        };
    Map<String, Object> settings =
        Map.of("rookery.search.candidates", 16, "rookery.seed", 5, "rookery.resume", true);

    assertThatThrownBy(() -> search(1, "a", settings))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("checkpoint could not be written")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.STORAGE));
    JsonNode status = status("a");
    assertThat(status.path("state").asText()).isEqualTo("failed");
    assertThat(status.path("exitCode").asInt()).isEqualTo(5);
    assertThat(failed("a")).as("no network is to blame").isEmpty();
    int known = ledger("a").evaluations().rows().size();
    assertThat(known).isPositive();

    Files.delete(checkpoints);
    assertThat(search(1, "a", settings).exitCode()).isEqualTo(ExitCode.DONE);
    SearchResult whole = search(1, "whole", settings);
    assertThat(whole.status().done()).isEqualTo(16);
    assertThat(decisions("a")).isEqualTo(decisions("whole"));
  }

  @Test
  void whenTablesCannotBeWrittenTheSearchEndsWithTheStorageCode() throws Exception {
    AtomicInteger epochs = new AtomicInteger();
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          if (epochs.incrementAndGet() == 20) {
            obstruct(folder.resolve("a").resolve("epochs"));
          }
          return StagedTrainer.pass(2, cancelled);
        };

    assertThatThrownBy(() -> search(2, "a", Map.of("rookery.search.candidates", 200)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("cannot write the results")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.STORAGE));
    assertThat(status("a").path("exitCode").asInt()).isEqualTo(5);
  }

  @Test
  void whenTheWinnerCannotBeScoredTheSearchEndsWithTheStorageCode() throws Exception {
    SearchListener obstructs =
        new SearchListener() {
          @Override
          public void evaluated(TrialOutcome outcome, SearchStatus status) {
            obstruct(folder.resolve("a").resolve("checkpoints"));
          }
        };
    Map<String, Object> settings =
        Map.of("rookery.search.candidates", 1, "rookery.rules", "[never]");

    assertThatThrownBy(
            () ->
                new Search(
                        SparkTest.session(1, true),
                        settings("a", settings),
                        SparkTest::images,
                        obstructs)
                    .run())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the winner c0000 could not be scored")
        .satisfies(e -> assertThat(((Refusal) e).exitCode()).isEqualTo(ExitCode.STORAGE));
    assertThat(status("a").path("exitCode").asInt()).isEqualTo(5);
  }

  /** As a plugin throws whose jar lacks one: the process may live on, as a notebook's. */
  @Test
  void aSearchThatEndsWithAnErrorSaysSoInItsFolder() throws Exception {
    SearchListener lacking =
        new SearchListener() {
          @Override
          public void evaluated(TrialOutcome outcome, SearchStatus status) {
            throw new NoClassDefFoundError("org/example/Absent");
          }
        };

    assertThatThrownBy(
            () ->
                new Search(
                        SparkTest.session(1, true),
                        settings("a", Map.of("rookery.search.candidates", 8)),
                        SparkTest::images,
                        lacking)
                    .run())
        .isInstanceOf(NoClassDefFoundError.class);
    JsonNode status = status("a");
    assertThat(status.path("state").asText()).isEqualTo("failed");
    assertThat(status.path("exitCode").asInt()).isEqualTo(1);
    assertThat(status.path("stopReason").asText())
        .contains("NoClassDefFoundError", "org/example/Absent");
  }

  @Test
  void aFileInTheFolderStopsTheSearch() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          begun.countDown();
          return StagedTrainer.pass(50, cancelled);
        };
    Thread person =
        new Thread(
            () -> {
              try {
                begun.await();
                request().ask();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    person.start();

    SearchResult result =
        search(2, "a", Map.of("rookery.search.candidates", 2000, "rookery.resume", true));

    assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
    assertThat(status("a").path("state").asText()).isEqualTo("stopped");
    assertThat(request().pending()).as("taken note of").isFalse();
    // A request from before is not meant for the next run.
    request().ask();
    StagedTrainer.stage = (plan, device, cancelled) -> true;
    assertThat(search(2, "a", Map.of("rookery.search.candidates", 4, "rookery.resume", true)))
        .extracting(SearchResult::exitCode)
        .isEqualTo(ExitCode.DONE);
  }

  /** Waits out the overseer's grace: 25 s. */
  @Test
  @Tag("slow")
  void aTrainingThatIgnoresItsCancellationIsReportedAndWithNoSlotLeftTheSearchStops()
      throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return false;
        };
    SearchListener releaser =
        new SearchListener() {
          @Override
          public void noticed(String message) {
            notices.add(message);
            if (message.startsWith("every slot")) {
              release.countDown();
            }
          }
        };

    SearchResult result =
        new Search(
                SparkTest.session(1, true),
                settings("a", Map.of("rookery.training.epochTimeout", "200ms")),
                SparkTest::images,
                releaser)
            .run();

    assertThat(result.exitCode()).isEqualTo(ExitCode.STOPPED);
    assertThat(notices)
        .anyMatch(notice -> notice.contains("ignores its cancellation and holds its slot"))
        .anyMatch(notice -> notice.contains("every slot (1) is held"));
    assertThat(failed("a")).extracting(EvaluationRow::errorKind).containsOnly("timeout");
  }

  /** It is given up after the overseer's grace, and reports an epoch after that: 15 s. */
  @Test
  @Tag("slow")
  void aNetworkThatFailedIsNotMeasuredByAReportThatCameLater() throws Exception {
    AtomicReference<Long> deaf = new AtomicReference<>();
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          if (deaf.compareAndSet(null, plan.seed())) {
            awaitOpen(failed);
            return true;
          } else if (deaf.get() == plan.seed()) {
            reported.countDown();
            return true;
          }
          return StagedTrainer.pass(reported.getCount() > 0 ? 400 : 1, cancelled);
        };
    SearchListener listener =
        new SearchListener() {
          @Override
          public void evaluated(TrialOutcome outcome, SearchStatus status) {
            if (failed.getCount() == 0) {
              awaitOpen(reported); // it comes while the search goes on
            } else if (outcome.outcome() == Outcome.FAILED) {
              failed.countDown();
            }
          }
        };
    Map<String, Object> settings =
        Map.of(
            "rookery.training.epochTimeout",
            "1s",
            "rookery.training.epochs",
            2,
            "rookery.rules",
            "[never]",
            "rookery.search.candidates",
            60);

    new Search(SparkTest.session(2, true), settings("a", settings), SparkTest::images, listener)
        .run();

    assertThat(reported.getCount()).isZero();
    String id =
        ledger("a").candidates().rows().stream()
            .filter(row -> row.seed() == deaf.get())
            .map(CandidateRow::candidateId)
            .findFirst()
            .orElseThrow();
    assertThat(ledger("a").evaluations().rows())
        .filteredOn(row -> row.candidateId().equals(id))
        .extracting(EvaluationRow::outcome)
        .containsExactly(Outcome.FAILED);
    assertThat(ledger("a").epochs().rows())
        .as("no part of its curve")
        .noneMatch(row -> row.candidateId().equals(id));
  }

  private static void awaitOpen(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean endless(long seed) {
    return Math.floorMod(seed, 6L) == 0;
  }

  /** Puts a file where a folder was: nobody, not even root, can write below it. */
  private static void obstruct(Path place) {
    try (var files = Files.walk(place)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(FaultsTest::delete);
      Files.writeString(place, "in the way");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StopRequest request() {
    return new StopRequest(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve("a").toUri()));
  }

  private SearchResult search(int cores, String name, Map<String, Object> settings)
      throws InterruptedException {
    return new Search(
            SparkTest.session(cores, true),
            settings(name, settings),
            SparkTest::images,
            SearchListener.NONE)
        .run();
  }

  private Settings settings(String name, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>(settings);
    all.put("rookery.trainer", "staged");
    all.put("rookery.output", '"' + folder.resolve(name).toString() + '"');
    return SparkTest.settings(all);
  }

  private LedgerContents ledger(String name) throws Exception {
    return LedgerReader.read(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  private JsonNode status(String name) throws Exception {
    return LedgerReader.status(
        new Configuration(), new org.apache.hadoop.fs.Path(folder.resolve(name).toUri()));
  }

  private List<EvaluationRow> failed(String name) throws Exception {
    return ledger(name).evaluations().rows().stream()
        .filter(row -> row.outcome() == Outcome.FAILED)
        .toList();
  }

  private List<String> decisions(String name) throws Exception {
    return ledger(name).evaluations().rows().stream()
        .map(
            row ->
                "%s %s %s %s %s"
                    .formatted(
                        row.candidateId(),
                        row.outcome(),
                        row.measuredFitness(),
                        row.predictedFitness(),
                        row.epochsRun()))
        .toList();
  }
}

package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.submit.drill.Logbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The driver dies: in client mode somebody resumes, in cluster mode Spark starts it again. */
@Tag("faults")
class DriverIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir private Path folder;

  /**
   * One search after another is killed at random moments until it is through, until so many kills
   * were made. With one slot each must then have decided what a search that nobody killed decides.
   */
  @Test
  @Timeout(3600)
  void killedAtRandomMoments() throws Exception {
    int kills = Integer.getInteger("rookery.faults.kills", 50);
    Random random = new Random(Integer.getInteger("rookery.faults.seed", 1));
    Scene undisturbed = scene("undisturbed");
    try (Submission submission = undisturbed.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    List<String> expected = Decisions.of(undisturbed.ledger());
    int killed = 0;
    int searches = 0;
    DescriptiveStatistics seconds = new DescriptiveStatistics();
    try (Onlooker reader = new Onlooker()) {
      while (killed < kills) {
        Scene scene = scene("search-" + ++searches);
        reader.watch(scene);
        List<Long> moments = killUntilThrough(scene, random, kills - killed);
        killed += moments.size();
        addRecoveries(seconds, moments, scene.log());
        assertThat(Decisions.of(scene.ledger())).isEqualTo(expected);
        ExecutorsIT.requireWhole(scene, 16);
      }
      assertThat(reader.problems).isEmpty();
      Report.print(
          "driver killed with -9 %d times in %d searches: results lost 0, doubled 0; tables read %d times meanwhile, unreadable 0; from a kill to the next first batch p50 %.1f s, at most %.1f s"
              .formatted(
                  killed,
                  searches,
                  reader.reads.get(),
                  seconds.getPercentile(50),
                  seconds.getMax()));
    }
  }

  /** When it was killed before it was through, in microseconds since 1970. */
  private static List<Long> killUntilThrough(Scene scene, Random random, int most)
      throws Exception {
    List<Long> kills = new ArrayList<>();
    while (true) {
      List<String> before = scene.holdsSearch() ? Decisions.of(scene.ledger()) : List.of();
      try (Submission submission = scene.start()) {
        if (kills.size() == most || endsBefore(submission, random)) {
          assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
          return kills;
        }
        kills.add(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        submission.kill();
      }
      if (scene.holdsSearch()) {
        requireKept(before, Decisions.of(scene.ledger()));
      }
    }
  }

  /** What was decided once is decided, and in that order. */
  private static void requireKept(List<String> before, List<String> now) {
    assertThat(now).hasSizeGreaterThanOrEqualTo(before.size());
    assertThat(now.subList(0, before.size())).isEqualTo(before);
  }

  /** From each kill to the first batch on a new executor, where no other kill came before it. */
  private static void addRecoveries(
      DescriptiveStatistics seconds, List<Long> kills, List<Logbook.Line> log) {
    Map<Long, Long> firstBatches = new HashMap<>();
    for (Logbook.Line line : log) {
      if (line.event() == Logbook.Event.BATCH) {
        firstBatches.merge(line.process(), line.micros(), Math::min);
      }
    }
    for (int i = 0; i < kills.size(); i++) {
      long kill = kills.get(i);
      long next = i + 1 < kills.size() ? kills.get(i + 1) : Long.MAX_VALUE;
      firstBatches.values().stream()
          .filter(batch -> batch > kill && batch < next)
          .min(Long::compare)
          .ifPresent(batch -> seconds.addValue((batch - kill) / 1e6));
    }
  }

  /** Waits for a random moment, now and then before the search begins; whether it ended first. */
  private static boolean endsBefore(Submission submission, Random random) throws Exception {
    if (random.nextInt(6) == 0) {
      return submission.end(Duration.ofMillis(random.nextInt(8_000)));
    }
    submission.awaitText("search ", PATIENCE);
    return submission.end(Duration.ofMillis(random.nextInt(3_000)));
  }

  /** Spark starts a supervised driver again; it must find out by itself that it is to go on. */
  @Test
  @Timeout(300)
  void startedAgainInClusterMode() throws Exception {
    Scene scene = scene("cluster").drill(250).set("rookery.resume", false);
    try (Submission submission = scene.startInCluster("--supervise")) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
      Awaitility.await("results").atMost(PATIENCE).until(() -> results(scene) >= 3);
      List<ProcessHandle> drivers = scene.cluster.drivers();
      assertThat(drivers).hasSize(1);
      List<String> before = Decisions.of(scene.ledger());
      TestCluster.signal("KILL", drivers.get(0));
      Awaitility.await("the end")
          .atMost(PATIENCE)
          .until(() -> scene.status().path("state").asText().equals("done"));
      assertThat(scene.status().path("exitCode").asInt(-1)).isZero();
      requireKept(before, Decisions.of(scene.ledger()));
      ExecutorsIT.requireWhole(scene, 16);
      Report.print(
          "driver in cluster mode killed after %d results: started again by Spark, results lost 0"
              .formatted(before.size()));
    }
    scene.cluster.awaitIdle();
  }

  private static int results(Scene scene) {
    return scene.holdsSearch() ? scene.ledger().evaluations().rows().size() : 0;
  }

  private Scene scene(String name) throws Exception {
    Scene scene = new Scene(Files.createDirectories(folder.resolve(name))).drill(60);
    scene.conf("spark.cores.max", 1).set("rookery.search.inFlight", 1);
    scene.set("rookery.resume", true);
    return scene.set("rookery.search.candidates", 16);
  }
}

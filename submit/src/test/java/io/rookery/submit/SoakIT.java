package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.search.StopRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real search, of real networks, under random faults: for two hours, or what {@code
 * rookery.soak.minutes} says.
 */
@Tag("faults-soak")
class SoakIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int STOPPED = 130;

  private enum Fault {
    EXECUTOR_KILLED,
    EXECUTOR_STOPPED,
    EXECUTOR_DECOMMISSIONED,
    DRIVER_KILLED
  }

  @TempDir private Path folder;
  private final Map<Fault, Integer> injected = new EnumMap<>(Fault.class);
  private final Set<String> known = new HashSet<>();
  private int lost;

  @Test
  @Timeout(14_400)
  void randomFaultsOverARealSearch() throws Exception {
    Random random = new Random(Integer.getInteger("rookery.faults.seed", 1));
    long end =
        System.nanoTime()
            + Duration.ofMinutes(Integer.getInteger("rookery.soak.minutes", 120)).toNanos();
    BooleanSupplier over = () -> System.nanoTime() > end;
    Scene scene = scene();
    while (!over.getAsBoolean()) {
      try (Submission submission = scene.start()) {
        submission.awaitText("search ", PATIENCE);
        while (!over.getAsBoolean() && submission.isAlive()) {
          pause(random, over);
          Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
          inject(fault, scene, submission, random);
          count(scene);
        }
        if (over.getAsBoolean() && submission.isAlive()) {
          stop(scene, submission);
        }
      }
      count(scene);
    }
    scene.cluster.awaitIdle();
    List<EvaluationRow> rows = scene.ledger().evaluations().rows();
    long doubled = rows.size() - rows.stream().map(EvaluationRow::key).distinct().count();
    Report.print(
        "soak: faults injected %s; results %d, lost %d, doubled %d, failed %d; table problems %d"
            .formatted(
                injected,
                rows.size(),
                lost,
                doubled,
                rows.stream().filter(row -> row.errorKind() != null).count(),
                scene.ledger().problems().size()));
    assertThat(rows).isNotEmpty();
    assertThat(injected).isNotEmpty();
    assertThat(lost).isZero();
    assertThat(doubled).isZero();
    assertThat(scene.ledger().problems()).isEmpty();
    assertThat(rows).as("no network is to blame").allMatch(row -> row.errorKind() == null);
  }

  private Scene scene() {
    Scene scene = new Scene(folder).natives().set("rookery.trainer", "djl");
    scene.set("rookery.training.epochs", 5).set("rookery.search.candidates", 100_000);
    scene.set("rookery.resume", true).conf("spark.executor.memory", "1g");
    scene.conf("spark.network.timeout", "15s").conf("spark.network.timeoutInterval", "5s");
    // A network of the soak may lose many executors, and none is its fault.
    return scene.set("rookery.search.attempts", 50).conf("spark.decommission.enabled", true);
  }

  private static void pause(Random random, BooleanSupplier over) {
    long until = System.nanoTime() + Duration.ofMillis(3_000 + random.nextInt(20_000)).toNanos();
    Awaitility.await("the next fault")
        .atMost(Duration.ofMinutes(1))
        .until(() -> System.nanoTime() > until || over.getAsBoolean());
  }

  private void inject(Fault fault, Scene scene, Submission submission, Random random)
      throws InterruptedException {
    if (fault == Fault.DRIVER_KILLED) {
      submission.kill();
      injected.merge(fault, 1, Integer::sum);
      return;
    }
    List<ProcessHandle> executors = scene.cluster.executors();
    if (!executors.isEmpty()) {
      ProcessHandle victim = executors.get(random.nextInt(executors.size()));
      switch (fault) {
        case EXECUTOR_KILLED -> TestCluster.signal("KILL", victim);
        case EXECUTOR_STOPPED -> TestCluster.signal("STOP", victim);
        default -> TestCluster.signal("PWR", victim);
      }
      injected.merge(fault, 1, Integer::sum);
    }
  }

  /** Every result that was ever in the tables must be there for ever. */
  private void count(Scene scene) {
    if (scene.holdsSearch()) {
      Set<String> now = new HashSet<>(Decisions.of(scene.ledger()));
      lost += (int) known.stream().filter(result -> !now.contains(result)).count();
      known.addAll(now);
    }
  }

  private static void stop(Scene scene, Submission submission) throws InterruptedException {
    new StopRequest(new Configuration(), new org.apache.hadoop.fs.Path(scene.output().toUri()))
        .ask();
    assertThat(submission.await(PATIENCE)).as(submission.text()).isIn(STOPPED, 0);
  }
}

package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.EvaluationRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An output on a disk that is really full: a small tmpfs. Skipped where none can be mounted. */
@Tag("faults")
@Timeout(400)
class DiskIT {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final int CANDIDATES = 40;
  private static final int STORAGE = 5;

  @TempDir private Path folder;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectories(folder.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()) == 0,
        "no tmpfs can be mounted: needs root on Linux");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void fullAtTheStart() throws Exception {
    fill();
    Scene scene = scene();
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isEqualTo(STORAGE);
      assertThat(scene.log()).as("nothing was trained").isEmpty();
      assertThat(submission.text()).contains("No space left on device").contains("Make room there");
      Report.print("disk full at the start: exit 5, nothing trained");
    }
  }

  @Test
  void notWritableAtTheStart() throws Exception {
    assertThat(remount("ro")).isTrue();
    Scene scene = scene();
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isEqualTo(STORAGE);
      assertThat(scene.log()).isEmpty();
      assertThat(submission.text()).contains("rookery: ").contains("Read-only file system");
      Report.print("disk not writable at the start: exit 5, nothing trained");
    }
  }

  @Test
  void fullInTheMiddleAndWithRoomAgain() throws Exception {
    int results =
        breaksInTheMiddle(
            this::fill, "No space left on device", () -> Files.delete(disk.resolve("ballast")));
    Report.print(
        "disk full after %d results: exit 5; with room again the search went on, results lost 0"
            .formatted(results));
  }

  @Test
  void notWritableInTheMiddleAndWritableAgain() throws Exception {
    int results =
        breaksInTheMiddle(
            // Refused while a file is being written.
            () -> Awaitility.await("read-only").until(() -> remount("ro")),
            "Read-only file system",
            () -> assertThat(remount("rw")).isTrue());
    Report.print(
        "disk not writable after %d results: exit 5; writable again the search went on, results lost 0"
            .formatted(results));
  }

  private interface Act {
    void run() throws Exception;
  }

  /** Gives the number of results before. */
  private int breaksInTheMiddle(Act breaks, String said, Act mends) throws Exception {
    Scene scene = scene();
    try (Submission submission = scene.start()) {
      submission.awaitText("done", PATIENCE);
      breaks.run();
      assertThat(submission.await(PATIENCE)).as(submission.text()).isEqualTo(STORAGE);
      assertThat(submission.text()).contains(said).contains("resume");
    }
    scene.cluster.awaitIdle();
    List<String> known = Decisions.of(scene.ledger());
    assertThat(scene.ledger().problems()).as("every table is readable").isEmpty();
    assertThat(known).isNotEmpty().hasSizeLessThan(CANDIDATES);
    assertThat(failed(scene)).as("no network is to blame").isZero();
    mends.run();
    try (Submission submission = scene.set("rookery.resume", true).start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    ExecutorsIT.requireWhole(scene, CANDIDATES);
    assertThat(Decisions.of(scene.ledger())).startsWith(known.toArray(String[]::new));
    assertThat(failed(scene)).isZero();
    return known.size();
  }

  private boolean remount(String how) throws Exception {
    return run("mount", "-o", "remount," + how, disk.toString()) == 0;
  }

  private static long failed(Scene scene) {
    return scene.ledger().evaluations().rows().stream()
        .map(EvaluationRow::errorKind)
        .filter(kind -> kind != null)
        .count();
  }

  private Scene scene() {
    Scene scene = new Scene(folder).output(disk.resolve("results")).drill(60);
    return scene.checkpointBytes(4_000).set("rookery.search.candidates", CANDIDATES);
  }

  private void fill() throws IOException {
    byte[] block = new byte[1024];
    try (var out = Files.newOutputStream(disk.resolve("ballast"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}

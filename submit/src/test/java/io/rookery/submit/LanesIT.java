package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.submit.drill.UnreliablePlugin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports that are lost, doubled or late. With one training at a time the decisions must be those
 * of a search in which nothing went wrong.
 */
@Tag("faults")
@Timeout(500)
class LanesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int CANDIDATES = 12;

  @TempDir private Path folder;

  @Test
  void theDecisionsAreTheSameWhateverLaneTheReportsCome() throws Exception {
    List<String> undisturbed = decisions("plain", Map.of());
    assertThat(undisturbed).anyMatch(line -> line.contains("PREDICTED"));
    assertThat(decisions("no-plugin", Map.of("spark.plugins", ""))).isEqualTo(undisturbed);
    assertThat(
            decisions(
                "late-heartbeats",
                Map.of("spark.plugins", "", "spark.executor.heartbeatInterval", "10s")))
        .isEqualTo(undisturbed);
    assertThat(decisions("bad-line", Map.of("spark.plugins", UnreliablePlugin.class.getName())))
        .isEqualTo(undisturbed);
  }

  private List<String> decisions(String name, Map<String, String> conf) throws Exception {
    Scene scene = new Scene(Files.createDirectories(folder.resolve(name))).drill(60);
    scene.conf("spark.cores.max", 1).set("rookery.search.inFlight", 1);
    scene.set("rookery.search.candidates", CANDIDATES);
    conf.forEach(scene::conf);
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    scene.cluster.awaitIdle();
    ExecutorsIT.requireWhole(scene, CANDIDATES);
    Report.print(
        "%s: %d reports counted, none twice"
            .formatted(name, scene.ledger().epochs().rows().size()));
    return Decisions.of(scene.ledger());
  }
}

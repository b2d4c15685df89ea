package io.rookery.spark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PruningTest {

  private static final int CANDIDATES = 200;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    SparkSession.active().stop();
    StagedTrainer.stage = (plan, device, cancelled) -> true;
  }

  @Test
  void theDiskHoldsTheCheckpointsOfFewNetworksAndInTheEndOfTheBest() throws Exception {
    StagedTrainer.stage = (plan, device, cancelled) -> StagedTrainer.pass(1, cancelled);
    AtomicLong most = new AtomicLong();
    SearchListener counter =
        new SearchListener() {
          @Override
          public void evaluated(TrialOutcome outcome, SearchStatus status) {
            most.accumulateAndGet(checkpoints(), Math::max);
          }
        };
    Map<String, Object> settings =
        Map.of(
            "rookery.trainer",
            "staged",
            "rookery.output",
            '"' + folder.resolve("a").toString() + '"',
            "rookery.search.candidates",
            CANDIDATES,
            "rookery.search.keepCheckpoints",
            3);
    SearchResult result =
        new Search(
                SparkTest.session(2, true),
                SparkTest.settings(settings),
                SparkTest::images,
                counter)
            .run();
    assertThat(result.status().done()).isEqualTo(CANDIDATES);
    assertThat(most.get()).isGreaterThan(3).isLessThan(CANDIDATES / 2);
    assertThat(checkpoints()).isEqualTo(3);
  }

  private long checkpoints() {
    Path place = folder.resolve("a").resolve("checkpoints");
    if (!Files.isDirectory(place)) {
      return 0;
    }
    try (Stream<Path> folders = Files.list(place)) {
      return folders.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

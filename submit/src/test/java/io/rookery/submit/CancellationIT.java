package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.submit.drill.Logbook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a decision that ends a training to the first mini-batch of the next one in its slot; a
 * mini-batch of the drill takes a millisecond.
 */
@Tag("faults")
@Timeout(600)
class CancellationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(400);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"local[2]", "cluster"})
  void timeToTheNextFirstBatch(String where) throws Exception {
    Scene scene = new Scene(folder).drill(100).set("rookery.search.candidates", 120);
    if (!where.equals("cluster")) {
      scene.master(where);
    }
    try (Submission submission = scene.start()) {
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    Map<String, Long> seeds =
        scene.ledger().candidates().rows().stream()
            .collect(Collectors.toMap(CandidateRow::candidateId, CandidateRow::seed));
    List<Logbook.Line> log = scene.log();
    DescriptiveStatistics millis = new DescriptiveStatistics();
    for (EvaluationRow row : scene.ledger().evaluations().rows()) {
      if (row.outcome() == Outcome.PREDICTED) {
        add(millis, log, seeds.get(row.candidateId()), micros(row.toldAt()));
      }
    }
    assertThat(millis.getN()).isGreaterThan(30);
    Report.print(
        "%s: from a decision to the next first batch in that slot: p50 %.0f ms, p95 %.0f ms, of %d"
            .formatted(where, millis.getPercentile(50), millis.getPercentile(95), millis.getN()));
    assertThat(millis.getPercentile(50)).isLessThan(5_000);
  }

  /** The first batch that follows the close of that session in its process, paired by order. */
  private static void add(
      DescriptiveStatistics millis, List<Logbook.Line> log, long seed, long decided) {
    List<Logbook.Line> closes = new ArrayList<>();
    for (Logbook.Line line : log) {
      if (line.seed() == seed
          && line.event() == Logbook.Event.CLOSE
          && line.micros() > decided
          && closes.isEmpty()) {
        closes.add(line);
      } else if (!closes.isEmpty()
          && line.event() == Logbook.Event.BATCH
          && line.process() == closes.get(0).process()) {
        millis.addValue((line.micros() - decided) / 1e3);
        return;
      }
    }
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }
}

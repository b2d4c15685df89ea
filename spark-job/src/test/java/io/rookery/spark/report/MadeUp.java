package io.rookery.spark.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.nas.Candidate;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.Shape;
import io.rookery.predictor.Metric;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.train.ArchitectureJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Searches of any size with networks of a real space and curves a − b·exp(−c·epoch): of ten trials
 * two are trained to the end, one fails, one is stopped and measured later, six are ended early.
 */
final class MadeUp {

  static final String ID = "20260102-030405-abcd";
  static final int EPOCHS = 25;
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  /** What an attacker, or an unlucky file name, might put into any text. */
  static final String MARKUP =
      "</script><script>document.body.dataset.broken='yes'</script>"
          + "<img src=x onerror=\"document.body.dataset.broken='yes'\"> & \"quoted\" 'too' \u2028";

  private final List<CandidateRow> candidates = new ArrayList<>();
  private final List<EpochRow> epochs = new ArrayList<>();
  private final List<PredictionRow> predictions = new ArrayList<>();
  private final List<EvaluationRow> evaluations = new ArrayList<>();
  private final Random random = new Random(1);
  private final String text;

  private MadeUp(String text) {
    this.text = text;
  }

  /** A search that has ended. */
  static Snapshot search(int trials) {
    return made(trials, "", ended());
  }

  /** A search that still runs. */
  static Snapshot running(int trials) {
    return made(trials, "", null);
  }

  /** Like {@link #search}, with this text in genomes, errors, reasons and host names. */
  static Snapshot with(String text, int trials) {
    return made(trials, text, ended());
  }

  private static Snapshot made(int trials, String text, @Nullable ObjectNode status) {
    MadeUp made = new MadeUp(text);
    Settings settings = new Layers().settings();
    SearchStrategy strategy =
        new Layers()
            .option("rookery.strategy.name", "random", "test")
            .settings()
            .strategy(settings.space(new Problem(new Shape(1, 28, 28), 10)), Metric.ACCURACY);
    List<Candidate> networks = trials == 0 ? List.of() : strategy.ask(Math.min(trials, 300));
    for (int i = 0; i < trials; i++) {
      made.trial(i, networks.get(i % networks.size()));
    }
    return made.snapshot(settings, status);
  }

  static ObjectNode ended() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("state", "done")
        .put("stopReason", "every candidate is evaluated");
  }

  private Snapshot snapshot(Settings settings, @Nullable ObjectNode status) {
    ObjectNode search = JsonNodeFactory.instance.objectNode();
    search.put("searchId", ID).put("format", 1).put("startedAt", START.toString()).put("seed", 1);
    search.putObject("data").put("name", "made up " + text);
    search.putObject("machine").put("slots", 2).put("slotsReason", "2 slots" + text);
    ObjectNode rookery = search.putObject("configuration").putObject("rookery");
    rookery.putObject("search").put("candidates", candidates.size());
    rookery.putObject("training").put("epochs", settings.training().epochs());
    return new Snapshot(
        ID,
        search,
        status,
        candidates,
        epochs,
        predictions,
        evaluations,
        text.isEmpty() ? List.of() : List.of(text),
        START.plusSeconds(90_000));
  }

  private void trial(int i, Candidate candidate) {
    String id = "c%04d".formatted(i);
    candidates.add(
        new CandidateRow(
            ID,
            id,
            i,
            i < 2 ? List.of() : List.of("c%04d".formatted(i - 2)),
            "random",
            "nsga-net-macro",
            candidate.genome() + text,
            ArchitectureJson.write(candidate.architecture()),
            candidate.architecture().parameters(),
            candidate.architecture().multiplyAdds(),
            i,
            START.plusSeconds(5L * i)));
    double top = 60 + 35 * random.nextDouble();
    int kind = i % 10;
    int stop = kind < 2 ? EPOCHS : 6 + random.nextInt(10);
    for (int epoch = 1; epoch <= (kind == 3 ? EPOCHS : stop); epoch++) {
      epoch(id, i, epoch, top - 50 * Math.exp(-0.4 * epoch) + random.nextGaussian());
    }
    end(id, i, kind, stop, top);
  }

  private void epoch(String id, int i, int epoch, double fitness) {
    epochs.add(
        new EpochRow(
            ID,
            id,
            0,
            epoch,
            fitness,
            1.0 / epoch,
            fitness,
            1.0,
            0.1,
            2.5,
            (i % 2) + text,
            "gpu:" + (i % 2),
            START.plusMillis(5_000L * i + 2_500L * epoch)));
    if (epoch >= 3) {
      predictions.add(
          new PredictionRow(
              ID,
              id,
              0,
              epoch,
              "penguin",
              "exp3",
              List.of(80.0, 10.0, 0.1),
              fitness + 1,
              2,
              fitness - 2,
              fitness + 4,
              EPOCHS,
              100,
              "continue"));
    }
  }

  private void end(String id, int i, int kind, int stop, double top) {
    Instant told = START.plusMillis(5_000L * i + 2_500L * stop + 10);
    if (kind == 2) {
      add(
          id,
          Outcome.FAILED,
          null,
          null,
          stop,
          null,
          null,
          "out-of-memory",
          "no room " + text,
          told);
    } else if (kind < 2) {
      add(id, Outcome.MEASURED, top, null, EPOCHS, null, null, null, null, told);
    } else {
      String why = "the last 3 predictions differ by 0.4" + text;
      add(
          id,
          Outcome.PREDICTED,
          null,
          top + 1,
          stop,
          "prediction-converged",
          why,
          null,
          null,
          told);
      if (kind == 3) {
        add(id, Outcome.MEASURED, top, null, EPOCHS, null, null, null, null, told.plusSeconds(60));
      }
    }
  }

  private void add(
      String id,
      Outcome outcome,
      @Nullable Double measured,
      @Nullable Double predicted,
      double run,
      @Nullable String rule,
      @Nullable String reason,
      @Nullable String kind,
      @Nullable String error,
      Instant told) {
    evaluations.add(
        new EvaluationRow(
            ID,
            id,
            evaluations.size(),
            outcome,
            measured,
            predicted,
            run,
            EPOCHS,
            rule,
            reason,
            run * 2.5,
            1,
            kind,
            error,
            told));
  }
}

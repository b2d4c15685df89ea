package io.rookery.spark.search;

import io.rookery.nas.Evaluation;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Reason;
import io.rookery.predictor.Verdict;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Ledger;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.ledger.PredictionRow;
import io.rookery.spark.metrics.EpochReport;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.trial.ErrorKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens: rows of the ledger, the counts of the search, and what its listener is
 * told.
 */
final class Chronicle {

  private final String searchId;
  private final Settings settings;
  private final Ledger ledger;
  private final SearchListener listener;
  private final Tally tally;
  private final StatusFile status;
  private Instant last = Instant.EPOCH;
  private long told;

  Chronicle(
      Opened opened, Settings settings, Tally tally, StatusFile status, SearchListener listener) {
    this.searchId = opened.searchId();
    this.settings = settings;
    this.ledger = opened.ledger();
    this.tally = tally;
    this.status = status;
    this.listener = listener;
  }

  void asked(TrialState trial) {
    tally.asked();
    boolean valid = trial.candidate.architecture() != null;
    CandidateRow row =
        new CandidateRow(
            searchId,
            trial.id(),
            trial.candidate.sequence(),
            trial.candidate.parents(),
            settings.strategyName(),
            settings.spaceName(),
            trial.candidate.genome(),
            valid ? ArchitectureJson.write(trial.architecture()) : null,
            valid ? trial.architecture().parameters() : null,
            valid ? trial.architecture().multiplyAdds() : null,
            trial.seed,
            now());
    record(row, () -> ledger.add(row));
  }

  void submitted(TrialState trial) {
    tally.running(1);
    tally.budget(trial.id(), trial.ownEpochs());
    listener.progressed(tally.status());
  }

  void ended() {
    tally.running(-1);
  }

  void reported(EpochReport report) {
    EpochMetrics metrics = report.metrics();
    tally.trained(report.candidateId(), settings.training().validateEvery());
    EpochRow row =
        new EpochRow(
            searchId,
            report.candidateId(),
            report.attempt(),
            metrics.epoch(),
            metrics.fitness(),
            metrics.trainLoss(),
            metrics.trainAccuracy(),
            metrics.validLoss(),
            metrics.learningRate(),
            metrics.seconds(),
            report.executor(),
            report.device(),
            Instant.ofEpochMilli(report.reportedAt()));
    record(row, () -> ledger.add(row));
    listener.progressed(tally.status());
  }

  /**
   * A report of a network that is already ended: its epoch was trained, but is no part of its
   * curve.
   */
  void late() {
    tally.trained(settings.training().validateEvery());
  }

  /**
   * A late report is counted a second time when its network is resumed: take the first count back.
   */
  void resumed(int lateReports) {
    tally.trained(-lateReports * settings.training().validateEvery());
  }

  /**
   * An outcome that the ledger has already; {@code trained} is false of one that needed no
   * training.
   */
  void restored(TrialState trial, History.Told told, boolean trained) {
    last = told.at().isAfter(last) ? told.at() : last;
    this.told++;
    told.evaluation()
        .<@Nullable Void>match(
            measured -> tally.restored(trial.id(), told.outcome(), measured.fitness()),
            predicted -> tally.restored(trial.id(), told.outcome(), predicted.fitness()),
            failed -> tally.restored(trial.id(), told.outcome(), null));
    if (trained) {
      tally.budget(trial.id(), trial.ownEpochs());
    }
  }

  /** An epoch that the ledger has already. */
  void restored(EpochReport report) {
    tally.restored(report.candidateId(), settings.training().validateEvery());
  }

  /** Those that are to be measured; kept where a resumed search finds it. */
  void finalists(List<String> ids) {
    tally.finalists(ids);
    save(() -> status.finalists(ids));
  }

  /** Something a person should know. */
  void noticed(String message) {
    status.notice(message);
    listener.noticed(message);
  }

  /** The end of the search: _STATUS.json says how it ended. */
  void ended(SearchResult result) {
    save(() -> status.ended(result));
    listener.ended(result);
  }

  /** The search ends without a result, and can be resumed; this says why. */
  void broke(Throwable because) {
    ExitCode code = ExitCode.UNEXPECTED;
    if (because instanceof Refusal refusal) {
      code = refusal.exitCode();
    } else if (because instanceof InterruptedException) {
      code = ExitCode.STOPPED;
    }
    try {
      status.broke(
          code,
          because instanceof Exception
              ? String.valueOf(because.getMessage())
              : because.toString()); // the message of an Error is often no more than a name
    } catch (LedgerException e) {
      because.addSuppressed(e); // the place that cannot be written is most often the reason
    }
  }

  SearchStatus counts() {
    return tally.status();
  }

  void predicted(EpochReport report, Verdict verdict) {
    verdict
        .prediction()
        .map(prediction -> row(report, verdict, prediction))
        .ifPresent(row -> record(row, () -> ledger.add(row)));
  }

  private PredictionRow row(EpochReport report, Verdict verdict, Prediction prediction) {
    return new PredictionRow(
        searchId,
        report.candidateId(),
        report.attempt(),
        report.metrics().epoch(),
        verdict.predictor(),
        prediction.model(),
        prediction.coefficients(),
        prediction.mean(),
        prediction.standardDeviation(),
        prediction.lower(),
        prediction.upper(),
        prediction.horizon(),
        Math.round(verdict.micros()),
        verdict.decision().getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  void evaluated(
      TrialState trial, Evaluation evaluation, Outcome outcome, Optional<Reason> reason) {
    evaluated(
        trial,
        evaluation,
        outcome,
        reason.map(Reason::rule).orElse(null),
        reason.map(Reason::text).orElse(null));
  }

  void duplicated(TrialState trial, Evaluation evaluation, Outcome outcome, String original) {
    evaluated(trial, evaluation, outcome, "duplicate", "the same network as " + original);
  }

  private void evaluated(
      TrialState trial,
      Evaluation evaluation,
      Outcome outcome,
      @Nullable String rule,
      @Nullable String reason) {
    evaluation.<@Nullable Void>match(
        measured -> write(trial, outcome, measured.fitness(), rule, reason, null),
        predicted -> write(trial, outcome, predicted.fitness(), rule, reason, null),
        failed -> {
          throw new IllegalStateException("a failure has a kind: " + failed);
        });
  }

  void failed(TrialState trial, ErrorKind kind, String message) {
    write(trial, Outcome.FAILED, null, null, message, kind);
  }

  private @Nullable Void write(
      TrialState trial,
      Outcome outcome,
      @Nullable Double fitness,
      @Nullable String rule,
      @Nullable String reason,
      @Nullable ErrorKind kind) {
    tally.evaluated(trial.id(), outcome, fitness);
    EvaluationRow row = numbered(trial, outcome, fitness, rule, reason, kind);
    record(row, () -> ledger.add(row));
    if (outcome == Outcome.PAUSED) {
      listener.progressed(tally.status()); // nothing has become of it yet
      return null;
    }
    listener.evaluated(
        new TrialOutcome(
            trial.id(),
            outcome,
            fitness,
            trial.epoch(),
            trial.horizon,
            rule,
            reason == null ? "" : reason),
        tally.status());
    return null;
  }

  /** The next row, later than all before. */
  private EvaluationRow numbered(
      TrialState trial,
      Outcome outcome,
      @Nullable Double fitness,
      @Nullable String rule,
      @Nullable String reason,
      @Nullable ErrorKind kind) {
    return new EvaluationRow(
        searchId,
        trial.id(),
        told++,
        outcome,
        outcome == Outcome.MEASURED ? fitness : null,
        outcome.isPrediction() ? fitness : null,
        trial.epoch(),
        trial.horizon,
        rule,
        kind == null ? reason : null,
        trial.seconds(),
        trial.attempts(),
        kind == null ? null : kind.toString(),
        kind == null ? null : reason,
        now());
  }

  /**
   * Later than any time before, so that the order of asks and tells can be read from the tables.
   */
  private Instant now() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    last = now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
    return last;
  }

  private void record(LedgerRow row, Writing writing) {
    save(writing);
    listener.recorded(row);
  }

  private static void save(Writing writing) {
    try {
      writing.run();
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  private interface Writing {
    void run() throws LedgerException;
  }
}

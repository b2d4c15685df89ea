package io.rookery.submit;

import io.rookery.spark.ledger.Outcome;
import io.rookery.spark.search.SearchEnd;
import io.rookery.spark.search.SearchListener;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchStatus;
import io.rookery.spark.search.TrialOutcome;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import picocli.CommandLine;

/**
 * Progress for a person: one refreshed line on a terminal; otherwise one line a candidate, and one
 * a minute where none ends; always on standard error, so that standard output stays for results.
 */
final class Terminal implements SearchListener {

  private static final long REFRESH_MILLIS = 200;
  private static final long SILENCE_MILLIS = 60_000;

  private final PrintWriter err;
  private final boolean refreshes;
  private final LongSupplier millis;
  private long lastPrint;

  Terminal(PrintWriter err, boolean refreshes, LongSupplier millis) {
    this.err = err;
    this.refreshes = refreshes;
    this.millis = millis;
    lastPrint = millis.getAsLong();
  }

  static Terminal of(CommandLine command, boolean json) {
    return new Terminal(command.getErr(), Screen.refreshes() && !json, System::currentTimeMillis);
  }

  @Override
  public void started(String searchId, String output, String slots) {
    line("search %s, %s, results in %s".formatted(searchId, slots, output));
  }

  @Override
  public void evaluated(TrialOutcome outcome, SearchStatus status) {
    if (!refreshes) {
      line("%s %s".formatted(counts(status), describe(outcome)));
    }
  }

  @Override
  public void progressed(SearchStatus status) {
    long silent = millis.getAsLong() - lastPrint;
    if (refreshes && silent >= REFRESH_MILLIS) {
      print(Screen.CLEAR_LINE + progress(status));
    } else if (!refreshes && silent >= SILENCE_MILLIS) {
      line(progress(status));
    }
  }

  @Override
  public void noticed(String message) {
    line((refreshes ? Screen.CLEAR_LINE : "") + message);
  }

  /** The end: why, the best measured network, what was saved, where it is, what to do next. */
  void summary(SearchResult result) {
    SearchStatus status = result.status();
    if (refreshes) {
      err.print(Screen.CLEAR_LINE);
    }
    line("");
    line("ended: %s, after %s".formatted(result.end().sentence(), time(status.elapsed())));
    SearchResult.Winner best = result.best();
    if (best == null) {
      line("no winner is named: best measured " + bestMeasured(status));
    } else {
      line(
          "best measured: %s, validation %.2f %%, test %.2f %%, %,d parameters, %,d multiply-adds"
              .formatted(
                  best.candidateId(),
                  best.fitness(),
                  best.testFitness(),
                  best.parameters(),
                  best.multiplyAdds()));
      line("        genome " + best.genome());
    }
    line(
        "candidates: %d measured, %d predicted, %d failed"
            .formatted(status.measured(), status.predicted(), status.failed()));
    line(epochs(status, result.epochsSaved()));
    line("results: " + result.output() + (best == null ? "" : ", its weights in winner/"));
    String next = result.end() == SearchEnd.STOPPED ? "run --resume " : "report ";
    line("next: submit/bin/rookery " + next + result.output());
  }

  static String epochs(SearchStatus status, double saved) {
    double again = -saved;
    return again > 0
        ? "epochs: %.1f trained for %.0f, %.1f of them again after an interruption"
            .formatted(status.epochsRun(), status.epochsBudget(), again)
        : "epochs: %.0f of %.0f trained, %.0f %% saved"
            .formatted(
                status.epochsRun(),
                status.epochsBudget(),
                100 * saved / Math.max(1, status.epochsBudget()));
  }

  static String progress(SearchStatus status) {
    return "%s, %d running, %d cancelled, best measured %s, %.0f epochs saved, %s left"
        .formatted(
            counts(status),
            status.running(),
            status.predicted(),
            bestMeasured(status),
            status.epochsSpared(),
            status.remaining() == null ? "?" : time(status.remaining()));
  }

  private static String bestMeasured(SearchStatus status) {
    return status.bestMeasured() == null
        ? "none yet"
        : "%.2f %% (%s)".formatted(status.bestMeasured(), status.bestId());
  }

  private static String counts(SearchStatus status) {
    int width = Integer.toString(status.planned()).length();
    return ("%" + width + "d/%d done").formatted(status.done(), status.planned());
  }

  private static String describe(TrialOutcome outcome) {
    String result =
        outcome.outcome() == Outcome.FAILED
            ? "failed"
            : "%-9s %6.2f %%"
                .formatted(
                    outcome.outcome().name().toLowerCase(Locale.ROOT),
                    outcome.fitness() == null ? Double.NaN : outcome.fitness());
    return "%s %s at epoch %s of %s%s"
        .formatted(
            outcome.candidateId(),
            result,
            number(outcome.epochs()),
            number(outcome.horizon()),
            outcome.reason().isEmpty()
                ? ""
                : ": " + (outcome.rule() == null ? "" : outcome.rule() + ", ") + outcome.reason());
  }

  private static String number(double epochs) {
    return epochs == Math.rint(epochs) ? Long.toString((long) epochs) : Double.toString(epochs);
  }

  private static String time(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    return seconds < 90 ? seconds + " s" : "%d min %02d s".formatted(seconds / 60, seconds % 60);
  }

  private void line(String text) {
    print(text + System.lineSeparator());
  }

  private void print(String text) {
    lastPrint = millis.getAsLong();
    err.print(text);
    err.flush();
  }
}

package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.ExitCode;
import io.rookery.spark.cluster.Slots;
import io.rookery.spark.search.SearchEnd;
import io.rookery.spark.search.SearchResult;
import io.rookery.spark.search.SearchStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void theRefreshedLineTellsAllThatChanges() {
    assertThat(Terminal.progress(status(82.4, Duration.ofSeconds(125))))
        .isEqualTo(
            " 7/20 done, 2 running, 4 cancelled, best measured 82.40 % (c0002), 31 epochs saved, 2 min 05 s left");
  }

  @Test
  void whatIsNotKnownYetIsSaid() {
    assertThat(Terminal.progress(status(null, null)))
        .contains("best measured none yet")
        .endsWith("? left");
  }

  @Test
  void epochsThatWereTrainedTwiceAreNoSaving() {
    assertThat(Terminal.epochs(trained(8.5, 8), -0.5))
        .isEqualTo("epochs: 8.5 trained for 8, 0.5 of them again after an interruption");
    assertThat(Terminal.epochs(trained(6, 8), 2)).isEqualTo("epochs: 6 of 8 trained, 25 % saved");
  }

  private static SearchStatus trained(double epochs, double budget) {
    return new SearchStatus(
        1, 1, 0, 1, 0, 0, 80.2, "c0000", epochs, budget, 0, Duration.ofSeconds(1), null);
  }

  @Test
  void whereNothingIsRefreshedAMinuteOfSilenceEndsWithALine() {
    StringWriter written = new StringWriter();
    AtomicLong millis = new AtomicLong();
    Terminal terminal = new Terminal(new PrintWriter(written), false, millis::get);
    millis.set(59_999);
    terminal.progressed(status(null, null));
    assertThat(written.toString()).isEmpty();
    millis.set(60_000);
    terminal.progressed(status(null, null));
    millis.set(119_999);
    terminal.progressed(status(null, null));
    assertThat(written.toString().lines()).containsExactly(Terminal.progress(status(null, null)));
  }

  @Test
  void oneLineIsRefreshedOnATerminal() {
    StringWriter written = new StringWriter();
    AtomicLong millis = new AtomicLong();
    Terminal terminal = new Terminal(new PrintWriter(written), true, millis::get);
    millis.set(200);
    terminal.progressed(status(null, null));
    assertThat(written.toString()).startsWith("\r").doesNotContain(System.lineSeparator());
  }

  @Test
  void aSearchThatWasStoppedTellsWhatItMeasuredAndHowToGoOn() {
    StringWriter written = new StringWriter();
    new Terminal(new PrintWriter(written), false, () -> 0)
        .summary(
            new SearchResult(
                "s",
                "file:/results",
                SearchEnd.STOPPED,
                status(84.1, null),
                new Slots(2, 2, true, "2 slots"),
                null,
                ExitCode.STOPPED));
    assertThat(written.toString())
        .contains(
            "no winner is named: best measured 84.10 % (c0002)",
            "29 % saved", "next: submit/bin/rookery run --resume file:/results")
        .doesNotContain("winner/");
  }

  private static SearchStatus status(@Nullable Double best, @Nullable Duration remaining) {
    return new SearchStatus(
        20,
        9,
        2,
        2,
        4,
        1,
        best,
        best == null ? null : "c0002",
        55.5,
        108,
        31,
        Duration.ofSeconds(60),
        remaining);
  }
}

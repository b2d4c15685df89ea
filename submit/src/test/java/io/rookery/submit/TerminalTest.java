package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.search.SearchStatus;
import java.time.Duration;
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

package io.rookery.spark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no rename in one step, and a stream that is closed publishes what it holds. */
class ObjectStoreTest {

  @TempDir private java.nio.file.Path temporary;

  private final Configuration conf = ObjectStore.configuration();

  private Path folder() {
    return new Path("s3a://" + temporary);
  }

  @Test
  void aWriteThatFailsLeavesTheWholeFileOfBefore() throws IOException {
    Ledger ledger = Ledger.create(conf, folder(), Rows.SEARCH, Map.of());
    ledger.add(Rows.candidate(0));
    ledger.flush();
    ledger.add(Rows.candidate(1));
    ObjectStore.fill();
    assertThatThrownBy(ledger::flush).hasStackTraceContaining("No space left");
    LedgerContents contents = LedgerReader.read(conf, folder());
    assertThat(contents.problems()).isEmpty();
    assertThat(contents.candidates().rows()).isEqualTo(List.of(Rows.candidate(0)));
  }

  @Test
  void aFileThatIsReplacedWhileItIsReadIsReadAgain() throws IOException {
    try (Ledger ledger = Ledger.create(conf, folder(), Rows.SEARCH, Map.of())) {
      ledger.add(Rows.candidate(0));
    }
    ObjectStore.replaceWhileRead(3);
    assertThat(LedgerReader.read(conf, folder()).candidates().rows()).hasSize(1);
    ObjectStore.replaceWhileRead(Integer.MAX_VALUE);
    assertThatThrownBy(() -> LedgerReader.read(conf, folder()))
        .isInstanceOf(LedgerException.class)
        .hasStackTraceContaining("RemoteFileChangedException");
  }
}

package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.ledger.CandidateRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

  private static final int TRIALS = 1_100;

  @TempDir private Path folder;

  @Test
  void ofManyTrialsHasTheArchitecturesThatAPageDrawsAndNoOthers() throws Exception {
    Snapshot whole = MadeUp.search(TRIALS);
    assertThat(architectures(whole)).as("of all").isEqualTo(TRIALS);
    Path written = Folders.write(folder.resolve("a"), whole);
    Snapshot read =
        Snapshot.read(new Configuration(), new org.apache.hadoop.fs.Path(written.toUri()));
    assertThat(read.candidates()).hasSize(TRIALS);
    assertThat(architectures(read)).isEqualTo(Sample.MOST);
    assertThat(page(read)).as("the page").isEqualTo(page(whole));
  }

  private static long architectures(Snapshot snapshot) {
    return snapshot.candidates().stream()
        .map(CandidateRow::architecture)
        .filter(Objects::nonNull)
        .count();
  }

  /** Its data, but for the moment at which it was made. */
  private static ObjectNode page(Snapshot snapshot) {
    ObjectNode data = Report.data(List.of(snapshot));
    ((ObjectNode) data.at("/searches/0")).remove("at");
    return data;
  }
}

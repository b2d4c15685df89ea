package io.rookery.nas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * NAS-Bench-201's table, where it lies beside the repository; tests that want it are skipped else.
 */
public final class Nb201Table {

  private Nb201Table() {}

  /** The table; aborts the test, visibly, where there is none. */
  public static TabularBenchmark open() {
    Path file =
        Path.of(System.getProperty("rookery.shared", ""), "tabular/nasbench201_all_15625.csv.gz");
    assumeTrue(Files.isRegularFile(file), () -> "no table at " + file);
    try {
      TabularBenchmark table = TabularBenchmark.read(file);
      assertThat(table.architectures()).hasSize(15_625);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.rookery.spark.ledger;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * What a search of many candidates costs its driver in the ledger: time, disk, files, memory.
 * Arguments: candidates, epochs of each.
 */
final class LedgerBench {

  private LedgerBench() {}

  public static void main(String[] args) throws IOException {
    int candidates = args.length > 0 ? Integer.parseInt(args[0]) : 5_000;
    int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    java.nio.file.Path temporary = Files.createTempDirectory("rookery-ledger-bench");
    Path folder = new Path(temporary.toUri());
    Configuration conf = new Configuration();
    double before = usedMemory();
    long start = System.nanoTime();
    long slowest = 0;
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      for (int c = 0; c < candidates; c++) {
        ledger.add(Rows.candidate(c));
        for (int e = 1; e <= epochs; e++) {
          ledger.add(Rows.epoch(c, e));
          ledger.add(Rows.prediction(c, e));
        }
        long flush = System.nanoTime();
        ledger.add(Rows.measured(c));
        slowest = Math.max(slowest, System.nanoTime() - flush);
        if ((c + 1) % (candidates / 10) == 0) {
          print(
              "%d candidates: %.1f s (%.1f s computing), %.1f MB used",
              c + 1, seconds(start), cpuSeconds(), usedMemory() - before);
        }
      }
    }
    print(
        "written in %.1f s, of these %.1f s computing; slowest flush %.0f ms",
        seconds(start), cpuSeconds(), slowest / 1e6);
    try (Stream<java.nio.file.Path> files = Files.walk(temporary)) {
      long[] sizes =
          files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).toArray();
      print("%d files, %.1f MB", sizes.length, LongStream.of(sizes).sum() / 1e6);
    }
    start = System.nanoTime();
    LedgerContents contents = LedgerReader.read(conf, folder);
    print("%d epochs read in %.1f s", contents.epochs().rows().size(), seconds(start));
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  private static double usedMemory() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

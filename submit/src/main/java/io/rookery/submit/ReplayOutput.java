package io.rookery.submit;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.ComparisonChart;
import io.rookery.predictor.replay.CurvesPicture;
import io.rookery.predictor.replay.NetworkRow;
import io.rookery.predictor.replay.ReplayResult;
import io.rookery.spark.curves.NetworksParquet;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** The files of a replay, where somebody wants them; they take the place of older ones. */
final class ReplayOutput {

  private final @Nullable Path folder;
  private final Metric metric;
  private final Configuration conf;
  private final List<ReplayResult> results = new ArrayList<>();

  ReplayOutput(@Nullable Path folder, Metric metric, Configuration conf) {
    this.folder = folder;
    this.metric = metric;
    this.conf = conf;
  }

  /** Makes the folder, so that a wrong one is known before the work. */
  void prepare() throws Failure {
    if (folder != null) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new Failure(folder, e);
      }
    }
  }

  List<ReplayResult> results() {
    return results;
  }

  /**
   * Takes a result, and writes its tables.
   *
   * @param only whether there is no other, so that they lie in the folder itself
   */
  void networks(ReplayResult result, boolean only) throws Failure {
    results.add(result);
    if (folder == null) {
      return;
    }
    Path own = only ? folder : folder.resolve(name(result));
    List<NetworkRow> rows =
        result.outcomes().stream().map(outcome -> NetworkRow.of(outcome, metric)).toList();
    try {
      Files.createDirectories(own);
      try (Writer csv = Files.newBufferedWriter(own.resolve("networks.csv"))) {
        NetworkRow.writeCsv(rows, csv);
      }
      Path parquet = own.resolve("networks.parquet");
      NetworksParquet.write(conf, new org.apache.hadoop.fs.Path(parquet.toUri()), rows);
      Files.deleteIfExists(own.resolve(".networks.parquet.crc")); // Hadoop's, beside its files
    } catch (IOException e) {
      throw new Failure(own, e);
    }
  }

  /** Draws the curves of a few networks of each set. */
  void curves(List<CurvesPicture.Row> rows) throws Failure {
    if (folder != null) {
      write(folder.resolve("curves.svg"), CurvesPicture.svg(rows, metric));
    }
  }

  /** Draws all results beside each other; here where no folder was given. */
  void comparison() throws Failure {
    Path here = folder == null ? Path.of("") : folder;
    write(here.resolve("comparison.svg"), ComparisonChart.svg(results));
  }

  private static void write(Path file, String text) throws Failure {
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failure(file, e);
    }
  }

  private static String name(ReplayResult result) {
    String name = "%s-%s-%d".formatted(result.set(), result.subject(), result.slots());
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]+", "-");
  }

  /** A file that could not be written. */
  static final class Failure extends IOException {

    private static final long serialVersionUID = 1;

    Failure(Path file, IOException cause) {
      super("--output: cannot write %s: %s".formatted(file, cause), cause);
    }
  }
}

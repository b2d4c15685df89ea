package io.rookery.submit;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.spark.Refusal;
import io.rookery.spark.curves.CurveFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The recorded curves that an option {@code --curves} names. */
final class Curves {

  private Curves() {}

  /**
   * Reads them all.
   *
   * @throws Refusal if one cannot be read
   */
  static List<CurveSet> read(List<String> locations, Metric metric) {
    Configuration conf = new Configuration();
    List<CurveSet> sets = new ArrayList<>();
    for (String location : locations) {
      try {
        sets.add(CurveFiles.read(conf, location, metric));
      } catch (IOException e) {
        throw Refusal.preflight("--curves " + e.getMessage());
      }
    }
    return sets;
  }
}

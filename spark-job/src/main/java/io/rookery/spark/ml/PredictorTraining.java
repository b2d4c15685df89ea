package io.rookery.spark.ml;

import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.predictor.replay.RecordedCurve;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Trains {@code sequential-regression}: for each part of the horizon a regressor from what was
 * known of a network then to how much its fitness still changed. Learns from networks that were
 * trained to the end; a fifth of them is held back once, to measure the errors the intervals state.
 */
public final class PredictorTraining {

  private static final StructType ROWS =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  private static final int FEWEST = 10;
  private static final int HELD_BACK = 5;

  private final SparkSession spark;
  private final Regression how;
  private final Metric metric;
  private final List<Network> networks = new ArrayList<>();
  private final List<String> sets = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private double[] means = {};

  private record Network(LearningCurve curve, double horizon, Map<String, Double> scalars) {

    double end() {
      return curve.last().fitness();
    }

    /** Whether the first {@code size} points end in that part of the horizon. */
    boolean endsIn(int stage, int stages, int size) {
      double part = stages * curve.epoch(size - 1) / horizon;
      return part >= stage && part < stage + 1;
    }
  }

  /** A training that knows no network yet. */
  public PredictorTraining(SparkSession spark, Regression how, Metric metric) {
    this.spark = spark;
    this.how = how;
    this.metric = metric;
  }

  /**
   * Takes the networks of a set that reach the horizon; the number of them.
   *
   * @param horizon empty for the last epoch in the set
   */
  public int add(CurveSet set, OptionalDouble horizon) {
    double end = horizon.orElse(set.lastEpoch());
    int before = networks.size();
    for (RecordedCurve curve : set.curves()) {
      if (curve.fitnessAt(end).isPresent()) {
        int size = 0;
        while (size < curve.points().size() && curve.points().epoch(size) <= end) {
          size++;
        }
        networks.add(new Network(curve.points().head(size), end, curve.scalars()));
      }
    }
    sets.add(set.name());
    return networks.size() - before;
  }

  /**
   * Trains, and writes the predictor.
   *
   * @param folder a new one
   * @param progress is told after each of the stages how many are done
   */
  public void write(Configuration conf, Path folder, IntConsumer progress) throws IOException {
    if (networks.size() < FEWEST) {
      throw Refusal.preflight(
          "%d networks reach the horizon; at least %d are needed to learn from"
              .formatted(networks.size(), FEWEST));
    }
    if (folder.getFileSystem(conf).exists(folder)) {
      throw Refusal.usage(folder + " is there already; a trained predictor takes a new folder");
    }
    describeScalars();
    Collections.shuffle(networks, new Random(how.seed()));
    double[] deviations = new double[how.stages()];
    for (int stage = 0; stage < how.stages(); stage++) {
      deviations[stage] = train(stage, RegressionCard.stage(folder, stage));
      progress.accept(stage + 1);
    }
    // Last: a folder without it is no predictor.
    new RegressionCard(metric, how, names, means, deviations, networks.size(), sets)
        .write(conf, folder);
  }

  /** Trains and saves one stage; the deviation of its errors, NaN where no network had a point. */
  private double train(int stage, Path folder) throws IOException {
    List<Row> all = new ArrayList<>();
    List<Row> kept = new ArrayList<>();
    List<Row> held = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      Network network = networks.get(i);
      for (int size = 1; size < network.curve().size(); size++) {
        if (network.endsIn(stage, how.stages(), size)) {
          Row row = row(network, size);
          all.add(row);
          (i % HELD_BACK == 0 ? held : kept).add(row);
        }
      }
    }
    if (held.isEmpty() || kept.isEmpty()) {
      return Double.NaN;
    }
    double deviation = deviation(Regressor.train(how, rows(kept)), held);
    Regressor.train(how, rows(all)).save(folder.toString());
    return deviation;
  }

  private Row row(Network network, int size) {
    Vector features =
        PartialCurve.features(
            network.curve(), size, network.horizon(), network.scalars(), names, means);
    return RowFactory.create(network.end() - network.curve().fitness(size - 1), features);
  }

  private Dataset<Row> rows(List<Row> rows) {
    return spark.createDataFrame(rows, ROWS);
  }

  private static double deviation(Regressor regressor, List<Row> held) {
    double squares = 0;
    for (Row row : held) {
      double error = row.getDouble(0) - regressor.predict((Vector) row.get(1));
      squares += error * error;
    }
    return Math.sqrt(squares / held.size());
  }

  private void describeScalars() {
    TreeSet<String> all = new TreeSet<>();
    networks.forEach(network -> all.addAll(network.scalars().keySet()));
    names.addAll(all);
    Map<String, Double> sums = new TreeMap<>();
    Map<String, Integer> counts = new TreeMap<>();
    for (Network network : networks) {
      network.scalars().forEach((name, value) -> sums.merge(name, value, Double::sum));
      network.scalars().keySet().forEach(name -> counts.merge(name, 1, Integer::sum));
    }
    means =
        names.stream()
            .mapToDouble(name -> sums.getOrDefault(name, 0.0) / counts.getOrDefault(name, 1))
            .toArray();
  }
}

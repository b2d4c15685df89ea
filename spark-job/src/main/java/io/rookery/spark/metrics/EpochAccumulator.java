package io.rookery.spark.metrics;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.util.AccumulatorV2;
import scala.Option;

/**
 * The official learning curve of one trial: every report of every attempt, in the order they were
 * made.
 *
 * <p>Written by the training thread and read at the same time by the executor's heartbeat thread,
 * so every access is synchronized and {@link #value} is a snapshot.
 */
public final class EpochAccumulator extends AccumulatorV2<EpochReport, List<EpochReport>> {

  private static final long serialVersionUID = 1;

  private static final String NAME = "rookery.epochs";

  private final List<EpochReport> reports = new ArrayList<>();

  /** A fresh one, registered so that what a killed or failed task added is not lost. */
  public static EpochAccumulator register(SparkContext spark) {
    EpochAccumulator accumulator = new EpochAccumulator();
    accumulator.register(spark, Option.apply(NAME), true);
    return accumulator;
  }

  @Override
  public synchronized boolean isZero() {
    return reports.isEmpty();
  }

  @Override
  public synchronized AccumulatorV2<EpochReport, List<EpochReport>> copy() {
    EpochAccumulator copy = new EpochAccumulator();
    copy.reports.addAll(reports);
    return copy;
  }

  @Override
  public synchronized void reset() {
    reports.clear();
  }

  @Override
  public synchronized void add(EpochReport report) {
    reports.add(report);
  }

  @Override
  public synchronized void merge(AccumulatorV2<EpochReport, List<EpochReport>> other) {
    reports.addAll(other.value());
  }

  @Override
  public synchronized List<EpochReport> value() {
    return List.copyOf(reports);
  }
}

package io.rookery.spark.curves;

import io.rookery.nas.Architecture;
import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.BrokenCurvesException;
import io.rookery.predictor.replay.CurveRows;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerProblem;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.ledger.TableContents;
import io.rookery.spark.train.ArchitectureJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** The curves of a search, with the scalars of its architectures, as its engine saw them. */
final class SearchCurves {

  private static final List<String> CHANNELS =
      List.of(
          "curve_id",
          "attempt",
          "epoch",
          "fitness",
          "train_loss",
          "train_accuracy",
          "valid_loss",
          "seconds");

  private SearchCurves() {}

  static CurveSet read(Configuration conf, Path folder) throws IOException {
    LedgerContents ledger = LedgerReader.read(conf, folder);
    refuseGaps(ledger.candidates());
    refuseGaps(ledger.epochs());
    Map<String, Map<String, Double>> scalars = new HashMap<>();
    TreeSet<String> names = new TreeSet<>();
    for (CandidateRow row : ledger.candidates().rows()) {
      if (row.architecture() != null) {
        Architecture architecture = ArchitectureJson.read(row.architecture());
        scalars.put(row.candidateId(), architecture.scalars());
        names.addAll(architecture.scalars().keySet());
      }
    }
    List<String> header = new ArrayList<>(CHANNELS);
    names.forEach(name -> header.add("arch_" + name));
    String table = new Path(folder, "epochs").toString();
    CurveRows rows = new CurveRows(table, "row", header, Metric.ACCURACY, CurveRows.Order.ANY);
    long number = 0;
    for (EpochRow row : ledger.epochs().rows()) {
      number++;
      if (!scalars.containsKey(row.candidateId())) {
        throw new BrokenCurvesException(
            table,
            "row " + number,
            "the table candidates has no architecture of " + row.candidateId());
      }
      rows.add(number, texts(row, scalars.get(row.candidateId()), names));
    }
    return rows.curves(folder.getName());
  }

  /** Curves with holes would be replayed as if they were whole. */
  private static void refuseGaps(TableContents<?> table) throws BrokenCurvesException {
    for (LedgerProblem problem : table.problems()) {
      if (problem.kind() == LedgerProblem.Kind.TORN
          || problem.kind() == LedgerProblem.Kind.MISSING) {
        throw new BrokenCurvesException(problem.file().toString(), problem.message());
      }
    }
  }

  private static List<String> texts(
      EpochRow row, @Nullable Map<String, Double> scalars, TreeSet<String> names) {
    List<String> texts = new ArrayList<>(CHANNELS.size() + names.size());
    texts.add(row.candidateId());
    texts.add(Integer.toString(row.attempt()));
    texts.add(Double.toString(row.epoch()));
    texts.add(Double.toString(row.fitness()));
    texts.add(text(row.trainLoss()));
    texts.add(text(row.trainAccuracy()));
    texts.add(text(row.validLoss()));
    texts.add(Double.toString(row.seconds()));
    for (String name : names) {
      texts.add(text(scalars == null ? null : scalars.get(name)));
    }
    return texts;
  }

  private static String text(@Nullable Double value) {
    return value == null ? "" : value.toString();
  }
}

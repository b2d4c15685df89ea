package io.rookery.submit;

import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.ml.PredictorTraining;
import io.rookery.spark.ml.Regression;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rookery train-predictor}: sequential-regression from the results of past searches. */
@Command(
    name = "train-predictor",
    description = {
      "Trains the predictor sequential-regression from past searches: MLlib regressors on partial",
      "curves and architecture features. Use it with rookery.predictor.name=sequential-regression",
      "and rookery.predictor.sequential-regression.model=DIR."
    },
    mixinStandardHelpOptions = true)
final class TrainPredictorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--curves",
      required = true,
      split = ",",
      paramLabel = "DIR",
      description = "folders of past searches, or files of curves as rookery replay reads them")
  private List<String> curves = List.of();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "new folder for the predictor")
  private String output = "";

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "what fitness is: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Metric metric = Metric.ACCURACY;

  @Option(
      names = "--horizon",
      paramLabel = "H",
      description = "the epoch whose fitness counts; default: the last one of each file")
  private @Nullable Double horizon;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  private Regression.Kind kind = Regression.DEFAULT.kind();

  @Option(names = "--trees", paramLabel = "N", description = "of each regressor (${DEFAULT-VALUE})")
  private int trees = Regression.DEFAULT.trees();

  @Option(names = "--depth", paramLabel = "N", description = "of each tree (${DEFAULT-VALUE})")
  private int depth = Regression.DEFAULT.depth();

  @Option(
      names = "--stages",
      paramLabel = "N",
      description = "parts of the horizon with a regressor of their own (${DEFAULT-VALUE})")
  private int stages = Regression.DEFAULT.stages();

  @Option(names = "--seed", paramLabel = "S", description = "of all randomness (${DEFAULT-VALUE})")
  private long seed = Regression.DEFAULT.seed();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; default: spark-submit's, else local with every core")
  private @Nullable String master;

  @Override
  public Integer call() throws IOException {
    Regression how = regression();
    List<CurveSet> sets = Curves.read(curves, metric);
    SparkConf conf = Launch.conf(master, List.of());
    Masters.require(conf.get("spark.master"));
    try (Session session = Session.open(conf)) {
      train(new PredictorTraining(session.spark(), how, metric), how, sets);
    }
    return ExitCode.DONE.code();
  }

  private void train(PredictorTraining training, Regression how, List<CurveSet> sets) {
    PrintWriter err = spec.commandLine().getErr();
    OptionalDouble end = horizon == null ? OptionalDouble.empty() : OptionalDouble.of(horizon);
    for (CurveSet set : sets) {
      int taken = training.add(set, end);
      err.printf(
          "%s: %,d of %,d networks reach the horizon%n", set.name(), taken, set.curves().size());
    }
    try {
      training.write(
          new Configuration(),
          new Path(output),
          done -> {
            err.printf("stage %d of %d is trained%n", done, how.stages());
            err.flush();
          });
    } catch (IOException e) {
      throw Refusal.storage("--output: cannot write %s: %s".formatted(output, e));
    }
    spec.commandLine().getOut().println(output);
    spec.commandLine().getOut().flush();
  }

  private Regression regression() {
    try {
      return new Regression(kind, trees, depth, stages, seed);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }
}

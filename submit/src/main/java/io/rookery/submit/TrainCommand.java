package io.rookery.submit;

import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.search.Networks;
import io.rookery.spark.search.Retraining;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rookery train}: a network of a search anew, at full length, on more data. */
@Command(
    name = "train",
    description =
        "Trains a network of a search anew, from the beginning and without stopping rules; its"
            + " folder is like a search's, of one network. Run it again to go on where it was"
            + " interrupted.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "DIR", description = "folder that a search wrote")
  private String folder = "";

  @Option(
      names = "--candidate",
      paramLabel = "ID",
      defaultValue = Networks.BEST,
      description = "which network: its id, or best (${DEFAULT-VALUE})")
  private String candidate = Networks.BEST;

  @Option(names = "--epochs", required = true, paramLabel = "N", description = "of the training")
  private int epochs;

  @Option(
      names = "--data",
      paramLabel = "PATH",
      description = "Parquet images, see docs/data.md; default: those of the search")
  private @Nullable String data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "folder of the results; default rookery-results/<id>")
  private @Nullable String output;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting, such as rookery.training.learningRate=0.1")
  private List<String> assignments = List.of();

  @Option(names = "--master", paramLabel = "URL", description = "Spark master, as of rookery run")
  private @Nullable String master;

  @Option(names = "--conf", paramLabel = "KEY=VALUE", description = "one Spark property")
  private List<String> properties = List.of();

  @Option(names = "--json", description = "one JSON object at the end on standard output")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    SparkConf conf = Launch.conf(master, properties);
    Settings settings = settings(conf);
    Masters.require(conf.get("spark.master"));
    try (Session session = Session.open(conf)) {
      return Relaunch.exitCode(Foreground.run(session, settings, spec.commandLine(), json));
    }
  }

  private Settings settings(SparkConf conf) {
    Configuration hadoop = SparkHadoopUtil.get().newConfiguration(conf);
    Layers layers = Layers.around(conf);
    Retraining.of(layers, hadoop, folder, candidate);
    layers.value("rookery.training.epochs", epochs, "option --epochs");
    if (data != null) {
      layers.value("rookery.data.path", data, "option --data");
    }
    if (output != null) {
      layers.value("rookery.output", output, "option --output");
    }
    assignments.forEach(layers::option);
    Settings settings = layers.settings();
    Retraining.requireSame(settings, hadoop);
    return settings;
  }
}

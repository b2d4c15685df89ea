package io.rookery.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.search.Continuity;
import java.io.File;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is searched and where: of {@code run} and {@code doctor} alike. */
final class SearchArguments {

  @Option(names = "--config", paramLabel = "FILE", description = "HOCON file; a later one wins")
  private List<File> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "one setting, such as rookery.search.candidates=100; docs/options.md lists all")
  private List<String> assignments = List.of();

  @Option(names = "--data", paramLabel = "PATH", description = "Parquet images, see docs/data.md")
  private @Nullable String data;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "folder of the results; default rookery-results/<search id>")
  private @Nullable String output;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "go on with the search that this folder holds, with the settings that began it")
  private @Nullable String resume;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; default: spark-submit's, else local with every core")
  private @Nullable String master;

  @Option(
      names = "--conf",
      paramLabel = "KEY=VALUE",
      description = "one Spark property, such as spark.executor.resource.gpu.amount=1")
  private List<String> properties = List.of();

  /** Spark's configuration, completed with what a search wants of it. */
  SparkConf conf() {
    return Launch.conf(master, properties);
  }

  /** The search's settings, from all layers. */
  Settings settings(SparkConf conf) {
    Layers layers = Layers.around(conf);
    files.forEach(layers::file);
    if (data != null) {
      layers.value("rookery.data.path", data, "option --data");
    }
    if (output != null) {
      layers.value("rookery.output", output, "option --output");
    }
    if (resume != null) {
      layers.recorded(recorded(resume, conf), resume + "/search.json");
      layers.value("rookery.output", resume, "option --resume");
      layers.value("rookery.resume", true, "option --resume");
    }
    assignments.forEach(layers::option);
    Settings settings = layers.settings();
    return resume == null && Relaunch.of(conf, settings)
        ? layers.option("rookery.resume", "true", "the driver was started again").settings()
        : settings;
  }

  /** The configuration in the folder's search.json. */
  private static String recorded(String folder, SparkConf conf) {
    try {
      JsonNode search =
          LedgerReader.search(SparkHadoopUtil.get().newConfiguration(conf), new Path(folder));
      Continuity.requireFormat(search, folder); // before a setting that only it knows is refused
      return search.path("configuration").toString();
    } catch (LedgerException e) {
      throw Refusal.usage("--resume: " + e.getMessage());
    }
  }
}

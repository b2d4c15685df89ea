package io.rookery.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rookery.nas.Spaces;
import io.rookery.nas.Strategies;
import io.rookery.predictor.Providers;
import io.rookery.predictor.preset.Preset;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every section of the configuration with the record that holds its defaults: the one place that
 * knows all keys.
 */
final class Sections {

  /** What predicts and stops where nobody says otherwise: docs/decisions/0011 says why. */
  private static final Preset PRESET = Preset.DEFAULT;

  /** Keys that stand alone. */
  private static final Map<String, Object> SINGLE =
      Map.ofEntries(
          Map.entry("rookery.seed", 1),
          Map.entry("rookery.output", ""),
          Map.entry("rookery.resume", false),
          Map.entry("rookery.trainer", "djl"),
          Map.entry("rookery.data.path", ""),
          Map.entry("rookery.space.name", "nsga-net-macro"),
          Map.entry("rookery.strategy.name", "regularized-evolution"),
          Map.entry("rookery.preset", PRESET.id()),
          Map.entry("rookery.predictor.name", PRESET.predictor()),
          Map.entry("rookery.rules", PRESET.rules()));

  private static final Map<String, String> SINGLE_HELP =
      Map.of(
          "rookery.seed", "of all randomness: the same seed on one slot gives the same search",
          "rookery.output", "folder of the results; empty: rookery-results/<search id>",
          "rookery.resume", "go on with the search that rookery.output holds, where it holds one",
          "rookery.trainer", "who trains; a class found by ServiceLoader",
          "rookery.data.path",
              "folder of Parquet images as docs/data.md says; empty: the shipped Fashion-MNIST sample",
          "rookery.space.name", "the search space",
          "rookery.strategy.name", "the search strategy",
          "rookery.preset",
              "predictor, rules and guards by one name: default, penguin, safe or fast; a setting of their own wins over it",
          "rookery.predictor.name", "what predicts the fitness at the horizon",
          "rookery.rules", "the stopping rules, in order: the first that says stop wins");

  private Sections() {}

  static Map<String, String> singles() {
    return SINGLE_HELP;
  }

  /** Section path to the defaults it holds. */
  static Map<String, Record> records() {
    Map<String, Record> sections = new LinkedHashMap<>();
    sections.put("rookery.search", SearchOptions.DEFAULTS);
    sections.put("rookery.training", TrainingOptions.DEFAULTS);
    sections.put("rookery.guards", PRESET.guards());
    sections.put("rookery.cluster", ClusterOptions.DEFAULTS);
    sections.put("rookery.tracking", TrackingOptions.DEFAULTS);
    Spaces.all().forEach(p -> sections.put("rookery.space." + p.name(), p.defaults()));
    Strategies.all().forEach(p -> sections.put("rookery.strategy." + p.name(), p.defaults()));
    Providers.predictors()
        .forEach(p -> sections.put("rookery.predictor." + p.name(), p.defaults()));
    Providers.rules().forEach(p -> sections.put("rookery.rule." + p.name(), p.defaults()));
    return sections;
  }

  /** The configuration where nobody says anything. */
  static Config defaults() {
    Map<String, Object> values = new LinkedHashMap<>(SINGLE);
    records()
        .forEach(
            (section, record) ->
                SettingsRecord.values(record)
                    .forEach((key, value) -> values.put(section + "." + key, value)));
    return ConfigFactory.parseMap(values, "default");
  }
}

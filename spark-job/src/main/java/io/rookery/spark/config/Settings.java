package io.rookery.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.StrategyProvider;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.RuleProvider;
import io.rookery.predictor.StoppingRule;
import io.rookery.spark.Refusal;
import io.rookery.spark.train.TrainingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The effective configuration of one search. Building one checks every value that does not depend
 * on the data.
 */
public final class Settings {

  private final Config config;
  private final long seed;
  private final SearchOptions search;
  private final TrainingOptions training;
  private final ClusterOptions cluster;
  private final TrackingOptions tracking;
  private final Guards guards;

  Settings(Config config, Metric metric) {
    this.config = config;
    this.seed = wholeNumber("rookery.seed");
    this.search = SettingsRecord.read(config, "rookery.search", SearchOptions.class);
    this.training = SettingsRecord.read(config, "rookery.training", TrainingOptions.class);
    this.cluster = SettingsRecord.read(config, "rookery.cluster", ClusterOptions.class);
    this.tracking = SettingsRecord.read(config, "rookery.tracking", TrackingOptions.class);
    this.guards = SettingsRecord.read(config, "rookery.guards", Guards.class);
    engine(metric);
    resume();
    settings("space", spaceName(), Plugins.space(spaceName()).defaults());
    settings("strategy", strategyName(), Plugins.strategy(strategyName()).defaults());
  }

  public long seed() {
    return seed;
  }

  public SearchOptions search() {
    return search;
  }

  public TrainingSettings training() {
    return training.settings();
  }

  /** Longest time to a validation; zero for no limit. */
  public Duration epochTimeout() {
    return training.epochTimeout();
  }

  public ClusterOptions cluster() {
    return cluster;
  }

  public TrackingOptions tracking() {
    return tracking;
  }

  public String spaceName() {
    return text("rookery.space.name");
  }

  public String strategyName() {
    return text("rookery.strategy.name");
  }

  public String predictorName() {
    return text("rookery.predictor.name");
  }

  public String trainerName() {
    return text("rookery.trainer");
  }

  /** Where the images are; empty for the shipped sample. */
  public String dataPath() {
    return text("rookery.data.path");
  }

  /** Where the results go; empty for the default place. */
  public String output() {
    return text("rookery.output");
  }

  /** Whether to go on with the search that the output folder holds, if it holds one. */
  public boolean resume() {
    try {
      return config.getBoolean("rookery.resume");
    } catch (ConfigException.WrongType e) {
      throw Refusal.usage(
          "rookery.resume must be true or false, found " + render("rookery.resume"));
    }
  }

  /** Names of the stopping rules, in order. */
  public List<String> ruleNames() {
    try {
      return config.getStringList("rookery.rules");
    } catch (ConfigException.WrongType e) {
      throw Refusal.usage(
          "rookery.rules must be a list of names such as [never], found "
              + render("rookery.rules"));
    }
  }

  /** A space for this problem. */
  public SearchSpace<?> space(Problem problem) {
    return space(Plugins.space(spaceName()), problem);
  }

  /** A fresh strategy, as it is at the beginning of a search. */
  public SearchStrategy strategy(SearchSpace<?> space, Metric metric) {
    return strategy(space, metric, seed);
  }

  /** The same with another seed. */
  public SearchStrategy strategy(SearchSpace<?> space, Metric metric, long seed) {
    return strategy(Plugins.strategy(strategyName()), space, metric == Metric.ACCURACY, seed);
  }

  /** A fresh engine with the predictor, the rules and the guards. */
  public PredictionEngine engine(Metric metric) {
    return new PredictionEngine(metric, predictorName(), predictor(metric), rules(metric), guards);
  }

  /** A fresh predictor. */
  public FitnessPredictor predictor(Metric metric) {
    return predictor(Plugins.predictor(predictorName()), metric);
  }

  /** Fresh stopping rules, in order. */
  public List<StoppingRule> rules(Metric metric) {
    return ruleNames().stream()
        .<StoppingRule>map(name -> rule(Plugins.rule(name), metric))
        .toList();
  }

  /** What no rule may do. */
  public Guards guards() {
    return guards;
  }

  /** Every key with its value and where the value comes from, by key. */
  public Map<String, String> effective() {
    Map<String, String> lines = new TreeMap<>();
    for (Map.Entry<String, ConfigValue> entry : config.entrySet()) {
      ConfigValue value = entry.getValue();
      lines.put(
          String.join(".", ConfigUtil.splitPath(entry.getKey())),
          value.render(ConfigRenderOptions.concise()) + "  # " + value.origin().description());
    }
    return lines;
  }

  /** The whole configuration as JSON. */
  public String json() {
    return config.root().render(ConfigRenderOptions.concise());
  }

  private <S extends Record> SearchSpace<?> space(SpaceProvider<S> provider, Problem problem) {
    return provider.create(settings("space", provider.name(), provider.defaults()), problem);
  }

  private <S extends Record> SearchStrategy strategy(
      StrategyProvider<S> provider, SearchSpace<?> space, boolean maximize, long seed) {
    try {
      return provider.create(
          settings("strategy", provider.name(), provider.defaults()), space, maximize, seed);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage(
          "rookery.strategy.name = %s: %s".formatted(provider.name(), e.getMessage()));
    }
  }

  private <S extends Record> FitnessPredictor predictor(
      PredictorProvider<S> provider, Metric metric) {
    return provider.create(settings("predictor", provider.name(), provider.defaults()), metric);
  }

  private <S extends Record> StoppingRule rule(RuleProvider<S> provider, Metric metric) {
    return provider.create(settings("rule", provider.name(), provider.defaults()), metric);
  }

  @SuppressWarnings("unchecked") // the defaults are an S, so their class is S's
  private <S extends Record> S settings(String kind, String name, S defaults) {
    return SettingsRecord.read(
        config, "rookery." + kind + "." + name, (Class<S>) defaults.getClass());
  }

  private String text(String key) {
    try {
      return config.getString(key);
    } catch (ConfigException.WrongType e) {
      throw Refusal.usage("%s must be a text, found %s".formatted(key, render(key)));
    }
  }

  private long wholeNumber(String key) {
    try {
      return config.getLong(key);
    } catch (ConfigException.WrongType e) {
      throw Refusal.usage("%s must be a whole number, found %s".formatted(key, render(key)));
    }
  }

  private String render(String key) {
    return config.getValue(key).render(ConfigRenderOptions.concise())
        + " ("
        + config.getValue(key).origin().description()
        + ")";
  }
}

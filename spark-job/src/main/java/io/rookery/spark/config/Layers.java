package io.rookery.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.rookery.predictor.Metric;
import io.rookery.predictor.preset.Preset;
import io.rookery.spark.Refusal;
import io.rookery.spark.data.ImageSets;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * Puts the sources of the configuration over each other: option, then {@code spark.rookery.*}, then
 * environment, then file, then default. A key that no section knows is refused.
 */
public final class Layers {

  private static final String SPARK_PREFIX = "spark.";
  private static final String PREFIX = "rookery.";

  private final Config defaults = Sections.defaults();
  private Config recorded = ConfigFactory.empty();
  private Config files = ConfigFactory.empty();
  private Config environment = ConfigFactory.empty();
  private Config spark = ConfigFactory.empty();
  private Config options = ConfigFactory.empty();
  private boolean trains = true;
  private Metric metric = Metric.ACCURACY;

  /** What stands around a search: the environment, and the properties of a session. */
  public static Layers around(SparkConf conf) {
    Map<String, String> properties = new TreeMap<>();
    for (Tuple2<String, String> property : conf.getAll()) {
      properties.put(property._1(), property._2());
    }
    return new Layers().environment(System.getenv()).spark(properties);
  }

  /** A HOCON file; a later one wins over an earlier one. */
  public Layers file(File file) {
    if (!file.isFile()) {
      throw Refusal.usage("--config %s: there is no such file".formatted(file));
    }
    try {
      // System properties would make the same file mean different things.
      Config parsed = Hocon.file(file).resolve();
      files = parsed.withFallback(files);
    } catch (ConfigException e) {
      throw Refusal.usage("--config %s: %s".formatted(file, e.getMessage()));
    }
    return this;
  }

  /** The configuration that a search recorded; files, environment and options win over it. */
  public Layers recorded(String json, String origin) {
    try {
      recorded = Hocon.text(json, origin, ConfigSyntax.JSON);
    } catch (ConfigException e) {
      throw Refusal.usage("%s: %s".formatted(origin, e.getMessage()));
    }
    return this;
  }

  /** Variables such as ROOKERY_SEARCH_CANDIDATES. */
  public Layers environment(Map<String, String> variables) {
    Map<String, String> keys = new TreeMap<>();
    knownKeys().forEach(key -> keys.put(variable(key), key));
    for (Map.Entry<String, String> entry : new TreeMap<>(variables).entrySet()) {
      String key = keys.get(entry.getKey());
      if (key != null) {
        environment =
            value(key, entry.getValue(), "environment " + entry.getKey()).withFallback(environment);
      }
    }
    return this;
  }

  /** Properties of a Spark configuration; all but {@code spark.rookery.*} are passed over. */
  public Layers spark(Map<String, String> properties) {
    for (Map.Entry<String, String> entry : new TreeMap<>(properties).entrySet()) {
      if (entry.getKey().startsWith(SPARK_PREFIX + PREFIX)) {
        String key = entry.getKey().substring(SPARK_PREFIX.length());
        spark = value(key, entry.getValue(), entry.getKey()).withFallback(spark);
      }
    }
    return this;
  }

  /** {@code key=value}, the value in HOCON. */
  public Layers option(String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw Refusal.usage("--set takes key=value, found '" + assignment + "'");
    }
    return option(
        assignment.substring(0, equals).strip(), assignment.substring(equals + 1), "option --set");
  }

  /** One key from an option of its own. */
  public Layers option(String key, String text, String origin) {
    options = value(key, text, origin).withFallback(options);
    return this;
  }

  /**
   * One key with a value as it is: a number, a truth value, a text that is not read as HOCON, a
   * list or a map of those.
   */
  public Layers value(String key, Object value, String origin) {
    try {
      options =
          ConfigFactory.empty()
              .withValue(path(key), ConfigValueFactory.fromAnyRef(value, origin))
              .withFallback(options);
    } catch (ConfigException.BugOrBroken e) {
      throw Refusal.usage(
          "%s cannot be a %s (%s)".formatted(key, value.getClass().getName(), origin));
    }
    return this;
  }

  /** Keys in HOCON or JSON, nested or with dots, as options. */
  public Layers options(String text, String origin) {
    try {
      Config parsed = Hocon.text(text, origin, ConfigSyntax.CONF).resolve();
      // In JSON a key with dots is one name: here it is a path, as everywhere else.
      parsed
          .root()
          .forEach(
              (key, value) ->
                  options =
                      ConfigFactory.empty().withValue(path(key), value).withFallback(options));
    } catch (ConfigException e) {
      throw Refusal.usage("%s: %s".formatted(origin, e.getMessage()));
    }
    return this;
  }

  /** Nothing is trained, curves of this metric are replayed: the sample's settings do not count. */
  public Layers replaying(Metric metric) {
    trains = false;
    this.metric = metric;
    return this;
  }

  /** The effective configuration, checked. */
  public Settings settings() {
    for (Config layer : List.of(options, spark, environment, files, recorded)) {
      refuseUnknown(layer);
    }
    Config said =
        options
            .withFallback(spark)
            .withFallback(environment)
            .withFallback(files)
            .withFallback(recorded);
    Config sample = ofSample(said);
    Config preset = ofPreset(said.withFallback(sample).withFallback(defaults));
    return new Settings(
        said.withFallback(preset).withFallback(sample).withFallback(defaults), metric);
  }

  /** The predictor, the rules and the guards that {@code rookery.preset} names, if it names one. */
  private static Config ofPreset(Config said) {
    String name = said.getString("rookery.preset");
    if (name.isEmpty()) {
      return ConfigFactory.empty();
    }
    try {
      Preset preset = Preset.named(name);
      Map<String, Object> values = new TreeMap<>();
      values.put("rookery.predictor.name", preset.predictor());
      values.put("rookery.rules", preset.rules());
      SettingsRecord.values(preset.guards())
          .forEach((key, value) -> values.put("rookery.guards." + key, value));
      return ConfigFactory.parseMap(values, "preset " + name);
    } catch (IllegalArgumentException e) {
      throw Refusal.usage("rookery.preset: " + e.getMessage());
    }
  }

  /** Where the shipped sample is searched, defaults that fit its size. */
  private Config ofSample(Config said) {
    if (!trains || !said.withFallback(defaults).getString("rookery.data.path").isEmpty()) {
      return ConfigFactory.empty();
    }
    Config sample =
        ConfigFactory.parseResources(
            ImageSets.class,
            ImageSets.SAMPLE_SETTINGS,
            ConfigParseOptions.defaults()
                .setAllowMissing(false)
                .setOriginDescription("default of the shipped sample"));
    refuseUnknown(sample);
    return sample;
  }

  private void refuseUnknown(Config layer) {
    Set<String> known = knownKeys();
    for (Map.Entry<String, ConfigValue> entry : layer.entrySet()) {
      String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
      if (!known.contains(key)) {
        throw Refusal.usage(
            "there is no setting %s (%s); %s%s"
                .formatted(
                    key,
                    entry.getValue().origin().description(),
                    Nearest.hint(key, known),
                    siblings(key, known)));
      }
    }
  }

  /** The keys beside an unknown one: of the longest section that exists. */
  private static String siblings(String key, Set<String> known) {
    String section = key;
    while (section.contains(".")) {
      section = section.substring(0, section.lastIndexOf('.'));
      String prefix = section + ".";
      Set<String> there =
          known.stream()
              .filter(k -> k.startsWith(prefix))
              .collect(Collectors.toCollection(TreeSet::new));
      if (!there.isEmpty()) {
        return "known: " + String.join(", ", there);
      }
    }
    return "every setting begins with 'rookery.'";
  }

  private Set<String> knownKeys() {
    return defaults.entrySet().stream()
        .map(entry -> String.join(".", ConfigUtil.splitPath(entry.getKey())))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Config value(String key, String text, String origin) {
    return ConfigFactory.empty()
        .withValue(path(key), parsed(text).withOrigin(ConfigOriginFactory.newSimple(origin)));
  }

  private static String path(String key) {
    try {
      return ConfigUtil.joinPath(ConfigUtil.splitPath(key));
    } catch (ConfigException e) {
      throw Refusal.usage("'" + key + "' is no key; keys look like rookery.search.candidates");
    }
  }

  /** HOCON where it can be read as that; a plain text such as a path otherwise. */
  private static ConfigValue parsed(String text) {
    try {
      return Hocon.text("v = " + text, "option", ConfigSyntax.CONF).resolve().getValue("v");
    } catch (ConfigException e) {
      return ConfigValueFactory.fromAnyRef(text);
    }
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}

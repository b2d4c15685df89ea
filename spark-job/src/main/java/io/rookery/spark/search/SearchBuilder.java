package io.rookery.spark.search;

import io.rookery.spark.Refusal;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Sets up one search in a session that its caller owns, as a notebook does:
 *
 * <pre>{@code
 * SearchRun search = Search.builder(spark)
 *     .data("images.parquet")
 *     .strategy("regularized-evolution")
 *     .training(20)
 *     .budget(100)
 *     .output("results/first")
 *     .start();
 * }</pre>
 *
 * <p>What is said here wins over {@code spark.rookery.*} properties of the session, those over the
 * environment, that over the defaults, as on the command line. For one thread.
 */
public final class SearchBuilder {

  private static final String ORIGIN = "Search.builder";

  private final SparkSession spark;
  private final Layers layers;
  private SearchListener listener = SearchListener.NONE;
  private @Nullable ImageSet images;
  private @Nullable Settings ready;
  private boolean retrains;

  SearchBuilder(SparkSession spark) {
    Search.requireClassic(spark);
    this.spark = spark;
    layers = Layers.around(spark.sparkContext().conf());
  }

  /** The images: a Parquet file or folder as docs/data.md says; empty for the shipped sample. */
  public SearchBuilder data(String path) {
    return value("rookery.data.path", path);
  }

  /** Images that the driver holds already. */
  public SearchBuilder data(ImageSet set) {
    images = set;
    // A name in the place of the path: another size than the sample's has other defaults.
    return value("rookery.data.path", set.name());
  }

  /** What is searched, by the space's name. */
  public SearchBuilder space(String name) {
    return value("rookery.space.name", name);
  }

  /** What is searched, with settings of that space by key. */
  public SearchBuilder space(String name, Map<String, ?> settings) {
    return space(name).section("rookery.space." + name, settings);
  }

  /** How it is searched, by the strategy's name. */
  public SearchBuilder strategy(String name) {
    return value("rookery.strategy.name", name);
  }

  /** How it is searched, with settings of that strategy by key. */
  public SearchBuilder strategy(String name, Map<String, ?> settings) {
    return strategy(name).section("rookery.strategy." + name, settings);
  }

  /** What predicts the fitness at the horizon, by name. */
  public SearchBuilder predictor(String name) {
    return value("rookery.predictor.name", name);
  }

  /** What predicts the fitness at the horizon, with settings of that predictor by key. */
  public SearchBuilder predictor(String name, Map<String, ?> settings) {
    return predictor(name).section("rookery.predictor." + name, settings);
  }

  /** The stopping rules by name, in order: the first that says stop wins. */
  public SearchBuilder rules(String... names) {
    return value("rookery.rules", List.of(names));
  }

  /** Settings of one stopping rule by key. */
  public SearchBuilder rule(String name, Map<String, ?> settings) {
    return section("rookery.rule." + name, settings);
  }

  /** Epochs of a full training: the horizon. */
  public SearchBuilder training(int epochs) {
    return value("rookery.training.epochs", epochs);
  }

  /** How every network is trained, by key of the section {@code rookery.training}. */
  public SearchBuilder training(Map<String, ?> settings) {
    return section("rookery.training", settings);
  }

  /** Networks to try in all. */
  public SearchBuilder budget(int candidates) {
    return value("rookery.search.candidates", candidates);
  }

  /** How much is searched, by key of the section {@code rookery.search}. */
  public SearchBuilder budget(Map<String, ?> settings) {
    return section("rookery.search", settings);
  }

  /**
   * In place of a search, trains one network of an earlier one anew, with that search's settings
   * where nothing else is said after this: say for how long with {@link #training(int)}, on which
   * images with {@link #data(String)}, into which folder with {@link #output}. A training that the
   * folder holds already goes on.
   *
   * @param folder of the search
   * @param candidate id, or {@code best}
   */
  public SearchBuilder retrain(String folder, String candidate) {
    Retraining.of(layers, spark.sparkContext().hadoopConfiguration(), folder, candidate);
    retrains = true;
    return this;
  }

  /** Of all randomness. */
  public SearchBuilder seed(long seed) {
    return value("rookery.seed", seed);
  }

  /** Folder of the results, on any Hadoop file system. */
  public SearchBuilder output(String folder) {
    return value("rookery.output", folder);
  }

  /** Whether to go on with the search that the output folder holds, if it holds one. */
  public SearchBuilder resume(boolean resume) {
    return value("rookery.resume", resume);
  }

  /**
   * Any setting of docs/options.md.
   *
   * @param value a text is read as {@code --set} reads it; else a number, a truth value, a list or
   *     a map
   */
  public SearchBuilder option(String key, Object value) {
    if (value instanceof String text) {
      layers.option(key, text, ORIGIN);
      return this;
    }
    return value(key, value);
  }

  /** Any settings, in HOCON or JSON. */
  public SearchBuilder options(String text) {
    layers.options(text, ORIGIN);
    return this;
  }

  /** Who is told how it goes on. */
  public SearchBuilder listener(SearchListener other) {
    listener = other;
    return this;
  }

  /**
   * Settings that were put together and checked elsewhere; all others here are then passed over.
   */
  public SearchBuilder settings(Settings settings) {
    ready = settings;
    return this;
  }

  /**
   * The effective settings, checked.
   *
   * @throws Refusal if a key is unknown or a value cannot be taken
   */
  public Settings settings() {
    return ready == null ? layers.settings() : ready;
  }

  /**
   * Begins the search on a thread of its own, and returns at once.
   *
   * @throws Refusal if a setting cannot be taken; what is wrong with data, cluster or output the
   *     handle's {@code await} says
   */
  public SearchRun start() {
    Settings settings = settings();
    if (retrains) {
      Retraining.requireSame(settings, spark.sparkContext().hadoopConfiguration());
    }
    ImageSet held = images;
    return SearchRun.start(
        spark,
        settings,
        held == null ? () -> ImageSets.load(spark, settings.dataPath()) : () -> held,
        listener);
  }

  /**
   * Runs the search to its end. If the calling thread is interrupted the search is stopped, all
   * that is known is written, and the exception says how to go on.
   *
   * @return the handle of the ended search
   * @throws Refusal as {@link SearchRun#await} does
   */
  public SearchRun run() throws InterruptedException {
    SearchRun run = start();
    run.awaitOrStop();
    return run;
  }

  private SearchBuilder section(String section, Map<String, ?> settings) {
    settings.forEach((key, value) -> option(section + "." + key, value));
    return this;
  }

  private SearchBuilder value(String key, Object value) {
    layers.value(key, value, ORIGIN);
    return this;
  }
}

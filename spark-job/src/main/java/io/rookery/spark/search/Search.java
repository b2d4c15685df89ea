package io.rookery.spark.search;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.predictor.Metric;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.SearchOptions;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.metrics.EpochFeed;
import io.rookery.spark.report.Watchers;
import io.rookery.spark.trial.Checkpoints;
import io.rookery.spark.trial.FileCheckpoints;
import io.rookery.spark.trial.TrialJobs;
import io.rookery.spark.trial.TrialSetup;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One search from its settings to its result. {@link #run} blocks; {@link #stop} may be called from
 * any thread.
 *
 * <p>It works in a session its caller owns: it stops neither the session nor the process.
 */
public final class Search {

  private final SparkSession spark;
  private final Settings settings;
  private final Supplier<ImageSet> images;
  private final SearchListener listener;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** A search over the images at {@code rookery.data.path}. */
  public Search(SparkSession spark, Settings settings, SearchListener listener) {
    this(spark, settings, () -> ImageSets.load(spark, settings.dataPath()), listener);
  }

  Search(
      SparkSession spark, Settings settings, Supplier<ImageSet> images, SearchListener listener) {
    this.spark = spark;
    this.settings = settings;
    this.images = images;
    this.listener = listener;
  }

  /** Asks the search to end, with all that is known written; returns at once. */
  public void stop() {
    events.add(new Event.Stop("asked to stop"));
  }

  /**
   * Runs the search to its end.
   *
   * @throws Refusal before any training, if the settings, the data, the cluster or the output are
   *     not fit; later, if the output can no longer be written
   */
  public SearchResult run() throws InterruptedException {
    requireClassic(spark);
    try {
      Slots slots = Slots.of(spark.sparkContext());
      return run(images.get(), slots);
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  private SearchResult run(ImageSet images, Slots slots)
      throws LedgerException, InterruptedException {
    SearchPlan plan = plan(slots);
    SearchSpace<?> space = settings.space(images.problem());
    SearchStrategy strategy = settings.strategy(space, Metric.ACCURACY);
    Tally tally = new Tally(plan);
    try (Audience audience = Watchers.around(listener, spark.sparkContext());
        Opened opened = Opened.of(settings, images, spark.sparkContext(), slots);
        EpochFeed feed =
            EpochFeed.open(opened.searchId(), report -> events.add(new Event.Reported(report)));
        TrialJobs jobs = jobs(opened, images, feed)) {
      audience.started(opened.searchId(), opened.folder().toString(), slots.reason());
      Chronicle chronicle =
          new Chronicle(opened.searchId(), settings, opened.ledger(), tally, audience);
      SearchDriver driver =
          new SearchDriver(
              plan, strategy, settings.engine(Metric.ACCURACY), jobs, chronicle, events);
      driver.restore(opened.history());
      SearchEnd end = driver.run();
      SearchResult.@Nullable Winner best =
          end == SearchEnd.STOPPED ? null : winner(driver, jobs, opened.folder());
      SearchResult result =
          new SearchResult(
              opened.searchId(),
              opened.folder().toString(),
              end,
              tally.status(),
              slots,
              best,
              exitCode(end, best));
      chronicle.ended(result);
      if (end != SearchEnd.STOPPED) {
        driver.prune(Math.max(settings.search().keepCheckpoints(), settings.search().finishTop()));
      }
      return result;
    }
  }

  private TrialJobs jobs(Opened opened, ImageSet images, EpochFeed feed) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Checkpoints checkpoints =
        FileCheckpoints.in(new Path(opened.folder(), "checkpoints"), context.hadoopConfiguration());
    TrialSetup setup =
        new TrialSetup(opened.searchId(), settings.trainerName(), settings.training(), checkpoints);
    return new TrialJobs(
        context, setup, images, feed, (id, end) -> events.add(new Event.Ended(id, end)));
  }

  /** A Spark Connect session has no context: no jobs to cancel, no accumulators, no GPU. */
  private static void requireClassic(SparkSession spark) {
    if (spark.getClass().getName().contains(".connect.")) {
      throw Refusal.preflight(
          "this is a Spark Connect session, which has no SparkContext. Run on a cluster with dedicated access mode, or through spark-submit");
    }
  }

  private SearchPlan plan(Slots slots) {
    SearchOptions options = settings.search();
    return new SearchPlan(
        options.candidates(),
        slots.inFlight(options.inFlight()),
        options.finishTop(),
        options.attempts(),
        settings.training().epochs(),
        settings.seed());
  }

  private static SearchResult.@Nullable Winner winner(
      SearchDriver driver, TrialJobs jobs, Path folder) {
    Optional<TrialState> best = driver.winner();
    return best.map(
            trial ->
                new SearchResult.Winner(
                    trial.id(),
                    trial.fitness(),
                    jobs.score(trial.order(), new Path(folder, "winner").toString()),
                    trial.architecture().parameters(),
                    trial.architecture().multiplyAdds(),
                    trial.candidate.genome()))
        .orElse(null);
  }

  private static ExitCode exitCode(SearchEnd end, SearchResult.@Nullable Winner best) {
    if (end == SearchEnd.STOPPED) {
      return ExitCode.STOPPED;
    }
    return best == null ? ExitCode.NO_TRIAL_SUCCEEDED : ExitCode.DONE;
  }
}

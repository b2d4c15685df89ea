package io.rookery.spark.search;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.predictor.Metric;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import io.rookery.spark.cluster.Capacity;
import io.rookery.spark.cluster.Cluster;
import io.rookery.spark.cluster.Slots;
import io.rookery.spark.cluster.Speculation;
import io.rookery.spark.config.SearchOptions;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.metrics.EpochFeed;
import io.rookery.spark.trial.Checkpoints;
import io.rookery.spark.trial.FileCheckpoints;
import io.rookery.spark.trial.TrialJobs;
import io.rookery.spark.trial.TrialLimits;
import io.rookery.spark.trial.TrialSetup;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * One search from its settings to its result. Begin with {@link #builder}; {@link #run} blocks;
 * {@link #stop} may be called from any thread.
 *
 * <p>It works in a session its caller owns: it stops neither the session nor the process.
 */
public final class Search {

  private final SparkSession spark;
  private final Settings settings;
  private final Supplier<ImageSet> images;
  private final SearchListener listener;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** Sets up a search in this session, which stays the caller's. */
  public static SearchBuilder builder(SparkSession spark) {
    return new SearchBuilder(spark);
  }

  /**
   * What a search left in its folder, or what a running one has there so far.
   *
   * @throws Refusal if the folder holds no search
   */
  public static Results results(SparkSession spark, String folder) {
    return Results.of(spark, folder);
  }

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
    Speculation.refuse(spark.sparkContext().conf());
    Cluster cluster = Sites.cluster(spark.sparkContext(), settings);
    Slots slots =
        cluster
            .await(settings.cluster().patience(), listener::noticed)
            .refuseSequential(settings.search().inFlight());
    ImageSet found = images.get();
    SearchSpace<?> space = settings.space(found.problem());
    SearchStrategy strategy = settings.strategy(space, Metric.ACCURACY);
    try {
      return run(new Ground(found, cluster, slots, strategy, space.inherits()));
    } catch (LedgerException e) {
      throw Refusal.storage(String.valueOf(e.getMessage()));
    }
  }

  /** What is found fit before the output is touched. */
  private record Ground(
      ImageSet images, Cluster cluster, Slots slots, SearchStrategy strategy, boolean inherits) {}

  private SearchResult run(Ground ground) throws LedgerException, InterruptedException {
    SearchPlan plan = plan(ground);
    Tally tally = new Tally(plan);
    SparkContext context = spark.sparkContext();
    try (Audience audience = Watchers.around(listener, context, settings, ground.slots());
        Opened opened = Opened.of(settings, ground.images(), context, ground.slots())) {
      StatusFile status = new StatusFile(opened, tally, context.applicationId());
      audience.started(opened.searchId(), opened.folder().toString(), ground.slots().reason());
      Chronicle chronicle = new Chronicle(opened, settings, tally, status, audience);
      try (Pulse unused = pulse(status, opened.folder())) {
        opened.notices().forEach(chronicle::noticed);
        return run(ground, plan, opened, chronicle);
      } catch (Exception | Error e) {
        // Whoever watches the folder must learn of every end, also of the checked exceptions that
        // Scala throws unannounced; then it goes on to the caller.
        chronicle.broke(e);
        throw e;
      }
    }
  }

  private SearchResult run(Ground ground, SearchPlan plan, Opened opened, Chronicle chronicle)
      throws InterruptedException {
    try (EpochFeed feed =
            EpochFeed.open(opened.searchId(), report -> events.add(new Event.Reported(report)));
        TrialJobs jobs = jobs(opened, ground, feed)) {
      SearchDriver driver =
          new SearchDriver(
              plan, ground.strategy(), settings.engine(Metric.ACCURACY), jobs, chronicle, events);
      driver.restore(opened.history());
      SearchEnd end = driver.run();
      SearchResult.@Nullable Winner best =
          end == SearchEnd.STOPPED ? null : winner(driver, jobs, opened.folder());
      SearchResult result =
          new SearchResult(
              opened.searchId(),
              opened.folder().toString(),
              end,
              chronicle.counts(),
              ground.slots(),
              best,
              exitCode(end, best));
      chronicle.ended(result);
      if (end != SearchEnd.STOPPED) {
        driver.prune();
      }
      return result;
    }
  }

  private Pulse pulse(StatusFile status, Path folder) {
    StopRequest request = new StopRequest(spark.sparkContext().hadoopConfiguration(), folder);
    return new Pulse(
        status, request, () -> events.add(new Event.Stop("asked to stop by " + StopRequest.NAME)));
  }

  private TrialJobs jobs(Opened opened, Ground ground, EpochFeed feed) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Checkpoints checkpoints =
        FileCheckpoints.in(new Path(opened.folder(), "checkpoints"), context.hadoopConfiguration());
    TrialSetup setup =
        new TrialSetup(
            opened.searchId(),
            settings.trainerName(),
            settings.training(),
            checkpoints,
            new TrialLimits(settings.epochTimeout(), settings.cluster().replaceAfter()),
            ground.cluster().localGpus(),
            ground.cluster().demand());
    return new TrialJobs(context, setup, ground.images(), feed, new Mailbox(events));
  }

  /** A Spark Connect session has no context: no jobs to cancel, no accumulators, no GPU. */
  static void requireClassic(SparkSession spark) {
    if (spark.getClass().getName().contains(".connect.")) {
      throw Refusal.preflight(
          "this is a Spark Connect session, which has no SparkContext. Run on a cluster with"
              + " dedicated access mode, or through spark-submit");
    }
  }

  private SearchPlan plan(Ground ground) {
    SearchOptions options = settings.search();
    return new SearchPlan(
        options.candidates(),
        new Capacity(ground.cluster(), ground.slots(), options.inFlight()),
        options.finishTop(),
        options.attempts(),
        Math.max(options.keepCheckpoints(), options.finishTop()),
        ground.inherits(),
        settings.training().epochs(),
        settings.seed());
  }

  private static SearchResult.@Nullable Winner winner(
      SearchDriver driver, TrialJobs jobs, Path folder) {
    Optional<TrialState> best = driver.roster().winner();
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

package io.rookery.spark.trial;

import io.rookery.spark.Refusal;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.metrics.EpochAccumulator;
import io.rookery.spark.metrics.EpochFeed;
import io.rookery.spark.metrics.EpochListener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits trainings to Spark and cancels them: one job of one task a candidate, each with a job
 * group of its own.
 *
 * <p>Where the caller already owns a job group, as a notebook cell does, that group is kept, and
 * trials are told apart by their job tags. {@link #submit} is called by one thread, the scheduler:
 * a job group belongs to a thread. The rest is safe to call from any thread.
 */
public final class TrialJobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TrialJobs.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long SWEEP_SECONDS = 10;
  private static final long LOOK_SECONDS = 1;

  private final JavaSparkContext spark;
  private final JobMarks marks;
  private final TrialSetup setup;
  private final Broadcast<ImageSet> images;
  private final Optional<ResourceProfile> resources;
  private final EpochFeed feed;
  private final EpochListener listener;
  private final RunningTasks running;
  private final Overseer overseer;
  private final TrialListener trials;
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();

  /** Ended submissions: a cancelled task may still be about to read its order. */
  private final Queue<Flight> spent = new ConcurrentLinkedQueue<>();

  private volatile int lastJob = -1;

  /** One thread, so that ends are told in the order in which they happen. */
  private final ScheduledThreadPoolExecutor landings =
      new ScheduledThreadPoolExecutor(1, TrialJobs::daemon, new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Broadcasts the images.
   *
   * @param trials told on one thread
   */
  public TrialJobs(
      JavaSparkContext spark,
      TrialSetup setup,
      ImageSet images,
      EpochFeed feed,
      TrialListener trials) {
    this.spark = spark;
    this.marks = new JobMarks(spark, setup.searchId());
    this.setup = setup;
    this.images = spark.broadcast(images);
    this.resources =
        spark.sc().isLocal() ? Optional.empty() : setup.demand().profile(spark.getConf());
    this.feed = feed;
    this.trials = trials;
    this.listener = new EpochListener(feed);
    this.running =
        new RunningTasks(marks.prefix(), (id, job) -> landings.execute(() -> land(id, job)));
    this.overseer = new Overseer(spark.sc(), setup, trials, running, flights);
    // As it comes, not when the scheduler gets to it: that may be busy for longer than an epoch.
    feed.tellFirst(report -> running.heard(report.candidateId()));
    spark.sc().addSparkListener(listener);
    spark.sc().addSparkListener(running);
    // Spark drops events where its bus is flooded: no training may be waited for in vain.
    var sweeps =
        landings.scheduleWithFixedDelay(
            guarded(this::sweep), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    var looks =
        landings.scheduleWithFixedDelay(
            guarded(() -> overseer.look().forEach(this::cancel)),
            LOOK_SECONDS,
            LOOK_SECONDS,
            TimeUnit.SECONDS);
  }

  /**
   * Submits one training; returns at once.
   *
   * @param alone whether it takes all cores of an executor, as soon as one is free of others: where
   *     executors died, it is seen which of their trainings did it
   */
  public void submit(TrialOrder order, boolean alone) {
    String id = order.candidate().id();
    Flight flight = new Flight(EpochAccumulator.register(spark.sc()), spark.broadcast(order));
    flights.put(id, flight);
    marks.set(id);
    try {
      flight.job.complete(
          one(alone).map(new TrialTask(setup, images, flight.order, flight.epochs)).collectAsync());
    } finally {
      marks.clear(id);
      if (flight.job.cancel(false)) { // Spark refused it: nobody shall wait for its end
        flights.remove(id, flight);
      }
    }
    lastJob = flight.jobId();
    if (flight.cancelled) {
      marks.cancel(id); // asked for before Spark knew the job
    }
  }

  /** A job of one task, which takes what a training takes. */
  private JavaRDD<Integer> one(boolean alone) {
    JavaRDD<Integer> one = spark.parallelize(List.of(0), 1);
    Optional<ResourceProfile> takes =
        alone && !spark.sc().isLocal() ? setup.demand().alone(spark.sc()) : resources;
    return takes.map(one::withResources).orElse(one);
  }

  /**
   * A job has ended. Spark may be late to tell, and the candidate on its way again: that is another
   * job.
   */
  void land(String id, int job) {
    Flight flight = flights.get(id);
    if (flight != null && flight.isJob(job)) {
      land(id, flight);
    }
  }

  /** A submission has ended: what the lanes have not brought comes from the job itself. */
  private void land(String id, Flight flight) {
    flights.remove(id, flight);
    if (spark.sc().isStopped()) {
      trials.blocked("Spark has ended this application: resume the search with a new one");
      return;
    }
    try {
      TrialEnd end = flight.end();
      running.over(flight.jobId());
      feed.accept(flight.epochs.value());
      spent.add(flight);
      trials.ended(id, end);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    flights.forEach(
        (id, flight) -> {
          if (flight.longDone()) {
            land(id, flight);
          }
        });
    if (!spark.sc().isStopped()) {
      destroySpent();
    }
  }

  /**
   * Destroys the orders that no task will read any more. Spark itself frees those of which that is
   * not known, once nobody refers to them. One thread at a time: the last sweep may still run when
   * all is closed.
   */
  private synchronized void destroySpent() {
    spent.removeIf(
        flight -> {
          boolean goes = running.left(flight.jobId());
          if (goes) {
            flight.order.destroy();
          }
          return goes;
        });
  }

  /**
   * Scores a trained network on the test split, in percent, and saves it; blocks until that is
   * done.
   *
   * @param modelFolder where its weights go, as a model that DJL opens
   * @throws Refusal if its checkpoint cannot be read or its model not be written
   */
  public double score(TrialOrder order, String modelFolder) {
    marks.set(order.candidate().id());
    try {
      return one(false)
          .map(
              new ScoreTask(
                  setup,
                  images,
                  order,
                  modelFolder,
                  new SerializableConfiguration(spark.hadoopConfiguration())))
          .collect()
          .get(0);
    } catch (Exception e) { // Spark, in Scala, throws checked ones unannounced
      if (e.getCause() instanceof IOException storage) {
        throw Refusal.storage(
            "the winner %s could not be scored and saved in %s: %s. Make room or mend the right to read and write, then resume the search"
                .formatted(order.candidate().id(), modelFolder, storage.getMessage()));
      }
      throw e;
    } finally {
      marks.clear(order.candidate().id());
    }
  }

  /** Deletes the checkpoints of a candidate that will not be trained any more. */
  public void forget(String candidateId) {
    try {
      setup.checkpoints().forget(candidateId);
    } catch (IOException e) {
      LOG.warn("the checkpoints of {} could not be deleted: {}", candidateId, e.getMessage());
    }
  }

  /** Cancels the running submission of one candidate, and no other. */
  public void cancel(String candidateId) {
    Flight flight = flights.get(candidateId);
    if (flight == null || flight.cancelled || spark.sc().isStopped()) {
      return; // it has ended by itself, or is about to: Spark warns of what is cancelled twice
    }
    flight.cancelled = true;
    running.cancelled(candidateId);
    marks.cancel(candidateId);
  }

  /** Cancels every running submission of this search. */
  public void cancelAll() {
    Set.copyOf(flights.keySet()).forEach(this::cancel);
  }

  /** Cancels what still runs, and waits a while for its tasks to leave. */
  @Override
  public void close() {
    cancelAll();
    landings.shutdown();
    if (spark.sc().isStopped()) {
      return;
    }
    try {
      if (!running.awaitNone(lastJob, PATIENCE)) {
        LOG.warn("a training has not left its executor {} after it was cancelled", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    spark.sc().removeSparkListener(listener);
    spark.sc().removeSparkListener(running);
    spent.addAll(flights.values());
    destroySpent();
    if (running.allLeft()) {
      images.destroy();
    } else {
      images.unpersist(); // what is left in the driver Spark frees when nobody refers to it
    }
  }

  /** What leaves work that is done again and again ends it, for good and in silence. */
  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (Exception e) { // Spark, in Scala, throws checked ones unannounced
        LOG.warn("the trainings could not be looked after; that is tried again", e);
      }
    };
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "rookery-trial");
    thread.setDaemon(true);
    return thread;
  }
}

package io.rookery.spark.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.cluster.TaskDemand;
import io.rookery.spark.config.Layers;
import io.rookery.spark.metrics.EpochFeed;
import io.rookery.spark.train.TrainingSession;
import java.io.DataInput;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TrialJobsTest {

  private static final int ROUNDS = 100;
  private static final int EPOCHS = 20;

  @TempDir private Path folder;

  private FileCheckpoints checkpoints(JavaSparkContext spark, String search) {
    return FileCheckpoints.in(
        new org.apache.hadoop.fs.Path(folder.resolve(search).toUri()), spark.hadoopConfiguration());
  }

  private TrialJobs jobs(JavaSparkContext spark, String search, EpochFeed feed) {
    return jobs(spark, search, feed, new Ends(), checkpoints(spark, search));
  }

  private static TrialJobs jobs(
      JavaSparkContext spark, String search, EpochFeed feed, Ends ends, Checkpoints checkpoints) {
    TrialSetup setup =
        new TrialSetup(
            search,
            "scripted",
            new Layers().settings().training(),
            checkpoints,
            new TrialLimits(Duration.ZERO, Duration.ZERO),
            LocalGpus.NONE,
            new TaskDemand(1, 0));
    return new TrialJobs(spark, setup, Tiny.images(), feed, ends);
  }

  /** How each submission ended. */
  private static final class Ends implements TrialListener {
    private final BlockingQueue<TrialEnd> queue = new LinkedBlockingQueue<>();

    TrialEnd next() throws InterruptedException {
      return queue.take();
    }

    @Override
    public void ended(String candidateId, TrialEnd end) {
      queue.add(end);
    }

    @Override
    public void noticed(String message) {}

    @Override
    public void blocked(String message) {}
  }

  /**
   * Keeps nothing. Spark serializes it on the submitting thread before it knows the job, and then
   * {@link #submitting} runs.
   */
  private static class Telling implements Checkpoints {
    private static final long serialVersionUID = 1;

    static final AtomicReference<Runnable> submitting = new AtomicReference<>();

    private void writeObject(ObjectOutputStream out) throws IOException {
      Runnable once = submitting.getAndSet(null);
      if (once != null) {
        once.run();
      }
      out.defaultWriteObject();
    }

    @Override
    public @Nullable DataInput latest(String candidateId, double epoch) {
      return null;
    }

    @Override
    public void save(String candidateId, TrainingSession session) {}

    @Override
    public void forget(String candidateId) {}
  }

  /** Cannot go to an executor. */
  private static final class Stuck extends Telling {
    private static final long serialVersionUID = 1;

    private final Object here = new Object();
  }

  @Test
  void oneThatIsCancelledWhileItIsSubmittedDoesNotTrain() throws Exception {
    Ends ends = new Ends();
    try (JavaSparkContext spark = session();
        EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(spark, "s", feed, ends, new Telling())) {
      AtomicInteger known = new AtomicInteger(-1);
      Telling.submitting.set(
          () -> {
            known.set(spark.statusTracker().getJobIdsForGroup("s-c0").length);
            jobs.cancel("c0");
          });
      jobs.submit(Tiny.order("c0", 4_000), false);
      assertThat(known).as("jobs that Spark knew when it was cancelled").hasValue(0);
      assertThat(ends.next()).isInstanceOf(TrialEnd.Cancelled.class);

      jobs.submit(Tiny.order("c0", 4), false);
      assertThat(ends.next()).as("and may be submitted again").isEqualTo(new TrialEnd.Completed());
    }
  }

  /** Spark's bus may tell of the first job's end when the second one already trains. */
  @Test
  void theLateEndOfAnEarlierJobIsNotTakenForThatOfTheNextOne() throws Exception {
    Ends ends = new Ends();
    try (JavaSparkContext spark = session();
        EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(spark, "s", feed, ends, new Telling())) {
      jobs.submit(Tiny.order("c0", 4), false);
      assertThat(ends.next()).isEqualTo(new TrialEnd.Completed());
      int first = spark.statusTracker().getJobIdsForGroup("s-c0")[0];
      jobs.submit(Tiny.order("c0", 4_000), false);
      Thread bus = new Thread(() -> jobs.land("c0", first));
      bus.start();
      bus.join(2_000);
      assertThat(bus.isAlive()).as("waits for another job's end").isFalse();
      jobs.cancel("c0");
      assertThat(ends.next()).as("the order was heard").isInstanceOf(TrialEnd.Cancelled.class);
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void oneThatSparkRefusesIsNotWaitedFor() {
    try (JavaSparkContext spark = session();
        EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(spark, "s", feed, new Ends(), new Stuck())) {
      assertThatThrownBy(() -> jobs.submit(Tiny.order("c0", EPOCHS), false))
          .hasMessageContaining("not serializable");
      assertThat(spark.getLocalProperty("spark.jobGroup.id")).as("the caller's own").isNull();
    } // closing waits for those that run
  }

  /** What Spark logs of broadcasts: no listener is told of it where the task is killed anyway. */
  private static final class Complaints extends AbstractAppender implements AutoCloseable {

    private static final Logger ROOT = (Logger) LogManager.getRootLogger();

    private final Queue<String> found = new ConcurrentLinkedQueue<>();

    Complaints() {
      super("complaints", null, null, true, Property.EMPTY_ARRAY);
      start();
      ROOT.addAppender(this);
    }

    @Override
    public void append(LogEvent event) {
      String thrown = String.valueOf(event.getThrown());
      if (thrown.contains("BROADCAST")) {
        found.add(thrown);
      }
    }

    @Override
    public void close() {
      ROOT.removeAppender(this);
    }
  }

  /** What was broadcast outlives the task that reads it, whenever that begins. */
  @Test
  void noTaskMissesWhatWasBroadcastHoweverSoonAllIsClosed() {
    AtomicInteger started = new AtomicInteger();
    SparkListener watch =
        new SparkListener() {
          @Override
          public void onTaskStart(SparkListenerTaskStart task) {
            started.incrementAndGet();
          }
        };
    try (Complaints complaints = new Complaints()) {
      try (JavaSparkContext spark = session()) {
        spark.sc().addSparkListener(watch);
        for (int round = 0; round < ROUNDS; round++) {
          String search = "search" + round;
          try (EpochFeed feed = EpochFeed.open(search, report -> {});
              TrialJobs jobs = jobs(spark, search, feed)) {
            jobs.submit(Tiny.order("c0", EPOCHS), false);
            jobs.submit(Tiny.order("c1", EPOCHS), false);
            LockSupport.parkNanos(round * 100_000L);
          }
        }
      } // all tasks have left before it has stopped
      assertThat(complaints.found).isEmpty();
    }
    assertThat(started).as("tasks that began at all").hasValueGreaterThan(ROUNDS / 5);
  }

  private static JavaSparkContext session() {
    return JavaSparkContext.fromSparkContext(
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .getOrCreate()
            .sparkContext());
  }
}

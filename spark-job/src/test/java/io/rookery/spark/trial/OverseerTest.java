package io.rookery.spark.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.cluster.TaskDemand;
import io.rookery.spark.config.Layers;
import io.rookery.spark.metrics.EpochFeed;
import io.rookery.spark.search.StagedTrainer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each waits out how long the overseer has patience, some 20 s. */
@Tag("slow")
@Timeout(300)
class OverseerTest {

  @TempDir private Path folder;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final BlockingQueue<TrialEnd> ends = new LinkedBlockingQueue<>();

  /** While it is closed the last test's trainings hear of nothing. */
  private final CountDownLatch held = new CountDownLatch(1);

  private boolean throwing;
  private JavaSparkContext spark;

  private final TrialListener listener =
      new TrialListener() {
        @Override
        public void ended(String candidateId, TrialEnd end) {
          ends.add(end);
        }

        @Override
        public void noticed(String message) {
          told.add(message);
          if (throwing) {
            throw new IllegalStateException("a listener that cannot take it");
          }
        }

        @Override
        public void blocked(String message) {
          told.add(message);
        }
      };

  @BeforeEach
  void open() {
    spark =
        JavaSparkContext.fromSparkContext(
            SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.heartbeatInterval", "1s")
                .getOrCreate()
                .sparkContext());
  }

  @AfterEach
  void close() {
    held.countDown();
    StagedTrainer.stage = (plan, device, cancelled) -> true;
    StagedTrainer.scoreMillis = 0;
    spark.close();
  }

  /** No candidate waits for the end of that job, as of one that was cancelled. */
  @Test
  void scoringForLongIsNoTrainingThatIgnoresItsCancellation() throws Exception {
    StagedTrainer.scoreMillis = 18_000;
    try (EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(feed, Duration.ZERO)) {
      jobs.submit(Tiny.order("c0", 1), false);
      assertThat(ends.take()).isEqualTo(new TrialEnd.Completed());
      assertThat(jobs.score(Tiny.order("c0", 1, 1), folder.resolve("winner").toString()))
          .isEqualTo(50);
    }
    assertThat(told).isEmpty();
  }

  /**
   * The scheduler may be busy with a strategy, and takes no report for longer than an epoch may.
   */
  @Test
  void aTrainingThatReportsIsAliveThoughNobodyListens() throws Exception {
    StagedTrainer.stage = (plan, device, cancelled) -> StagedTrainer.pass(1_600, cancelled);
    try (EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(feed, Duration.ofSeconds(3))) {
      jobs.submit(Tiny.order("c0", 10), false);
      assertThat(ends.take()).isEqualTo(new TrialEnd.Completed());
    }
  }

  @Test
  void whatAListenerThrowsDoesNotEndTheOverseersLook() throws Exception {
    throwing = true;
    CountDownLatch training = new CountDownLatch(2);
    StagedTrainer.stage =
        (plan, device, cancelled) -> {
          training.countDown();
          StagedTrainer.pass(held);
          return !cancelled.getAsBoolean();
        };
    try (EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(feed, Duration.ZERO)) {
      jobs.submit(Tiny.order("c0", 1), false);
      jobs.submit(Tiny.order("c1", 1), false);
      training.await();
      jobs.cancelAll();
      assertThat(told.take()).contains("ignores its cancellation");
      assertThat(told.take()).contains("ignores its cancellation");
      assertThat(told.take()).contains("every slot (2) is held");
      held.countDown();
    }
  }

  private TrialJobs jobs(EpochFeed feed, Duration epochLimit) {
    TrialSetup setup =
        new TrialSetup(
            "s",
            "staged",
            new Layers().settings().training(),
            FileCheckpoints.in(
                new org.apache.hadoop.fs.Path(folder.toUri()), spark.hadoopConfiguration()),
            new TrialLimits(epochLimit, Duration.ZERO),
            LocalGpus.NONE,
            new TaskDemand(1, 0));
    return new TrialJobs(spark, setup, Tiny.images(), feed, listener);
  }
}

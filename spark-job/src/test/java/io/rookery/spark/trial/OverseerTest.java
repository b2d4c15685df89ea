package io.rookery.spark.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Architecture;
import io.rookery.nas.Candidate;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.Shape;
import io.rookery.spark.cluster.LocalGpus;
import io.rookery.spark.cluster.TaskDemand;
import io.rookery.spark.config.Layers;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.metrics.EpochFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    HeldTrainer.gate.countDown();
    HeldTrainer.scoreMillis = 0;
    spark.close();
  }

  /** Nobody waits for it, but somebody did cancel no job of it either. */
  @Test
  void scoringForLongIsNoTrainingThatIgnoresItsCancellation() throws Exception {
    HeldTrainer.scoreMillis = 18_000;
    try (EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(feed, Duration.ZERO)) {
      jobs.submit(order("c0", 1), false);
      assertThat(ends.take()).isEqualTo(new TrialEnd.Completed());
      assertThat(jobs.score(order("c0", 1), folder.resolve("winner").toString())).isEqualTo(50);
    }
    assertThat(told).isEmpty();
  }

  /**
   * The scheduler may be busy with a strategy, and takes no report for longer than an epoch may.
   */
  @Test
  void aTrainingThatReportsIsAliveThoughNobodyListens() throws Exception {
    try (EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(feed, Duration.ofSeconds(3))) {
      jobs.submit(order("c0", 16_000 / (int) HeldTrainer.EPOCH_MILLIS), false);
      assertThat(ends.take()).isEqualTo(new TrialEnd.Completed());
    }
  }

  @Test
  void whatAListenerThrowsDoesNotEndTheOverseersLook() throws Exception {
    throwing = true;
    HeldTrainer.gate = new CountDownLatch(1);
    try (EpochFeed feed = EpochFeed.open("s", report -> {});
        TrialJobs jobs = jobs(feed, Duration.ZERO)) {
      jobs.submit(order("c0", 1), false);
      jobs.submit(order("c1", 1), false);
      while (spark.sc().statusTracker().getExecutorInfos()[0].numRunningTasks() < 2) {
        Thread.sleep(50);
      }
      jobs.cancelAll();
      assertThat(told.take()).contains("ignores its cancellation");
      assertThat(told.take()).contains("ignores its cancellation");
      assertThat(told.take()).contains("every slot (2) is held");
      HeldTrainer.gate.countDown();
    }
  }

  private TrialJobs jobs(EpochFeed feed, Duration epochLimit) {
    ImageSet.Split split = new ImageSet.Split(new byte[2 * 64], new int[] {0, 1});
    TrialSetup setup =
        new TrialSetup(
            "s",
            "held",
            new Layers().settings().training(),
            FileCheckpoints.in(
                new org.apache.hadoop.fs.Path(folder.toUri()), spark.hadoopConfiguration()),
            new TrialLimits(epochLimit, Duration.ZERO),
            LocalGpus.NONE,
            new TaskDemand(1, 0));
    return new TrialJobs(
        spark,
        setup,
        new ImageSet("test", "0", new Shape(1, 8, 8), List.of("a", "b"), split, split, split),
        feed,
        listener);
  }

  private static TrialOrder order(String id, int epochs) {
    Architecture network =
        new Architecture(
            new Shape(1, 8, 8),
            List.of(
                new Node(
                    new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE),
                    List.of(Architecture.INPUT)),
                new Node(new Operation.Dense(2, true, null), List.of(0))),
            null);
    return new TrialOrder(
        new Candidate(id, 0, List.of(), "g", "g", null, network, null), epochs, 1, 1, 0, 0);
  }
}

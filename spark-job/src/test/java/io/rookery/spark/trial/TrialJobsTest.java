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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TrialJobsTest {

  private static final int ROUNDS = 100;

  @TempDir private Path folder;

  private static ImageSet images() {
    ImageSet.Split split = new ImageSet.Split(new byte[2 * 64], new int[] {0, 1});
    return new ImageSet("test", "0", new Shape(1, 8, 8), List.of("a", "b"), split, split, split);
  }

  private static TrialOrder order(String id) {
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
        new Candidate(id, 0, List.of(), "g", "g", null, network, null), 20, 1, 0, 0, 0);
  }

  private TrialJobs jobs(JavaSparkContext spark, String search, EpochFeed feed) {
    TrialSetup setup =
        new TrialSetup(
            search,
            "scripted",
            new Layers().settings().training(),
            FileCheckpoints.in(
                new org.apache.hadoop.fs.Path(folder.resolve(search).toUri()),
                spark.hadoopConfiguration()),
            new TrialLimits(Duration.ZERO, Duration.ZERO),
            LocalGpus.NONE,
            new TaskDemand(1, 0));
    return new TrialJobs(spark, setup, images(), feed, new Silent());
  }

  private static final class Silent implements TrialListener {
    @Override
    public void ended(String candidateId, TrialEnd end) {}

    @Override
    public void noticed(String message) {}

    @Override
    public void blocked(String message) {}
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
            jobs.submit(order("c0"), false);
            jobs.submit(order("c1"), false);
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

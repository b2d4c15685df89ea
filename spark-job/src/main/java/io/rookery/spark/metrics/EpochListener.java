package io.rookery.spark.metrics;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.TaskKilled;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.Tuple4;

/**
 * The slow but sure lane: reports out of the heartbeats of running tasks, and out of what ended
 * tasks left.
 *
 * <p>Called on Spark's listener bus, which it must not block.
 */
public final class EpochListener extends SparkListener {

  private final EpochFeed feed;

  public EpochListener(EpochFeed feed) {
    this.feed = feed;
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    var tasks = update.accumUpdates().iterator();
    while (tasks.hasNext()) {
      Tuple4<?, ?, ?, ?> task = (Tuple4<?, ?, ?, ?>) tasks.next();
      var infos = ((scala.collection.Iterable<?>) task._4()).iterator();
      while (infos.hasNext()) {
        take((AccumulableInfo) infos.next());
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof TaskKilled killed) {
      var infos = killed.accumUpdates().iterator();
      while (infos.hasNext()) {
        take(infos.next());
      }
    }
    var infos = end.taskInfo().accumulables().iterator();
    while (infos.hasNext()) {
      take(infos.next());
    }
  }

  private void take(AccumulableInfo info) {
    if (info.update().isDefined() && info.update().get() instanceof List<?> values) {
      List<EpochReport> reports = new ArrayList<>(values.size());
      for (Object value : values) {
        if (value instanceof EpochReport report) {
          reports.add(report);
        }
      }
      feed.accept(reports);
    }
  }
}

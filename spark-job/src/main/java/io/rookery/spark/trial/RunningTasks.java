package io.rookery.spark.trial;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/**
 * The tasks of one search that are on executors now. A job's future ends as soon as it is
 * cancelled, its task only when the training thread has left native code; whoever stops a JVM
 * before that crashes it.
 */
final class RunningTasks extends SparkListener {

  private final String prefix;
  private final Consumer<String> jobEnded;
  private final Map<Integer, String> jobs = new HashMap<>();
  private final Map<Integer, String> stages = new HashMap<>();
  private final Map<Long, Running> tasks = new HashMap<>();

  /**
   * Tasks of jobs that have a tag with this prefix.
   *
   * @param jobEnded told the rest of that tag, of each such job, in the order in which they end and
   *     after all their tasks' metrics went to the listeners before this one; on Spark's listener
   *     bus
   */
  RunningTasks(String prefix, Consumer<String> jobEnded) {
    this.prefix = prefix;
    this.jobEnded = jobEnded;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    Properties properties = job.properties();
    String tags = properties == null ? "" : properties.getProperty("spark.job.tags", "");
    for (String tag : tags.split(",")) {
      if (tag.startsWith(prefix)) {
        String candidate = tag.substring(prefix.length());
        jobs.put(job.jobId(), candidate);
        var ids = job.stageIds().iterator();
        while (ids.hasNext()) {
          stages.put((Integer) ids.next(), candidate);
        }
      }
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    String rest;
    synchronized (this) {
      rest = jobs.remove(end.jobId());
    }
    if (rest != null) {
      jobEnded.accept(rest);
    }
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    String candidate = stages.get(task.stageId());
    if (candidate != null) {
      tasks.put(
          task.taskInfo().taskId(),
          new Running(candidate, task.taskInfo().executorId(), task.taskInfo().host()));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    tasks.remove(task.taskInfo().taskId());
    notifyAll();
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    stages.remove(stage.stageInfo().stageId());
  }

  /** Those on executors now. */
  synchronized List<Running> now() {
    return List.copyOf(tasks.values());
  }

  /** A report of this candidate came. */
  synchronized void heard(String candidate) {
    of(candidate).forEach(Running::heard);
  }

  /** This candidate's tasks were cancelled. */
  synchronized void cancelled(String candidate) {
    of(candidate).forEach(Running::cancel);
  }

  private List<Running> of(String candidate) {
    return tasks.values().stream().filter(task -> task.candidate.equals(candidate)).toList();
  }

  /** Waits until none is left, but no longer than {@code patience}; whether none is left. */
  synchronized boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!tasks.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}

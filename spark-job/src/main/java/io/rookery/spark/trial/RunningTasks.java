package io.rookery.spark.trial;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.TaskInfo;

/**
 * The tasks of one search that are on executors now. A job's future ends as soon as it is
 * cancelled, its task only when the training thread has left native code; whoever stops a JVM
 * before that crashes it.
 */
final class RunningTasks extends SparkListener {

  /** From its start until its tasks have left. */
  private static final class Job {
    final int id;
    final String candidate;
    boolean over;
    boolean started;
    int running;

    Job(int id, String candidate) {
      this.id = id;
      this.candidate = candidate;
    }

    boolean left() {
      return over && started && running == 0;
    }
  }

  /** Is told of the end of a job. */
  interface Ends {
    void ended(String candidate, int job);
  }

  private final String prefix;
  private final Ends ends;
  private final Map<Integer, Job> jobs = new HashMap<>();
  private final Map<Integer, Job> stages = new HashMap<>();
  private final Map<Long, Running> tasks = new HashMap<>();

  /** Jobs are numbered in the order in which they are submitted and start. */
  private int newest = -1;

  /**
   * Tasks of jobs that have a tag with this prefix.
   *
   * @param ends told the rest of that tag, and Spark's number, of each such job, in the order in
   *     which they end and after all their tasks' metrics went to the listeners before this one; on
   *     Spark's listener bus
   */
  RunningTasks(String prefix, Ends ends) {
    this.prefix = prefix;
    this.ends = ends;
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    Properties properties = job.properties();
    String tags = properties == null ? "" : properties.getProperty("spark.job.tags", "");
    for (String tag : tags.split(",")) {
      if (tag.startsWith(prefix)) {
        Job started = new Job(job.jobId(), tag.substring(prefix.length()));
        jobs.put(job.jobId(), started);
        newest = job.jobId();
        var ids = job.stageIds().iterator();
        while (ids.hasNext()) {
          stages.put((Integer) ids.next(), started);
        }
      }
    }
  }

  @Override
  public void onJobEnd(SparkListenerJobEnd end) {
    Job job;
    synchronized (this) {
      job = jobs.get(end.jobId());
      over(end.jobId());
    }
    if (job != null) {
      ends.ended(job.candidate, job.id);
    }
  }

  /** This job has ended: nobody waits for what still runs of it. */
  synchronized void over(int id) {
    Job job = jobs.get(id);
    if (job != null) {
      job.over = true;
      tasks.values().stream().filter(task -> task.job == id).forEach(Running::cancel);
      tidy();
    }
  }

  /** Spark may tell of the start after the end of the job, where that was cancelled. */
  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart task) {
    Job job = stages.get(task.stageId());
    if (job != null) {
      job.started = true;
      job.running++;
      TaskInfo info = task.taskInfo();
      Running running = new Running(job.candidate, job.id, info.executorId(), info.host());
      tasks.put(info.taskId(), running);
      if (job.over) {
        running.cancel();
      }
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    Job job = stages.get(task.stageId());
    if (job != null && tasks.remove(task.taskInfo().taskId()) != null) {
      job.running--;
      tidy();
    }
  }

  private void tidy() {
    jobs.values().removeIf(Job::left);
    stages.values().removeIf(Job::left);
    notifyAll();
  }

  /**
   * Whether the job and every task of it are known to have ended. Never of a job that was cancelled
   * before its task began: Spark does not tell whether one is still about to.
   */
  synchronized boolean left(int job) {
    return job <= newest && !jobs.containsKey(job);
  }

  /** Whether that is known of all jobs. */
  synchronized boolean allLeft() {
    return jobs.isEmpty();
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

  /**
   * Waits until all jobs up to this one are over and no task is left, but no longer than {@code
   * patience}; whether it is so.
   */
  synchronized boolean awaitNone(int last, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (newest < last || !tasks.isEmpty() || jobs.values().stream().anyMatch(job -> !job.over)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}

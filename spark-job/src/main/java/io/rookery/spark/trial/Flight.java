package io.rookery.spark.trial;

import io.rookery.spark.metrics.EpochAccumulator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.broadcast.Broadcast;

/** One submission on its way. Its flags may be set and read by any thread. */
final class Flight {

  /**
   * How Spark begins what it says of a job that was cancelled, before 4.0 without the class; one
   * that ended with its context is another matter.
   */
  private static final Pattern CANCELLED_BY_OTHERS =
      Pattern.compile("^(\\[SPARK_JOB_CANCELLED] )?Job \\d+ cancelled (?!because SparkContext)");

  final EpochAccumulator epochs;
  final Broadcast<TrialOrder> order;
  final CompletableFuture<JavaFutureAction<List<TrialEnd>>> job = new CompletableFuture<>();

  /** Remembered here, for what Spark says of a cancelled job is not made to be read by programs. */
  volatile boolean cancelled;

  /** Cancelled because an epoch took too long. */
  volatile boolean tooLong;

  private boolean seenDone;

  Flight(EpochAccumulator epochs, Broadcast<TrialOrder> order) {
    this.epochs = epochs;
    this.order = order;
  }

  /** Whether its job had ended when this was asked the time before. */
  synchronized boolean longDone() {
    boolean before = seenDone;
    seenDone = job.isDone() && job.join().isDone();
    return before;
  }

  /** Whether this is its job; waits until that is submitted. */
  boolean isJob(int number) {
    return job.thenApply(submitted -> submitted.jobIds().get(0) == number)
        .exceptionally(refused -> false)
        .join();
  }

  /** Spark's number of its job, once that is submitted. */
  int jobId() {
    return job.join().jobIds().get(0);
  }

  /** How it ended; waits for the job where it has not yet. */
  TrialEnd end() throws InterruptedException {
    try {
      return job.join().get().get(0);
    } catch (ExecutionException e) {
      if (tooLong) {
        return new TrialEnd.Failed(
            ErrorKind.TIMEOUT,
            "no validation within rookery.training.epochTimeout, and the trainer did not answer");
      }
      return cancelled ? new TrialEnd.Cancelled() : failure(e);
    }
  }

  /**
   * What Spark says of a job that nobody here cancelled: its task was lost with its executor, or
   * threw, or the job went with a group of the caller's.
   */
  private static TrialEnd failure(ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = String.valueOf(cause.getMessage());
    if (CANCELLED_BY_OTHERS.matcher(message).find()) {
      return new TrialEnd.Cancelled();
    }
    boolean lost =
        message.contains("ExecutorLostFailure")
            || message.contains("cancelled because SparkContext");
    return new TrialEnd.Failed(lost ? ErrorKind.EXECUTOR_LOST : ErrorKind.EXCEPTION, message);
  }
}

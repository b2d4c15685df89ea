package io.rookery.spark.trial;

import io.rookery.spark.ui.SearchTab;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * What tells the jobs of one candidate from all others: a job group and a job tag of its name.
 * Where the caller already owns a job group, as a notebook cell does, that one is kept, and the tag
 * alone tells.
 */
final class JobMarks {

  private static final String GROUP = "spark.jobGroup.id";

  private final JavaSparkContext spark;
  private final String searchId;
  private final @Nullable String callersGroup;

  /** The caller's group is that of this thread. */
  JobMarks(JavaSparkContext spark, String searchId) {
    this.spark = spark;
    this.searchId = searchId;
    callersGroup = spark.getLocalProperty(GROUP);
  }

  /** What stands before a candidate's id in its mark. */
  String prefix() {
    return searchId + "-";
  }

  /** Jobs of this thread are this candidate's, until {@link #clear}. */
  void set(String candidateId) {
    if (callersGroup == null) {
      // Native code must not be interrupted: the task polls the flag instead.
      spark.setJobGroup(name(candidateId), "Rookery trains " + shown(candidateId), false);
    }
    spark.addJobTag(name(candidateId));
  }

  void clear(String candidateId) {
    spark.removeJobTag(name(candidateId));
    if (callersGroup == null) {
      spark.clearJobGroup();
    }
  }

  /** Cancels the jobs of this candidate that Spark knows, and no others. */
  void cancel(String candidateId) {
    if (callersGroup == null) {
      spark.cancelJobGroup(name(candidateId));
    } else {
      spark.sc().cancelJobsWithTag(name(candidateId));
    }
  }

  /**
   * The candidate's name in the Jobs page of Spark's UI; a link into the tab, where there is one.
   */
  private String shown(String candidateId) {
    return SearchTab.enabled(spark.getConf())
        ? "<a href=\"%s\">%s</a>".formatted(SearchTab.path(searchId, candidateId), candidateId)
        : candidateId;
  }

  private String name(String candidateId) {
    return prefix() + candidateId;
  }
}

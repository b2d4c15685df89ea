package io.rookery.spark.search;

/** Why a search ended. */
public enum SearchEnd {
  /** Every candidate it was to try is evaluated, and the best are measured. */
  CANDIDATES_DONE("every candidate is evaluated"),
  /** The strategy had no more candidate to give. */
  SPACE_EXHAUSTED("the strategy has no more candidates to give"),
  /** A person, or the cluster, stopped it. */
  STOPPED("stopped before its end");

  private final String sentence;

  SearchEnd(String sentence) {
    this.sentence = sentence;
  }

  /** For a person. */
  public String sentence() {
    return sentence;
  }
}

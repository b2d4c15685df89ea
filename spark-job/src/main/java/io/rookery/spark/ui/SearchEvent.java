package io.rookery.spark.ui;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.apache.spark.scheduler.SparkListenerEvent;

/**
 * Something that a search wrote down, on Spark's bus and in its event log. Event logs keep the name
 * of this class and of its fields: neither may change.
 */
public final class SearchEvent implements SparkListenerEvent {

  private final String searchId;
  private final String kind;
  private final String json;

  /**
   * One event.
   *
   * @param searchId the search
   * @param kind {@code search}, {@code status}, or a table's name
   * @param json what search.json or _STATUS.json says; of a table, an array of its rows
   */
  @JsonCreator
  public SearchEvent(
      @JsonProperty("searchId") String searchId,
      @JsonProperty("kind") String kind,
      @JsonProperty("json") String json) {
    this.searchId = searchId;
    this.kind = kind;
    this.json = json;
  }

  @JsonProperty("searchId")
  public String searchId() {
    return searchId;
  }

  @JsonProperty("kind")
  public String kind() {
    return kind;
  }

  @JsonProperty("json")
  public String json() {
    return json;
  }
}

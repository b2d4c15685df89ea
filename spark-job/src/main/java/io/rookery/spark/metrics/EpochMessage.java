package io.rookery.spark.metrics;

import java.io.Serializable;
import java.util.List;

/**
 * The fast lane's message: all reports of a running attempt so far, so that the next message heals
 * one that was lost.
 *
 * @param searchId the search they belong to
 * @param reports oldest first
 */
public record EpochMessage(String searchId, List<EpochReport> reports) implements Serializable {
  public EpochMessage {
    reports = List.copyOf(reports);
  }
}

package io.rookery.spark.ledger;

import java.util.Locale;

/** What became of a candidate; in lower case in the table. */
public enum Outcome {
  /** Trained to the horizon. */
  MEASURED,
  /** Ended early; its fitness is a prediction. */
  PREDICTED,
  /** Stopped for now, to go on if it comes to deserve a slot; its fitness is a prediction. */
  PAUSED,
  /** No fitness is known. */
  FAILED;

  /** Whether its fitness is a prediction. */
  public boolean isPrediction() {
    return this == PREDICTED || this == PAUSED;
  }

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Outcome of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}

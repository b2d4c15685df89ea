package io.rookery.spark.ledger;

import java.util.Locale;

/** What became of a candidate; in lower case in the table. */
public enum Outcome {
  /** Trained to the horizon. */
  MEASURED,
  /** Ended early; its fitness is a prediction. */
  PREDICTED,
  /** No fitness is known. */
  FAILED;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Outcome of(String column) {
    return valueOf(column.toUpperCase(Locale.ROOT));
  }
}

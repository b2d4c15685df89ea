package io.rookery.spark.ledger;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A folder of a search could not be written or read; the message says which and what to do. */
public final class LedgerException extends IOException {

  private static final long serialVersionUID = 1;

  LedgerException(String message) {
    super(message);
  }

  LedgerException(String message, Throwable cause) {
    super(message, cause);
  }

  static LedgerException writing(Path folder, Exception cause) {
    if (cause instanceof LedgerException known) {
      return known;
    }
    return new LedgerException(
        ("cannot write the results in %s: %s. Make room there or mend the right to write it, then"
                + " resume the search: what was written before is whole.")
            .formatted(folder, text(cause)),
        cause);
  }

  static LedgerException reading(Path folder, IOException cause) {
    if (cause instanceof LedgerException known) {
      return known;
    }
    return new LedgerException(
        "cannot read the search in %s: %s. Check the path and the right to read it."
            .formatted(folder, text(cause)),
        cause);
  }

  private static String text(Exception cause) {
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}

package io.rookery.spark.report;

import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.Ledger;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.PredictionRow;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** Made-up searches as folders on disk. */
public final class Folders {

  private Folders() {}

  /** Writes a search of that many trials that has ended. */
  public static Path ended(Path folder, int trials) throws LedgerException {
    return write(folder, MadeUp.search(trials));
  }

  /** Writes a search that has not. */
  public static Path running(Path folder, int trials) throws LedgerException {
    return write(folder, MadeUp.running(trials));
  }

  static Path write(Path folder, Snapshot search) throws LedgerException {
    try (Ledger ledger =
        Ledger.create(
            new Configuration(),
            new org.apache.hadoop.fs.Path(folder.toUri()),
            search.searchId(),
            search.search())) {
      for (CandidateRow row : search.candidates()) {
        ledger.add(row);
      }
      for (EpochRow row : search.epochs()) {
        ledger.add(row);
      }
      for (PredictionRow row : search.predictions()) {
        ledger.add(row);
      }
      for (EvaluationRow row : search.evaluations()) {
        ledger.add(row);
      }
      if (search.status() != null) {
        ledger.writeStatus(search.status());
      }
    }
    return folder;
  }
}

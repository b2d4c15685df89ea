package io.rookery.spark.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.cluster.Slots;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.ledger.Ledger;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;

/**
 * The output folder of a search, opened to be written: a new one, or that of a search that goes on.
 *
 * @param searchId the search
 * @param folder of its tables
 * @param ledger that writes them
 * @param history what they hold already
 */
record Opened(String searchId, Path folder, Ledger ledger, History history)
    implements AutoCloseable {

  static Opened of(Settings settings, ImageSet images, SparkContext spark, Slots slots)
      throws LedgerException, InterruptedException {
    Configuration hadoop = spark.hadoopConfiguration();
    String fresh = SearchIds.fresh();
    Path folder = folder(settings.output(), fresh, hadoop);
    if (settings.resume() && LedgerReader.holdsSearch(hadoop, folder)) {
      Tenant.refuseOther(hadoop, folder);
      return resumed(LedgerReader.resumable(hadoop, folder), images, hadoop);
    }
    ObjectNode provenance = Provenance.of(fresh, settings, images, spark, slots);
    return new Opened(
        fresh, folder, Ledger.create(hadoop, folder, fresh, provenance), History.NONE);
  }

  private static Opened resumed(LedgerContents known, ImageSet images, Configuration hadoop)
      throws LedgerException {
    String then = known.search().path("data").path("fingerprint").asText();
    if (!then.equals(images.fingerprint())) {
      throw Refusal.preflight(
          "%s was searched on other images (fingerprint %s, now %s): give --data as it was"
              .formatted(known.folder(), then, images.fingerprint()));
    }
    History history = History.of(known, LedgerReader.status(hadoop, known.folder()));
    return new Opened(known.searchId(), known.folder(), Ledger.resume(hadoop, known), history);
  }

  private static Path folder(String output, String searchId, Configuration hadoop) {
    Path asked = new Path(output.isEmpty() ? "rookery-results/" + searchId : output);
    try {
      return asked.getFileSystem(hadoop).makeQualified(asked);
    } catch (IOException e) {
      throw Refusal.storage("rookery.output = %s: %s".formatted(asked, e.getMessage()));
    }
  }

  @Override
  public void close() throws LedgerException {
    ledger.close();
  }
}

package io.rookery.spark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.cluster.Slots;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.ledger.Ledger;
import io.rookery.spark.ledger.LedgerContents;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerProblem;
import io.rookery.spark.ledger.LedgerReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;

/**
 * The output folder of a search, opened to be written: a new one, or that of a search that goes on.
 *
 * @param searchId the search
 * @param folder of its tables
 * @param ledger that writes them
 * @param history what they hold already
 * @param notices what a person should know of them
 */
record Opened(String searchId, Path folder, Ledger ledger, History history, List<String> notices)
    implements AutoCloseable {

  /**
   * Opens the folder that the settings name.
   *
   * @throws Refusal if it holds a search that must not go on: because another driver writes it, or
   *     because it is another one than the settings and images say
   */
  static Opened of(Settings settings, ImageSet images, SparkContext spark, Slots slots)
      throws LedgerException, InterruptedException {
    Configuration hadoop = spark.hadoopConfiguration();
    String fresh = SearchIds.fresh();
    Path folder = folder(settings.output(), fresh, hadoop);
    Tenant.enter(folder);
    boolean opened = false;
    try {
      Opened found;
      if (settings.resume() && LedgerReader.holdsSearch(hadoop, folder)) {
        found = resumed(folder, settings, images, hadoop);
      } else {
        ObjectNode provenance = Provenance.of(fresh, settings, images, spark, slots);
        Ledger ledger = Ledger.create(hadoop, folder, fresh, provenance);
        found = new Opened(fresh, folder, ledger, History.NONE, List.of());
      }
      opened = true;
      return found;
    } finally {
      if (!opened) {
        Tenant.leave(folder);
      }
    }
  }

  private static Opened resumed(
      Path folder, Settings settings, ImageSet images, Configuration hadoop)
      throws LedgerException, InterruptedException {
    JsonNode search = LedgerReader.search(hadoop, folder);
    Continuity.require(search, settings, folder);
    String then = search.path("data").path("fingerprint").asText();
    if (!then.equals(images.fingerprint())) {
      throw Refusal.preflight(
          "%s was searched on other images (fingerprint %s, now %s): give --data as it was"
              .formatted(folder, then, images.fingerprint()));
    }
    Tenant.refuseOther(hadoop, folder);
    LedgerContents known = LedgerReader.resumable(hadoop, folder);
    List<String> notices = new ArrayList<>();
    known.problems().forEach(problem -> notices.add(notice(problem)));
    History history = History.of(known, status(hadoop, folder, notices));
    return new Opened(
        known.searchId(), folder, Ledger.resume(hadoop, known), history, List.copyOf(notices));
  }

  private static String notice(LedgerProblem problem) {
    return problem.kind() == LedgerProblem.Kind.MISSING
        ? problem.message()
        : problem.message() + "; the file is set aside";
  }

  private static @Nullable JsonNode status(
      Configuration hadoop, Path folder, List<String> notices) {
    try {
      return LedgerReader.status(hadoop, folder);
    } catch (LedgerException e) {
      notices.add(
          "%s; it is written anew, and if some were chosen to be measured they are chosen again"
              .formatted(e.getMessage()));
      return null;
    }
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
    try {
      ledger.close();
    } finally {
      Tenant.leave(folder);
    }
  }
}

package io.rookery.spark.search;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * One network of a search, trained anew: longer, on more data. It is a search of that one network,
 * by the strategy {@code given} and without stopping rules, so that tables, report, checkpoints and
 * resuming are a search's.
 */
public final class Retraining {

  private static final String ORIGIN = "trained anew";

  private Retraining() {}

  /**
   * Puts the settings of the network's search below, and what makes it a training of one network
   * above all others.
   *
   * @param folder of the search
   * @param candidate id, or {@value Networks#BEST}
   * @throws Refusal if there is no such search or network
   */
  public static Layers of(Layers layers, Configuration hadoop, String folder, String candidate) {
    Networks networks = Networks.in(hadoop, new Path(folder));
    CandidateRow row = networks.candidate(candidate);
    layers.recorded(networks.configuration(), folder + "/search.json");
    Map.of(
            "rookery.strategy.name",
            "given",
            "rookery.strategy.given.genomes",
            List.of(row.genome()),
            "rookery.rules",
            List.of("never"),
            "rookery.search.candidates",
            1,
            "rookery.search.finishTop",
            1,
            "rookery.preset",
            "",
            // Not the search's own folder.
            "rookery.output",
            "",
            "rookery.resume",
            true)
        .forEach((key, value) -> layers.value(key, value, ORIGIN + " from " + folder));
    return layers;
  }

  /**
   * Refuses to go on with a training in the output folder that is another than the settings ask
   * for.
   */
  public static void requireSame(Settings settings, Configuration hadoop) {
    if (settings.output().isEmpty()) {
      return; // it gets a folder of its own
    }
    Path output = new Path(settings.output());
    try {
      if (!LedgerReader.holdsSearch(hadoop, output)) {
        return;
      }
      JsonNode there = LedgerReader.search(hadoop, output).path("configuration").path("rookery");
      int epochs = there.path("training").path("epochs").asInt();
      if (epochs != settings.training().epochs()) {
        throw Refusal.usage(
            "%s holds a training of %d epochs, now %d are asked for: name a new --output"
                .formatted(output, epochs, settings.training().epochs()));
      }
    } catch (LedgerException e) {
      throw Refusal.usage(String.valueOf(e.getMessage()));
    }
  }
}

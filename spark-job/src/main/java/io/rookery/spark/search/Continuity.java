package io.rookery.spark.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.ledger.Ledger;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;

/**
 * What a search keeps from its first day to its last: the format of its folder, and the settings
 * that its results rest on. Networks that were trained in two ways cannot be compared, and a
 * strategy with other settings cannot be replayed. How many are tried, the rules, the cluster and
 * all else may change when it goes on.
 */
public final class Continuity {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The one of {@code rookery.training} that changes no result. */
  private static final String FREE = "rookery.training.epochTimeout";

  private Continuity() {}

  /**
   * Refuses to go on with a search in another way than it began.
   *
   * @param search what its search.json says
   * @throws Refusal if its format is newer than this version, or such a setting differs
   */
  static void require(JsonNode search, Settings now, Path folder) {
    requireFormat(search, folder.toString());
    Map<String, String> then = leaves(search.path("configuration"));
    Map<String, String> effective = now.effective();
    List<String> changed = new ArrayList<>();
    leaves(tree(now.json()))
        .forEach(
            (key, value) -> {
              String was = then.get(key); // another version may not have had it
              if (was != null && !same(was, value) && stays(key, now)) {
                changed.add(
                    "%s was %s, now %s (%s)"
                        .formatted(
                            key, was, value, origin(Objects.requireNonNull(effective.get(key)))));
              }
            });
    if (!changed.isEmpty()) {
      throw Refusal.preflight(
          "%s cannot be resumed with other settings than began it: %s. Leave these as they were, or begin a new search in a folder of its own"
              .formatted(folder, String.join("; ", changed)));
    }
  }

  /**
   * Refuses a folder that a newer version wrote.
   *
   * @param search what its search.json says
   * @throws Refusal if one did
   */
  public static void requireFormat(JsonNode search, String folder) {
    int format = search.path("format").asInt(Ledger.FORMAT);
    if (format > Ledger.FORMAT) {
      throw Refusal.preflight(
          "%s was written in format %d by Rookery %s; this version, %s, knows format %d. Resume it with the version that began it"
              .formatted(
                  folder,
                  format,
                  search.path("versions").path("rookery").asText("of a newer version"),
                  Versions.rookery(),
                  Ledger.FORMAT));
    }
  }

  /** 1 is 1.0: somebody may say what was a default. */
  private static boolean same(String one, String other) {
    try {
      return one.equals(other) || new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean stays(String key, Settings now) {
    return key.equals("rookery.seed")
        || key.equals("rookery.trainer")
        || key.equals("rookery.space.name")
        || key.equals("rookery.strategy.name")
        || key.startsWith("rookery.space." + now.spaceName() + ".")
        || key.startsWith("rookery.strategy." + now.strategyName() + ".")
        || key.startsWith("rookery.training.") && !key.equals(FREE);
  }

  /** Of a line that says a value and, after a number sign, where it comes from. */
  private static String origin(String line) {
    return line.substring(line.lastIndexOf("# ") + 2);
  }

  /** Every value by its key; a list is one value. */
  private static Map<String, String> leaves(JsonNode tree) {
    Map<String, String> leaves = new TreeMap<>();
    add(tree, "", leaves);
    return leaves;
  }

  private static void add(JsonNode node, String key, Map<String, String> leaves) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(
              field ->
                  add(
                      field.getValue(),
                      key.isEmpty() ? field.getKey() : key + "." + field.getKey(),
                      leaves));
    } else {
      leaves.put(key, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the configuration's own JSON cannot be read", e);
    }
  }
}

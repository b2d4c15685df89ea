package io.rookery.spark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Shape;
import io.rookery.spark.train.ArchitectureJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Architectures of a thousand networks in a few kilobytes: each distinct operation once, each
 * distinct network once, its nodes as {@code [operation, shape, inputs…]}.
 */
final class ArchitectureTable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode operations = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode shapes = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode networks = JsonNodeFactory.instance.arrayNode();
  private final Map<String, Integer> known = new HashMap<>();

  /** Place of a network in the table; null where its text is none that this version can read. */
  @Nullable Integer add(String architecture) {
    Integer place = known.get(architecture);
    if (place != null) {
      return place;
    }
    try {
      ObjectNode network = network(architecture);
      networks.add(network);
      known.put(architecture, networks.size() - 1);
      return networks.size() - 1;
    } catch (InvalidArchitecture | JsonProcessingException e) {
      return null; // of a newer version, or damaged: the page says that it has none
    }
  }

  private ObjectNode network(String architecture) throws JsonProcessingException {
    Architecture read = ArchitectureJson.read(architecture);
    List<Shape> outputs = read.shapes();
    JsonNode json = JSON.readTree(architecture);
    ObjectNode network = JsonNodeFactory.instance.objectNode();
    network.put("input", read.input().toString());
    ArrayNode nodes = network.putArray("nodes");
    int index = 0;
    for (JsonNode node : json.path("nodes")) {
      ArrayNode packed = nodes.addArray();
      ObjectNode operation = ((ObjectNode) node).deepCopy();
      operation.remove("inputs");
      packed.add(once("o", operation.toString(), operations, operation));
      String shape = outputs.get(index++).toString();
      packed.add(once("s", shape, shapes, JsonNodeFactory.instance.textNode(shape)));
      node.path("inputs").forEach(packed::add);
    }
    if (json.has("recipe")) {
      network.set("recipe", json.get("recipe"));
    }
    return network;
  }

  private int once(String kind, String key, ArrayNode table, JsonNode value) {
    return known.computeIfAbsent(
        kind + key,
        fresh -> {
          table.add(value);
          return table.size() - 1;
        });
  }

  /** Writes the three tables into the page's data. */
  void into(ObjectNode data) {
    data.set("operations", operations);
    data.set("shapes", shapes);
    data.set("networks", networks);
  }
}

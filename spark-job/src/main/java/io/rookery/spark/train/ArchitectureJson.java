package io.rookery.spark.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Node;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Recipe;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Architectures as JSON, one line: {@code {"input": [channels, height, width], "nodes": [{"op": …,
 * "inputs": […], …}, …], "recipe": {…}}}. Equal architectures have equal texts, and reading gives
 * back an equal architecture. Safe to use from several threads.
 */
public final class ArchitectureJson {

  /** Longest text that is read, in characters: an architecture is some kilobytes. */
  public static final int MAX_LENGTH = 4 << 20;

  /** Most nodes that are read. */
  public static final int MAX_NODES = 20_000;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private ArchitectureJson() {}

  /** The JSON text of an architecture. */
  public static String write(Architecture architecture) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Shape input = architecture.input();
    json.putArray("input").add(input.channels()).add(input.height()).add(input.width());
    ArrayNode nodes = json.putArray("nodes");
    OperationJson operations = new OperationJson();
    for (Node node : architecture.nodes()) {
      ObjectNode written = operations.of(node.operation());
      ArrayNode inputs = written.putArray("inputs");
      node.inputs().forEach(inputs::add);
      nodes.add(written);
    }
    architecture.recipe().ifPresent(recipe -> json.set("recipe", write(recipe)));
    return json.toString();
  }

  /**
   * The architecture of a JSON text.
   *
   * @throws InvalidArchitecture if the text is none, is too long, or describes a graph that cannot
   *     be built; the message says where
   */
  public static Architecture read(String json) {
    if (json.length() > MAX_LENGTH) {
      throw new InvalidArchitecture(
          "an architecture's JSON has at most %d characters, found %d"
              .formatted(MAX_LENGTH, json.length()));
    }
    JsonFields fields = new JsonFields("architecture", parse(json));
    List<Integer> input = fields.integers("input", 3);
    List<Node> nodes = readNodes(fields.node("nodes"));
    Recipe recipe = readRecipe(fields.optional("recipe"));
    fields.end();
    return new Architecture(new Shape(input.get(0), input.get(1), input.get(2)), nodes, recipe);
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new InvalidArchitecture("not JSON: " + e.getOriginalMessage());
    }
  }

  private static List<Node> readNodes(JsonNode json) {
    if (!json.isArray() || json.size() > MAX_NODES) {
      throw new InvalidArchitecture(
          "\"nodes\" must be a list of at most %d objects".formatted(MAX_NODES));
    }
    List<Node> nodes = new ArrayList<>(json.size());
    for (JsonNode node : json) {
      JsonFields fields = new JsonFields("node " + nodes.size(), node);
      nodes.add(new Node(OperationJson.read(fields), fields.integers("inputs")));
      fields.end();
    }
    return nodes;
  }

  private static ObjectNode write(Recipe recipe) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("optimizer", write(recipe.optimizer()));
    return json.put("learningRate", recipe.learningRate())
        .put("weightDecay", recipe.weightDecay())
        .put("batchSize", recipe.batchSize())
        .put("patience", recipe.patience())
        .put("decay", recipe.decay());
  }

  private static ObjectNode write(Optimizer optimizer) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return json.put("name", "sgd")
          .put("momentum", sgd.momentum())
          .put("dampening", sgd.dampening())
          .put("nesterov", sgd.nesterov());
    } else if (optimizer instanceof Optimizer.RmsProp rmsProp) {
      return json.put("name", "rmsprop").put("rho", rmsProp.rho());
    }
    Optimizer.Adam adam = (Optimizer.Adam) optimizer;
    return json.put("name", "adam").put("beta1", adam.beta1()).put("beta2", adam.beta2());
  }

  private static @Nullable Recipe readRecipe(@Nullable JsonFields fields) {
    if (fields == null) {
      return null;
    }
    JsonFields optimizer = new JsonFields("recipe.optimizer", fields.node("optimizer"));
    Recipe recipe =
        new Recipe(
            readOptimizer(optimizer),
            fields.number("learningRate"),
            fields.number("weightDecay"),
            fields.integer("batchSize"),
            fields.integer("patience"),
            fields.number("decay"));
    optimizer.end();
    fields.end();
    return recipe;
  }

  private static Optimizer readOptimizer(JsonFields fields) {
    String name = fields.text("name");
    return switch (name) {
      case "sgd" ->
          new Optimizer.Sgd(
              fields.number("momentum"), fields.number("dampening"), fields.flag("nesterov"));
      case "rmsprop" -> new Optimizer.RmsProp(fields.number("rho"));
      case "adam" -> new Optimizer.Adam(fields.number("beta1"), fields.number("beta2"));
      default -> throw new InvalidArchitecture("recipe.optimizer: must be sgd, rmsprop or adam");
    };
  }
}

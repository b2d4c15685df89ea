package io.rookery.spark.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Shape;
import io.rookery.nas.draw.ArchitectureDrawing;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph alone, without weights, for drawing and counting: {@code graph.json} has the nodes as
 * {@link ArchitectureJson} writes them, each with its number, output shape, parameters and
 * multiply-adds, and the network's totals; {@code graph.svg} is its picture.
 */
public final class GraphExport implements ModelExport {

  @Override
  public String name() {
    return "graph";
  }

  @Override
  public String summary() {
    return "the graph of operations with shapes and costs as JSON, and its picture as SVG, without"
        + " weights";
  }

  @Override
  public boolean needsWeights() {
    return false;
  }

  @Override
  public void write(TrainedModel model, Folder folder) throws IOException {
    Architecture architecture = model.architecture();
    text(folder, "graph.json", json(architecture) + "\n");
    String title = "%d classes from %s".formatted(architecture.classes(), architecture.input());
    text(folder, "graph.svg", ArchitectureDrawing.svg(architecture, title));
  }

  private static void text(Folder folder, String name, String text) throws IOException {
    try (OutputStream out = folder.create(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static ObjectNode json(Architecture architecture) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    shape(json.putArray("input"), architecture.input());
    ArrayNode nodes = json.putArray("nodes");
    List<Shape> shapes = architecture.shapes();
    OperationJson operations = new OperationJson();
    for (Node node : architecture.nodes()) {
      List<Shape> inputs = new ArrayList<>();
      for (int from : node.inputs()) {
        inputs.add(from == Architecture.INPUT ? architecture.input() : shapes.get(from));
      }
      ObjectNode written = operations.of(node.operation());
      ArrayNode from = written.putArray("inputs");
      node.inputs().forEach(from::add);
      written.put("node", nodes.size());
      shape(written.putArray("shape"), shapes.get(nodes.size()));
      written.put("parameters", node.operation().parameters(inputs));
      written.put("multiplyAdds", node.operation().multiplyAdds(inputs));
      nodes.add(written);
    }
    json.put("classes", architecture.classes());
    json.put("parameters", architecture.parameters());
    json.put("multiplyAdds", architecture.multiplyAdds());
    json.put("depth", architecture.depth());
    return json;
  }

  private static void shape(ArrayNode array, Shape shape) {
    array.add(shape.channels()).add(shape.height()).add(shape.width());
  }
}

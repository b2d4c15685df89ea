package io.rookery.spark.train.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.rookery.nas.Architecture;
import io.rookery.nas.Node;
import io.rookery.nas.Shape;
import io.rookery.spark.train.ModelExport;
import io.rookery.spark.train.Normalisation;
import io.rookery.spark.train.Tensor;
import io.rookery.spark.train.TrainedModel;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * One ONNX file, {@code model.onnx}: input {@code pixels}, 32-bit floats from 0 to 255 of shape
 * (batch, channel, row, column) with any batch, output {@code scores} of shape (batch, class);
 * normalisation is inside. Operator set 17 of the default domain, which ONNX Runtime knows since
 * version 1.12.
 */
public final class OnnxExport implements ModelExport {

  /** Version of the operators' definitions. */
  static final int OPERATOR_SET = 17;

  /** Version of the file format that came with that operator set. */
  private static final int FORMAT_VERSION = 8;

  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String summary() {
    return "one file for ONNX Runtime and most other inference engines (operator set 17)";
  }

  @Override
  public void write(TrainedModel model, Folder folder) throws IOException {
    try (OutputStream out = folder.create("model.onnx")) {
      model(model).writeTo(out);
    }
  }

  static ModelProto model(TrainedModel model) {
    Architecture architecture = model.architecture();
    OnnxGraph graph = new OnnxGraph();
    graph.input("pixels", architecture.input());
    String seen = normalised(model.normalisation(), graph);
    List<Shape> shapes = architecture.shapes();
    String[] outputs = new String[shapes.size()];
    for (int i : architecture.used().stream().toArray()) {
      Node node = architecture.nodes().get(i);
      List<String> inputs = new ArrayList<>();
      List<Shape> inputShapes = new ArrayList<>();
      for (int from : node.inputs()) {
        inputs.add(from == Architecture.INPUT ? seen : outputs[from]);
        inputShapes.add(from == Architecture.INPUT ? architecture.input() : shapes.get(from));
      }
      outputs[i] = new OnnxNode(model, i, inputs, inputShapes, graph).of(node.operation());
    }
    graph.node("Flatten", List.of(outputs[outputs.length - 1]), "scores");
    graph.output("scores", model.classes().size());
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT_VERSION)
        .setProducerName("rookery")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
        .addMetadataProps(
            StringStringEntryProto.newBuilder()
                .setKey("classes")
                .setValue(String.join("\n", model.classes())))
        .setGraph(graph.build())
        .build();
  }

  private static String normalised(Normalisation normalisation, OnnxGraph graph) {
    List<Integer> each = List.of(1, normalisation.mean().length, 1, 1);
    graph.tensor("normalisation.mean", new Tensor(each, normalisation.mean()));
    graph.tensor("normalisation.deviation", new Tensor(each, normalisation.deviation()));
    graph.node("Sub", List.of("pixels", "normalisation.mean"), "centred");
    return graph.node("Div", List.of("centred", "normalisation.deviation"), "normalised");
  }
}

package io.rookery.spark.train.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import io.rookery.nas.Padding;
import io.rookery.nas.Shape;
import io.rookery.spark.train.TrainedModel;
import java.util.ArrayList;
import java.util.List;

/**
 * One node of an architecture as ONNX operators, as they compute outside training. Gives the name
 * of its output.
 *
 * @param model the network
 * @param number of the node
 * @param inputs names of what it reads
 * @param shapes of what it reads
 * @param graph what it is added to
 */
record OnnxNode(
    TrainedModel model, int number, List<String> inputs, List<Shape> shapes, OnnxGraph graph)
    implements OperationCases<String> {

  private String input() {
    return inputs.get(0);
  }

  private String name(String part) {
    return number + "." + part;
  }

  /** The node's output under its own name. */
  private String out() {
    return name("output");
  }

  private String tensor(String role) {
    return graph.tensor(name(role), model.tensor(number, role));
  }

  private static AttributeProto pads(Padding padding) {
    return OnnxGraph.integers(
        "pads", padding.top(), padding.left(), padding.bottom(), padding.right());
  }

  @Override
  public String convolution(Operation.Convolution c) {
    List<String> reads = new ArrayList<>(List.of(input(), tensor("weight")));
    if (c.bias()) {
      reads.add(tensor("bias"));
    }
    return graph.node(
        "Conv",
        reads,
        out(),
        OnnxGraph.integers("kernel_shape", c.kernelHeight(), c.kernelWidth()),
        OnnxGraph.integers("strides", c.strideHeight(), c.strideWidth()),
        OnnxGraph.integers("dilations", c.dilation(), c.dilation()),
        OnnxGraph.integer("group", c.groups()),
        pads(c.padding()));
  }

  @Override
  public String pooling(Operation.Pooling p) {
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(OnnxGraph.integers("kernel_shape", p.kernelHeight(), p.kernelWidth()));
    attributes.add(OnnxGraph.integers("strides", p.stride(), p.stride()));
    attributes.add(pads(p.padding()));
    if (p.kind() == Operation.Pooling.Kind.AVERAGE) {
      attributes.add(OnnxGraph.integer("count_include_pad", 0));
    }
    String operator = p.kind() == Operation.Pooling.Kind.MAX ? "MaxPool" : "AveragePool";
    return graph.node(operator, inputs, out(), attributes.toArray(AttributeProto[]::new));
  }

  @Override
  public String globalPooling(Operation.GlobalPooling p) {
    boolean max = p.kind() == Operation.Pooling.Kind.MAX;
    return graph.node(max ? "GlobalMaxPool" : "GlobalAveragePool", inputs, out());
  }

  @Override
  public String batchNorm(Operation.BatchNorm norm) {
    return graph.node(
        "BatchNormalization",
        List.of(input(), tensor("scale"), tensor("shift"), tensor("mean"), tensor("variance")),
        out(),
        OnnxGraph.real("epsilon", norm.epsilon()));
  }

  @Override
  public String activation(Operation.Activation activation) {
    return switch (activation.kind()) {
      case RELU -> graph.node("Relu", inputs, out());
      case CRELU -> crelu();
      case LEAKY_RELU ->
          graph.node(
              "LeakyRelu", inputs, out(), OnnxGraph.real("alpha", Operation.Activation.LEAK));
      case SIGMOID -> graph.node("Sigmoid", inputs, out());
      case TANH -> graph.node("Tanh", inputs, out());
      case SWISH -> {
        String gate = graph.node("Sigmoid", inputs, name("gate"));
        yield graph.node("Mul", List.of(input(), gate), out());
      }
      case GELU -> gelu();
    };
  }

  private String crelu() {
    String negative = graph.node("Neg", inputs, name("negative"));
    String both =
        graph.node(
            "Concat", List.of(input(), negative), name("both"), OnnxGraph.integer("axis", 1));
    return graph.node("Relu", List.of(both), out());
  }

  /** x/2 · (1 + erf(x/√2)): an operator of its own only since operator set 20. */
  private String gelu() {
    String root = graph.number(name("root"), Math.sqrt(2));
    String scaled = graph.node("Div", List.of(input(), root), name("scaled"));
    String erf = graph.node("Erf", List.of(scaled), name("erf"));
    String one = graph.number(name("one"), 1);
    String gate = graph.node("Add", List.of(erf, one), name("gate"));
    String twice = graph.node("Mul", List.of(input(), gate), name("twice"));
    return graph.node("Mul", List.of(twice, graph.number(name("half"), 0.5)), out());
  }

  @Override
  public String dropout(Operation.Dropout dropout) {
    return graph.node("Identity", inputs, out());
  }

  @Override
  public String dropPath(Operation.DropPath path) {
    return graph.node("Identity", inputs, out());
  }

  @Override
  public String identity(Operation.Identity identity) {
    return graph.node("Identity", inputs, out());
  }

  @Override
  public String zero(Operation.Zero zero) {
    Shape to = zero.output(shapes);
    String batch =
        graph.node(
            "Shape",
            inputs,
            name("batch"),
            OnnxGraph.integer("start", 0),
            OnnxGraph.integer("end", 1));
    String rest = graph.wholes(name("rest"), to.channels(), to.height(), to.width());
    String shape =
        graph.node("Concat", List.of(batch, rest), name("shape"), OnnxGraph.integer("axis", 0));
    // Without a value it fills with zeros.
    return graph.node("ConstantOfShape", List.of(shape), out());
  }

  @Override
  public String subsample(Operation.Subsample s) {
    Shape from = shapes.get(0);
    Shape to = s.output(shapes);
    int endRow = (to.height() - 1) * s.stride() + s.offset() + 1;
    int endColumn = (to.width() - 1) * s.stride() + s.offset() + 1;
    String pads =
        graph.wholes(
            name("pads"),
            0,
            0,
            0,
            0,
            0,
            0,
            Math.max(0, endRow - from.height()),
            Math.max(0, endColumn - from.width()));
    String padded = graph.node("Pad", List.of(input(), pads), name("padded"));
    return graph.node(
        "Slice",
        List.of(
            padded,
            graph.wholes(name("starts"), s.offset(), s.offset()),
            graph.wholes(name("ends"), endRow, endColumn),
            graph.wholes(name("axes"), 2, 3),
            graph.wholes(name("steps"), s.stride(), s.stride())),
        out());
  }

  @Override
  public String sum(Operation.Sum sum) {
    return graph.node("Sum", inputs, out());
  }

  @Override
  public String concat(Operation.Concat concat) {
    return graph.node("Concat", inputs, out(), OnnxGraph.integer("axis", 1));
  }

  @Override
  public String squeezeExcite(Operation.SqueezeExcite excite) {
    String mean = graph.node("GlobalAveragePool", inputs, name("mean"));
    String flat = graph.node("Flatten", List.of(mean), name("flat"));
    String squeezed = dense(flat, "squeeze.weight", "squeeze.bias", name("squeezed"));
    String active = graph.node("Relu", List.of(squeezed), name("active"));
    String excited = dense(active, "excite.weight", "excite.bias", name("excited"));
    String gate = graph.node("Sigmoid", List.of(excited), name("gate"));
    return graph.node("Mul", List.of(input(), image(gate, name("factors"))), out());
  }

  @Override
  public String dense(Operation.Dense dense) {
    String flat = graph.node("Flatten", inputs, name("flat"));
    String scores = dense(flat, "weight", dense.bias() ? "bias" : "", name("scores"));
    return image(scores, out());
  }

  private String dense(String from, String weight, String bias, String output) {
    List<String> reads = new ArrayList<>(List.of(from, tensor(weight)));
    if (!bias.isEmpty()) {
      reads.add(tensor(bias));
    }
    return graph.node("Gemm", reads, output, OnnxGraph.integer("transB", 1));
  }

  /** (batch, channel) to (batch, channel, 1, 1). */
  private String image(String flat, String output) {
    return graph.node("Unsqueeze", List.of(flat, graph.wholes(output + ".axes", 2, 3)), output);
  }
}

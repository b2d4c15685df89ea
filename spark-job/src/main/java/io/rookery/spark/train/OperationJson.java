package io.rookery.spark.train;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.nas.Initial;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import io.rookery.nas.Padding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations as JSON objects: {@code "op"} names the kind, the other fields are its settings. */
final class OperationJson implements OperationCases<ObjectNode> {

  static Operation read(JsonFields fields) {
    String op = fields.text("op");
    return switch (op) {
      case "convolution" -> readConvolution(fields);
      case "pooling" -> readPooling(fields);
      case "global-pooling" ->
          new Operation.GlobalPooling(fields.constant("kind", Operation.Pooling.Kind.class));
      case "batch-norm" ->
          new Operation.BatchNorm(fields.number("epsilon"), fields.number("momentum"));
      case "activation" ->
          new Operation.Activation(fields.constant("kind", Operation.Activation.Kind.class));
      case "dropout" -> new Operation.Dropout(fields.number("rate"));
      case "drop-path" -> new Operation.DropPath(fields.number("rate"));
      case "identity" -> new Operation.Identity();
      case "zero" -> new Operation.Zero(fields.integer("stride"));
      case "subsample" ->
          new Operation.Subsample(fields.integer("stride"), fields.integer("offset"));
      case "sum" -> new Operation.Sum();
      case "concat" -> new Operation.Concat();
      case "squeeze-excite" -> new Operation.SqueezeExcite(fields.integer("hidden"));
      case "dense" ->
          new Operation.Dense(fields.integer("units"), fields.flag("bias"), readInitial(fields));
      default ->
          throw new InvalidArchitecture(
              "%s: unknown operation \"%s\"".formatted(fields.place(), JsonFields.shortened(op)));
    };
  }

  private static Operation readConvolution(JsonFields fields) {
    List<Integer> kernel = fields.integers("kernel", 2);
    List<Integer> stride = fields.integers("stride", 2);
    return new Operation.Convolution(
        fields.integer("filters"),
        kernel.get(0),
        kernel.get(1),
        stride.get(0),
        stride.get(1),
        readPadding(fields),
        fields.integer("dilation"),
        fields.integer("groups"),
        fields.flag("bias"),
        readInitial(fields));
  }

  private static Operation readPooling(JsonFields fields) {
    List<Integer> kernel = fields.integers("kernel", 2);
    return new Operation.Pooling(
        fields.constant("kind", Operation.Pooling.Kind.class),
        kernel.get(0),
        kernel.get(1),
        fields.integer("stride"),
        readPadding(fields));
  }

  private static Padding readPadding(JsonFields fields) {
    List<Integer> sides = fields.integers("padding", 4);
    return new Padding(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
  }

  private static @Nullable Initial readInitial(JsonFields fields) {
    JsonFields initial = fields.optional("initial");
    if (initial == null) {
      return null;
    }
    Initial read =
        new Initial(initial.number("mean"), initial.number("deviation"), initial.number("bias"));
    initial.end();
    return read;
  }

  @Override
  public ObjectNode convolution(Operation.Convolution operation) {
    ObjectNode json = op("convolution").put("filters", operation.filters());
    kernel(json, operation.kernelHeight(), operation.kernelWidth());
    json.putArray("stride").add(operation.strideHeight()).add(operation.strideWidth());
    padding(json, operation.padding());
    json.put("dilation", operation.dilation());
    json.put("groups", operation.groups()).put("bias", operation.bias());
    return initial(json, operation.initial());
  }

  @Override
  public ObjectNode pooling(Operation.Pooling operation) {
    ObjectNode json = op("pooling").put("kind", JsonFields.name(operation.kind()));
    kernel(json, operation.kernelHeight(), operation.kernelWidth());
    json.put("stride", operation.stride());
    padding(json, operation.padding());
    return json;
  }

  @Override
  public ObjectNode globalPooling(Operation.GlobalPooling operation) {
    return op("global-pooling").put("kind", JsonFields.name(operation.kind()));
  }

  @Override
  public ObjectNode batchNorm(Operation.BatchNorm operation) {
    return op("batch-norm")
        .put("epsilon", operation.epsilon())
        .put("momentum", operation.momentum());
  }

  @Override
  public ObjectNode activation(Operation.Activation operation) {
    return op("activation").put("kind", JsonFields.name(operation.kind()));
  }

  @Override
  public ObjectNode dropout(Operation.Dropout operation) {
    return op("dropout").put("rate", operation.rate());
  }

  @Override
  public ObjectNode dropPath(Operation.DropPath operation) {
    return op("drop-path").put("rate", operation.rate());
  }

  @Override
  public ObjectNode identity(Operation.Identity operation) {
    return op("identity");
  }

  @Override
  public ObjectNode zero(Operation.Zero operation) {
    return op("zero").put("stride", operation.stride());
  }

  @Override
  public ObjectNode subsample(Operation.Subsample operation) {
    return op("subsample").put("stride", operation.stride()).put("offset", operation.offset());
  }

  @Override
  public ObjectNode sum(Operation.Sum operation) {
    return op("sum");
  }

  @Override
  public ObjectNode concat(Operation.Concat operation) {
    return op("concat");
  }

  @Override
  public ObjectNode squeezeExcite(Operation.SqueezeExcite operation) {
    return op("squeeze-excite").put("hidden", operation.hidden());
  }

  @Override
  public ObjectNode dense(Operation.Dense operation) {
    ObjectNode json = op("dense").put("units", operation.units()).put("bias", operation.bias());
    return initial(json, operation.initial());
  }

  private static ObjectNode op(String name) {
    return JsonNodeFactory.instance.objectNode().put("op", name);
  }

  private static void kernel(ObjectNode json, int height, int width) {
    json.putArray("kernel").add(height).add(width);
  }

  private static void padding(ObjectNode json, Padding padding) {
    ArrayNode sides = json.putArray("padding");
    sides.add(padding.top()).add(padding.bottom()).add(padding.left()).add(padding.right());
  }

  private static ObjectNode initial(ObjectNode json, @Nullable Initial initial) {
    if (initial != null) {
      json.putObject("initial")
          .put("mean", initial.mean())
          .put("deviation", initial.deviation())
          .put("bias", initial.bias());
    }
    return json;
  }
}

package io.rookery.nas.morph;

import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.OperationCases;
import io.rookery.nas.Shape;
import io.rookery.nas.morph.Widening.WidenedNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of one node when its inputs have replicated channels.
 *
 * @param node its index
 * @param inputs shapes of its inputs before
 * @param maps for each input, for each channel, the old one it replicates; empty: as before
 * @param own the channels of its output, if it is widened itself; else empty
 */
record WideningCases(int node, List<Shape> inputs, List<List<Integer>> maps, List<Integer> own)
    implements OperationCases<WidenedNode> {

  private List<Integer> map() {
    return maps.get(0);
  }

  /** Keeps its channels as they come, and has no weights. */
  private WidenedNode passing(Operation operation) {
    return new WidenedNode(operation, Inheritance.Copied.whole(node), map());
  }

  @Override
  public WidenedNode convolution(Operation.Convolution c) {
    if (c.groups() == 1) {
      int filters = own.isEmpty() ? c.filters() : own.size();
      return new WidenedNode(resized(c, filters, 1), new Inheritance.Copied(node, own, map()), own);
    }
    if (map().isEmpty()) {
      return new WidenedNode(c, Inheritance.Copied.whole(node), List.of());
    }
    if (c.groups() == c.filters() && c.groups() == inputs.get(0).channels()) {
      int channels = map().size();
      return new WidenedNode(
          resized(c, channels, channels), new Inheritance.Copied(node, map(), List.of()), map());
    }
    throw new InvalidArchitecture(
        "node %d, a convolution of groups that is not depthwise, reads its channels"
            .formatted(node));
  }

  private static Operation.Convolution resized(Operation.Convolution c, int filters, int groups) {
    return new Operation.Convolution(
        filters,
        c.kernelHeight(),
        c.kernelWidth(),
        c.strideHeight(),
        c.strideWidth(),
        c.padding(),
        c.dilation(),
        groups,
        c.bias(),
        c.initial());
  }

  @Override
  public WidenedNode dense(Operation.Dense dense) {
    int units = own.isEmpty() ? dense.units() : own.size();
    return new WidenedNode(
        new Operation.Dense(units, dense.bias(), dense.initial()),
        new Inheritance.Copied(node, own, map()),
        own);
  }

  @Override
  public WidenedNode batchNorm(Operation.BatchNorm norm) {
    return new WidenedNode(norm, new Inheritance.Copied(node, map(), List.of()), map());
  }

  @Override
  public WidenedNode squeezeExcite(Operation.SqueezeExcite excite) {
    return new WidenedNode(excite, new Inheritance.Copied(node, map(), map()), map());
  }

  @Override
  public WidenedNode activation(Operation.Activation activation) {
    if (activation.kind() != Operation.Activation.Kind.CRELU || map().isEmpty()) {
      return passing(activation);
    }
    List<Integer> both = new ArrayList<>(map());
    map().forEach(channel -> both.add(channel + inputs.get(0).channels()));
    return new WidenedNode(activation, Inheritance.Copied.whole(node), both);
  }

  @Override
  public WidenedNode concat(Operation.Concat concat) {
    if (maps.stream().allMatch(List::isEmpty)) {
      return passing(concat);
    }
    List<Integer> all = new ArrayList<>();
    int offset = 0;
    for (int i = 0; i < inputs.size(); i++) {
      int width = inputs.get(i).channels();
      List<Integer> part = maps.get(i);
      for (int channel = 0; channel < (part.isEmpty() ? width : part.size()); channel++) {
        all.add(offset + (part.isEmpty() ? channel : part.get(channel)));
      }
      offset += width;
    }
    return new WidenedNode(concat, Inheritance.Copied.whole(node), all);
  }

  @Override
  public WidenedNode pooling(Operation.Pooling pooling) {
    return passing(pooling);
  }

  @Override
  public WidenedNode globalPooling(Operation.GlobalPooling pooling) {
    return passing(pooling);
  }

  @Override
  public WidenedNode dropout(Operation.Dropout dropout) {
    return passing(dropout);
  }

  @Override
  public WidenedNode dropPath(Operation.DropPath path) {
    return passing(path);
  }

  @Override
  public WidenedNode identity(Operation.Identity identity) {
    return passing(identity);
  }

  @Override
  public WidenedNode zero(Operation.Zero zero) {
    return passing(zero);
  }

  @Override
  public WidenedNode subsample(Operation.Subsample subsample) {
    return passing(subsample);
  }

  @Override
  public WidenedNode sum(Operation.Sum sum) {
    return passing(sum);
  }
}

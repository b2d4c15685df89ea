package io.rookery.nas;

import java.io.Serializable;
import java.util.List;

/**
 * How a child's weights come from its parent's trained ones, where the two networks differ but
 * compute the same function: Net2Net (Chen, Goodfellow, Shlens 2016, arXiv 1511.05641), as used for
 * architecture search by Cai et al. 2018 (arXiv 1707.04873).
 *
 * @param nodes for each node of the child, where its weights come from; of nodes without weights it
 *     says nothing
 * @param noise what is added to replicated channels so that they learn different things: standard
 *     deviation as a share of that of the layer's weights; 0 keeps the function exactly
 * @param seed of that noise
 */
public record Inheritance(List<Origin> nodes, double noise, long seed) implements Serializable {

  public Inheritance {
    nodes = List.copyOf(nodes);
    if (!(noise >= 0) || Double.isInfinite(noise)) {
      throw new IllegalArgumentException("noise must be finite and not negative: " + noise);
    }
  }

  /** Where one node's weights come from. */
  public sealed interface Origin extends Serializable {}

  /** From nowhere: initialised as the operation says. */
  public record Fresh() implements Origin {}

  /**
   * From a node of the parent; running statistics of a batch norm too.
   *
   * @param parentNode its index in the parent
   * @param outputs for each output channel of the child the channel of the parent it copies; empty:
   *     all in order
   * @param inputs for each input channel of the child the channel of the parent whose weights it
   *     takes, divided by the number of input channels of the child that take the same one; empty:
   *     all in order. A dense layer's input channels are those of the shape it reads, each with
   *     height x width elements
   */
  public record Copied(int parentNode, List<Integer> outputs, List<Integer> inputs)
      implements Origin {
    public Copied {
      outputs = List.copyOf(outputs);
      inputs = List.copyOf(inputs);
    }

    /** Without change. */
    public static Copied whole(int parentNode) {
      return new Copied(parentNode, List.of(), List.of());
    }
  }

  /**
   * A new layer that passes its input on (Net2DeeperNet): a convolution's kernels are 1 at their
   * centre between equal channels, else 0; a dense layer is the unit matrix; a batch norm's running
   * mean is 0 and variance 1, its scale √(1 + epsilon), so that it passes its input on outside
   * training.
   */
  public record PassingOn() implements Origin {}
}

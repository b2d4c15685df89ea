package io.rookery.nas.space;

import io.rookery.nas.CanonicalForm;
import java.util.ArrayList;
import java.util.List;

/**
 * The graph of one phase (NSGA-Net) or stage (Genetic CNN), with nothing left out of order: nodes
 * that have neither inputs nor readers are dropped, those without inputs read the phase's input,
 * those without readers feed its output.
 *
 * @param inputs for each node, numbered from 1, those it reads; 0 is the phase's input; empty: the
 *     node is dropped. Entry 0 is the phase's output.
 */
record Phase(List<List<Integer>> inputs) {

  Phase {
    inputs = inputs.stream().map(List::copyOf).toList();
  }

  /**
   * The graph of a bit string.
   *
   * @param bits node 2's input, node 3's two inputs, and so on; from {@code offset}
   * @param nodes number of nodes
   * @param residual whether the phase's input also goes to its output
   */
  static Phase of(Genes bits, int offset, int nodes, boolean residual) {
    List<List<Integer>> inputs = new ArrayList<>();
    boolean[] read = new boolean[nodes + 1];
    inputs.add(new ArrayList<>());
    int bit = offset;
    for (int node = 1; node <= nodes; node++) {
      List<Integer> from = new ArrayList<>();
      for (int earlier = 1; earlier < node; earlier++) {
        if (bits.get(bit++) == 1) {
          from.add(earlier);
          read[earlier] = true;
        }
      }
      inputs.add(from);
    }
    if (residual) {
      inputs.get(0).add(0);
    }
    for (int node = 1; node <= nodes; node++) {
      boolean hasInputs = !inputs.get(node).isEmpty();
      if (read[node] && !hasInputs) {
        inputs.get(node).add(0);
      } else if (!read[node] && hasInputs) {
        inputs.get(0).add(node);
      }
    }
    return new Phase(inputs);
  }

  /** Number of connection bits of a phase. */
  static int connections(int nodes) {
    return nodes * (nodes - 1) / 2;
  }

  /** Nodes that are not dropped, in an order in which each reads only earlier ones. */
  List<Integer> kept() {
    List<Integer> kept = new ArrayList<>();
    for (int node = 1; node < inputs.size(); node++) {
      if (!inputs.get(node).isEmpty()) {
        kept.add(node);
      }
    }
    return kept;
  }

  /** What the output reads: 0 is the phase's input. */
  List<Integer> output() {
    return inputs.get(0);
  }

  /** A text that phases share which differ only in the numbering of their nodes. */
  String canonical() {
    List<Integer> kept = kept();
    List<String> labels = new ArrayList<>();
    List<List<Integer>> from = new ArrayList<>();
    labels.add("in");
    from.add(List.of());
    for (int node : kept) {
      labels.add("node");
      from.add(positions(inputs.get(node), kept));
    }
    labels.add("out");
    from.add(positions(output(), kept));
    return CanonicalForm.of(labels, from);
  }

  private static List<Integer> positions(List<Integer> nodes, List<Integer> kept) {
    return nodes.stream().map(node -> node == 0 ? 0 : 1 + kept.indexOf(node)).toList();
  }
}

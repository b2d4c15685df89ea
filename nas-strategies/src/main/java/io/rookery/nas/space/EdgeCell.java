package io.rookery.nas.space;

import io.rookery.nas.CanonicalForm;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell of NAS-Bench-201 as the network it is: convolutions and poolings, each reading a sum of
 * others. Edges that are "none" or "skip" are resolved, so that what is written differently and
 * computes the same is the same here.
 *
 * @param operations in an order in which each reads only earlier ones
 * @param output the terms of the cell's output
 */
record EdgeCell(List<Term> operations, List<Integer> output) {

  /** The cell's input, where a term is named. */
  static final int INPUT = -1;

  /**
   * An operation.
   *
   * @param operation index in {@link NasBench201#OPERATIONS}
   * @param inputs the terms it reads the sum of; one may stand there twice
   */
  record Term(int operation, List<Integer> inputs) {}

  /** The cell of six operations, in the order of the text form. */
  static EdgeCell of(Genes edges) {
    List<Term> operations = new ArrayList<>();
    List<List<Integer>> nodes = new ArrayList<>();
    nodes.add(List.of(INPUT));
    int edge = 0;
    for (int node = 1; node < NasBench201.NODES; node++) {
      List<Integer> sum = new ArrayList<>();
      for (int from = 0; from < node; from++) {
        sum.addAll(edge(edges.get(edge++), nodes.get(from), operations));
      }
      nodes.add(sum.stream().sorted().toList());
    }
    return new EdgeCell(operations, nodes.get(nodes.size() - 1));
  }

  private static List<Integer> edge(int operation, List<Integer> from, List<Term> operations) {
    boolean pooling = operation == NasBench201.POOLING;
    if (operation == NasBench201.NONE || (pooling && from.isEmpty())) {
      return List.of();
    }
    if (operation == NasBench201.SKIP) {
      return from;
    }
    operations.add(new Term(operation, from));
    return List.of(operations.size() - 1);
  }

  /** Without convolutions of nothing: each is a constant, the shift of its batch norm. */
  EdgeCell withoutConstants() {
    List<Term> kept = new ArrayList<>();
    List<Integer> renumbered = new ArrayList<>();
    for (Term term : operations) {
      List<Integer> inputs = renumber(term.inputs(), renumbered);
      renumbered.add(inputs.isEmpty() ? null : kept.size());
      if (!inputs.isEmpty()) {
        kept.add(new Term(term.operation(), inputs));
      }
    }
    return new EdgeCell(kept, renumber(output, renumbered));
  }

  /**
   * Without operations that do not reach the output, or, if {@code keepConvolutions}, neither it
   * nor a convolution.
   */
  EdgeCell withoutUnread(boolean keepConvolutions) {
    boolean[] wanted = new boolean[operations.size()];
    want(output, wanted);
    for (int i = operations.size() - 1; i >= 0; i--) {
      boolean convolution = operations.get(i).operation() != NasBench201.POOLING;
      if (wanted[i] || (keepConvolutions && convolution)) {
        wanted[i] = true;
        want(operations.get(i).inputs(), wanted);
      }
    }
    List<Term> kept = new ArrayList<>();
    List<Integer> renumbered = new ArrayList<>();
    for (int i = 0; i < wanted.length; i++) {
      renumbered.add(wanted[i] ? kept.size() : null);
      if (wanted[i]) {
        Term term = operations.get(i);
        kept.add(new Term(term.operation(), renumber(term.inputs(), renumbered)));
      }
    }
    return new EdgeCell(kept, renumber(output, renumbered));
  }

  private static void want(List<Integer> terms, boolean[] wanted) {
    for (int term : terms) {
      if (term != INPUT) {
        wanted[term] = true;
      }
    }
  }

  private static List<Integer> renumber(List<Integer> terms, List<Integer> renumbered) {
    List<Integer> result = new ArrayList<>();
    for (int term : terms) {
      Integer now = term == INPUT ? Integer.valueOf(INPUT) : renumbered.get(term);
      if (now != null) {
        result.add(now);
      }
    }
    return result;
  }

  /** A text that cells share which differ only in the order of their operations. */
  String canonical() {
    List<String> labels = new ArrayList<>();
    List<List<Integer>> inputs = new ArrayList<>();
    labels.add("in");
    inputs.add(List.of());
    for (Term term : operations) {
      labels.add(NasBench201.OPERATIONS.get(term.operation()));
      inputs.add(term.inputs().stream().map(input -> input + 1).toList());
    }
    labels.add("out");
    inputs.add(output.stream().map(term -> term + 1).toList());
    return CanonicalForm.of(labels, inputs);
  }
}

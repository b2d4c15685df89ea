package io.rookery.nas;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One text for all isomorphic directed acyclic graphs with labelled nodes, whatever the order of
 * nodes and of each node's inputs.
 *
 * <p>Colour refinement over inputs and readers; where it leaves nodes apart that are not told
 * apart, each is tried and the smallest text wins (the individualisation-refinement scheme of
 * McKay, "Practical graph isomorphism", 1981). Nodes with the same inputs and the same readers are
 * interchangeable and tried once. Meant for cells and phases of some ten nodes.
 */
public final class CanonicalForm {

  private final List<String> labels;
  private final List<List<Integer>> inputs;
  private final List<List<Integer>> readers = new ArrayList<>();

  private CanonicalForm(List<String> labels, List<List<Integer>> inputs) {
    this.labels = labels;
    this.inputs = inputs;
    for (int i = 0; i < labels.size(); i++) {
      readers.add(new ArrayList<>());
    }
    for (int i = 0; i < labels.size(); i++) {
      for (int from : inputs.get(i)) {
        readers.get(from).add(i);
      }
    }
  }

  /**
   * The text.
   *
   * @param labels one for each node, without commas, colons and spaces
   * @param inputs for each node the indices of those it reads; one may stand there twice
   */
  public static String of(List<String> labels, List<List<Integer>> inputs) {
    if (labels.size() != inputs.size()) {
      throw new IllegalArgumentException(
          "one list of inputs for each label: %d, %d".formatted(inputs.size(), labels.size()));
    }
    CanonicalForm form = new CanonicalForm(labels, inputs);
    List<String> known = List.copyOf(new TreeSet<>(labels));
    int[] colours = labels.stream().mapToInt(known::indexOf).toArray();
    return form.smallest(form.refine(colours));
  }

  private String smallest(int[] colours) {
    List<Integer> tied = tied(colours);
    if (tied.isEmpty()) {
      return text(colours);
    }
    String best = "";
    for (int i = 0; i < tied.size(); i++) {
      if (isTwinOfEarlier(tied, i)) {
        continue;
      }
      int[] split = Arrays.stream(colours).map(colour -> 2 * colour + 1).toArray();
      split[tied.get(i)]--;
      String text = smallest(refine(split));
      best = best.isEmpty() || text.compareTo(best) < 0 ? text : best;
    }
    return best;
  }

  private boolean isTwinOfEarlier(List<Integer> tied, int position) {
    int node = tied.get(position);
    return tied.subList(0, position).stream()
        .anyMatch(
            other ->
                sorted(inputs.get(other)).equals(sorted(inputs.get(node)))
                    && readers.get(other).equals(readers.get(node)));
  }

  /** The first colour that several nodes share; none if all differ. */
  private static List<Integer> tied(int[] colours) {
    for (int colour = 0; colour < colours.length; colour++) {
      int wanted = colour;
      List<Integer> nodes =
          IntStream.range(0, colours.length).filter(i -> colours[i] == wanted).boxed().toList();
      if (nodes.size() > 1) {
        return nodes;
      }
    }
    return List.of();
  }

  /** Tells nodes apart by the colours around them, until nothing changes; colours are 0, 1, … */
  private int[] refine(int[] start) {
    int[] colours = start;
    int before = -1;
    int now = 0;
    while (before != now) {
      before = now;
      int[][] seen = new int[colours.length][];
      for (int i = 0; i < seen.length; i++) {
        seen[i] = signature(i, colours);
      }
      int[][] sorted = seen.clone();
      Arrays.sort(sorted, Arrays::compare);
      int[][] distinct = distinct(sorted);
      colours =
          Arrays.stream(seen)
              .mapToInt(one -> Arrays.binarySearch(distinct, one, Arrays::compare))
              .toArray();
      now = distinct.length;
    }
    return colours;
  }

  /** A node's colour, the number and colours of its inputs, the colours of its readers. */
  private int[] signature(int node, int[] colours) {
    List<Integer> from = inputs.get(node);
    List<Integer> to = readers.get(node);
    int[] signature = new int[2 + from.size() + to.size()];
    signature[0] = colours[node];
    signature[1] = from.size();
    for (int i = 0; i < from.size(); i++) {
      signature[2 + i] = colours[from.get(i)];
    }
    int readersFrom = 2 + from.size();
    for (int i = 0; i < to.size(); i++) {
      signature[readersFrom + i] = colours[to.get(i)];
    }
    Arrays.sort(signature, 2, readersFrom);
    Arrays.sort(signature, readersFrom, signature.length);
    return signature;
  }

  private static int[][] distinct(int[][] sorted) {
    List<int[]> distinct = new ArrayList<>();
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || !Arrays.equals(sorted[i - 1], sorted[i])) {
        distinct.add(sorted[i]);
      }
    }
    return distinct.toArray(int[][]::new);
  }

  /** Nodes in the order of their colours, each with its label and inputs. */
  private String text(int[] colours) {
    int[] order = new int[colours.length];
    for (int i = 0; i < colours.length; i++) {
      order[colours[i]] = i;
    }
    return Arrays.stream(order)
        .mapToObj(
            i ->
                labels.get(i)
                    + ":"
                    + inputs.get(i).stream()
                        .map(from -> colours[from])
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",")))
        .collect(Collectors.joining(" "));
  }

  private static List<Integer> sorted(List<Integer> values) {
    return values.stream().sorted().toList();
  }
}

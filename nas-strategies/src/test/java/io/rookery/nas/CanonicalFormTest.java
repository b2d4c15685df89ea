package io.rookery.nas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CanonicalFormTest {

  private static final int NODES = 5;

  private static List<List<Integer>> graph(int bits) {
    List<List<Integer>> inputs = new ArrayList<>();
    int bit = 0;
    for (int node = 0; node < NODES; node++) {
      List<Integer> from = new ArrayList<>();
      for (int earlier = 0; earlier < node; earlier++) {
        if ((bits >> bit++ & 1) == 1) {
          from.add(earlier);
        }
      }
      inputs.add(from);
    }
    return inputs;
  }

  private static List<String> labels(int colours) {
    List<String> labels = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      labels.add((colours >> node & 1) == 1 ? "a" : "b");
    }
    return labels;
  }

  /** The smallest text over all orders of nodes: slow, and right by its definition. */
  private static String bruteForce(List<String> labels, List<List<Integer>> inputs) {
    String best = "~";
    for (List<Integer> order : permutations(NODES)) {
      StringBuilder text = new StringBuilder();
      for (int node : order) {
        text.append(labels.get(node))
            .append(inputs.get(node).stream().map(order::indexOf).sorted().toList());
      }
      best = text.toString().compareTo(best) < 0 ? text.toString() : best;
    }
    return best;
  }

  private static List<List<Integer>> permutations(int n) {
    if (n == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> result = new ArrayList<>();
    for (List<Integer> shorter : permutations(n - 1)) {
      for (int at = 0; at <= shorter.size(); at++) {
        List<Integer> longer = new ArrayList<>(shorter);
        longer.add(at, n - 1);
        result.add(longer);
      }
    }
    return result;
  }

  /** All graphs of five nodes without colours, and once with two colours. */
  @Test
  void agreesWithBruteForceOnEveryGraphOfFiveNodes() {
    Map<String, String> seen = new HashMap<>();
    Map<String, String> back = new HashMap<>();
    for (int bits = 0; bits < 1 << 10; bits++) {
      for (int colours : new int[] {0, 5}) {
        String slow = bruteForce(labels(colours), graph(bits));
        String fast = CanonicalForm.of(labels(colours), graph(bits));
        assertThat(seen.computeIfAbsent(fast, key -> slow)).isEqualTo(slow);
        assertThat(back.computeIfAbsent(slow, key -> fast)).isEqualTo(fast);
      }
    }
  }

  @Test
  void aShuffledGraphKeepsItsForm() {
    Random random = new Random(4);
    for (int i = 0; i < 500; i++) {
      List<List<Integer>> inputs = graph(random.nextInt(1 << 10));
      List<String> labels = labels(random.nextInt(1 << 5));
      List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4));
      Collections.shuffle(order, random);
      List<String> shuffledLabels = order.stream().map(labels::get).toList();
      List<List<Integer>> shuffled =
          order.stream()
              .map(node -> inputs.get(node).stream().map(order::indexOf).toList())
              .toList();
      assertThat(CanonicalForm.of(shuffledLabels, shuffled))
          .isEqualTo(CanonicalForm.of(labels, inputs));
    }
  }

  @Test
  void anInputReadTwiceIsNotOneReadOnce() {
    List<String> labels = List.of("a", "b");
    assertThat(CanonicalForm.of(labels, List.of(List.of(), List.of(0, 0))))
        .isNotEqualTo(CanonicalForm.of(labels, List.of(List.of(), List.of(0))));
  }

  @Test
  void manyInterchangeableNodesTakeNoTime() {
    List<String> labels = new ArrayList<>(List.of("in"));
    List<List<Integer>> inputs = new ArrayList<>(List.of(List.of()));
    for (int i = 0; i < 40; i++) {
      labels.add("node");
      inputs.add(List.of(0));
    }
    assertThat(CanonicalForm.of(labels, inputs)).startsWith("in:");
  }

  @Test
  void labelsAndInputsMustBeAsMany() {
    assertThatThrownBy(() -> CanonicalForm.of(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

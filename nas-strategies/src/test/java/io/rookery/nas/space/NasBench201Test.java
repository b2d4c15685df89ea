package io.rookery.nas.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Problem;
import io.rookery.nas.Shape;
import io.rookery.nas.bench.Nb201Table;
import io.rookery.nas.bench.TabularBenchmark;
import io.rookery.nas.testkit.SearchSpaceKit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NasBench201Test extends SearchSpaceKit<Genes> {

  private static final Problem CIFAR = new Problem(new Shape(3, 32, 32), 10);

  private final NasBench201 benchmark = new NasBench201(NasBench201Settings.defaults(), CIFAR);
  private final NasBench201 pruning = new NasBench201(new NasBench201Settings(16, 5, true), CIFAR);

  @Override
  protected NasBench201 space() {
    return new NasBench201(new NasBench201Settings(8, 2, false), problem());
  }

  private static List<Genes> all() {
    return IntStream.range(0, 15_625)
        .mapToObj(
            i ->
                new Genes(
                    IntStream.range(0, 6)
                        .mapToObj(edge -> i / (int) Math.pow(5, edge) % 5)
                        .toList()))
        .toList();
  }

  @Test
  void theBenchmarksBestNetworkHasItsPublishedParametersAndMultiplyAdds() {
    // Index 6111 of the benchmark: 1.073 M parameters, 153.27 M multiply-adds.
    Architecture best =
        benchmark.decode(
            benchmark.read(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1"
                    + "|nor_conv_1x1~2|"));
    assertThat(best.parameters() / 1e6).isEqualTo(1.073, offset(0.0005));
    assertThat(best.multiplyAdds() / 1e6).isEqualTo(153.27, offset(0.005));
  }

  @Test
  void allNetworksHaveTheTablesParametersAndMultiplyAdds() {
    TabularBenchmark table = Nb201Table.open();
    for (String text : table.architectures()) {
      Architecture network = benchmark.decode(benchmark.read(text));
      assertThat((double) network.parameters())
          .as(text)
          .isEqualTo(table.value(text, "params_cifar10").orElseThrow());
      assertThat(network.multiplyAdds() / 1e6)
          .as(text)
          .isEqualTo(table.value(text, "mmacs_cifar10").orElseThrow(), offset(1e-6));
    }
  }

  @Test
  void theTableHoldsEveryGenomeOfTheSpace() {
    TabularBenchmark table = Nb201Table.open();
    assertThat(new HashSet<>(table.architectures()))
        .isEqualTo(new HashSet<>(all().stream().map(benchmark::write).toList()));
  }

  /**
   * 6,765 and 5,425 come from a brute force over all orders of operations, independent of this
   * code.
   */
  @Test
  void canonicalFormsAreAsManyAsThereAreDifferentNetworks() {
    assertThat(all().stream().map(benchmark::canonical).distinct()).hasSize(6765);
    assertThat(all().stream().map(pruning::canonical).distinct()).hasSize(5425);
  }

  /**
   * The table's classes (its column isomorph_of) are those of the benchmark's own text, in which a
   * node is the sorted sum of what it reads, written out in full, zeros included.
   */
  @Test
  void theTablesClassesAreThoseOfTheUnfoldedText() {
    TabularBenchmark table = Nb201Table.open();
    Map<String, Double> classes = new HashMap<>();
    Set<Double> seen = new HashSet<>();
    for (String text : table.architectures()) {
      double isomorph = table.value(text, "isomorph_of").orElseThrow();
      Double other = classes.putIfAbsent(unfolded(benchmark.read(text), true), isomorph);
      assertThat(other == null || other == isomorph).as(text).isTrue();
      seen.add(isomorph);
    }
    assertThat(classes).hasSize(6466);
    assertThat(seen).hasSize(6466);
  }

  /**
   * Ours are finer where one convolution is read twice and theirs are two (other parameters), and
   * coarser where a zero is added.
   */
  @Test
  void networksOfOneCanonicalFormUnfoldToOneTextButForAddedZeros() {
    Map<String, String> unfolded = new HashMap<>();
    for (Genes genome : all()) {
      String text = unfolded(genome, false);
      String other = unfolded.putIfAbsent(benchmark.canonical(genome), text);
      assertThat(other == null || other.equals(text)).as(benchmark.write(genome)).isTrue();
    }
  }

  private static String unfolded(Genes genome, boolean zeros) {
    String[] nodes = new String[NasBench201.NODES];
    nodes[0] = "0";
    int edge = 0;
    for (int node = 1; node < nodes.length; node++) {
      String[] terms = new String[node];
      for (int from = 0; from < node; from++) {
        int operation = genome.get(edge++);
        terms[from] =
            operation == NasBench201.NONE || nodes[from].equals("#")
                ? "#"
                : operation == NasBench201.SKIP
                    ? nodes[from]
                    : "(" + nodes[from] + ")@" + NasBench201.OPERATIONS.get(operation);
      }
      List<String> sum =
          List.of(terms).stream().filter(term -> zeros || !term.equals("#")).sorted().toList();
      nodes[node] = sum.isEmpty() ? "#" : String.join("+", sum);
      // A sum of sums is one sum, whatever the order in which it is written.
      nodes[node] = zeros ? nodes[node] : flat(nodes[node]);
    }
    return nodes[NasBench201.NODES - 1];
  }

  private static String flat(String sum) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= sum.length(); i++) {
      char c = i < sum.length() ? sum.charAt(i) : '+';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '+' && depth == 0) {
        terms.add(sum.substring(start, i));
        start = i + 1;
      }
    }
    return String.join("+", terms.stream().sorted().toList());
  }

  @Test
  void pruningRefusesACellWithoutAPathAndNeverAddsCost() {
    Genes none = new Genes(List.of(0, 0, 0, 0, 0, 0));
    assertThatThrownBy(() -> pruning.decode(none))
        .isInstanceOf(InvalidArchitecture.class)
        .hasMessageContaining("no path");
    assertThat(benchmark.decode(none).classes()).isEqualTo(10);
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      Genes genome = pruning.sample(random);
      long kept;
      try {
        kept = pruning.decode(genome).parameters();
      } catch (InvalidArchitecture e) {
        continue;
      }
      assertThat(kept).isLessThanOrEqualTo(benchmark.decode(genome).parameters());
    }
  }

  @Test
  void neighboursAreTheTwentyFourGenomesWithOneOtherOperation() {
    Genes genome = benchmark.sample(new SplittableRandom(1));
    List<Genes> neighbours = benchmark.neighbours(genome);
    assertThat(neighbours).hasSize(24).doesNotHaveDuplicates();
    assertThat(neighbours)
        .allMatch(
            other -> IntStream.range(0, 6).filter(i -> other.get(i) != genome.get(i)).count() == 1);
  }

  @Test
  void mutationDrawsEachNeighbourWithEqualChance() {
    SplittableRandom random = new SplittableRandom(2);
    Genes genome = benchmark.sample(random);
    List<Genes> neighbours = benchmark.neighbours(genome);
    long[] counts = new long[neighbours.size()];
    for (int i = 0; i < 100_000; i++) {
      counts[neighbours.indexOf(benchmark.mutate(genome, random))]++;
    }
    Chances.assertUniform(counts);
  }
}

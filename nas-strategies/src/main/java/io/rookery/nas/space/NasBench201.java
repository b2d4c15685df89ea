package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Operation.Pooling;
import io.rookery.nas.Padding;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The cell space of NAS-Bench-201 (Dong, Yang, ICLR 2020, arXiv 2001.00326): four nodes, between
 * each two an operation; a node is the sum of what its edges bring.
 *
 * <p>Text form: the benchmark's, the inputs of node 1, of node 2 and of node 3: {@code
 * |nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|none~2|}.
 */
final class NasBench201 implements SearchSpace<Genes> {

  static final List<String> OPERATIONS =
      List.of("none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3");
  static final int NONE = 0;
  static final int SKIP = 1;
  static final int CONVOLUTION_1X1 = 2;
  static final int POOLING = 4;
  static final int NODES = 4;
  private static final int EDGES = 6;

  private final NasBench201Settings settings;
  private final Problem problem;

  NasBench201(NasBench201Settings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
  }

  @Override
  public Genes sample(RandomGenerator random) {
    return new Genes(
        IntStream.range(0, EDGES).mapToObj(i -> random.nextInt(OPERATIONS.size())).toList());
  }

  /** Another operation, each with equal chance, on one edge, each with equal chance. */
  @Override
  public Genes mutate(Genes parent, RandomGenerator random) {
    int edge = random.nextInt(EDGES);
    int other = random.nextInt(OPERATIONS.size() - 1);
    return parent.with(edge, other < parent.get(edge) ? other : other + 1);
  }

  @Override
  public List<Genes> crossOver(Genes first, Genes second, RandomGenerator random) {
    return UniformCrossover.cross(first, second, random);
  }

  @Override
  public List<Genes> neighbours(Genes genome) {
    List<Genes> neighbours = new ArrayList<>();
    for (int edge = 0; edge < EDGES; edge++) {
      for (int operation = 0; operation < OPERATIONS.size(); operation++) {
        if (operation != genome.get(edge)) {
          neighbours.add(genome.with(edge, operation));
        }
      }
    }
    return neighbours;
  }

  @Override
  public String write(Genes genome) {
    StringBuilder text = new StringBuilder();
    int edge = 0;
    for (int node = 1; node < NODES; node++) {
      text.append(node > 1 ? "+|" : "|");
      for (int from = 0; from < node; from++) {
        text.append(OPERATIONS.get(genome.get(edge++))).append('~').append(from).append('|');
      }
    }
    return text.toString();
  }

  @Override
  public Genes read(String text) {
    List<Integer> edges = new ArrayList<>();
    String[] nodes = text.split("\\+", -1);
    for (int node = 1; node <= nodes.length; node++) {
      String[] inputs = nodes[node - 1].split("\\|", -1);
      for (int from = 0; from < inputs.length - 2; from++) {
        String name = inputs[from + 1].replaceFirst("~" + from + "$", "");
        edges.add(OPERATIONS.indexOf(name));
      }
    }
    if (edges.size() != EDGES || edges.contains(-1) || !write(new Genes(edges)).equals(text)) {
      throw new InvalidArchitecture(
          "wanted |op~0|+|op~0|op~1|+|op~0|op~1|op~2| with operations %s, found '%s'"
              .formatted(OPERATIONS, text));
    }
    return new Genes(edges);
  }

  @Override
  public String canonical(Genes genome) {
    return cell(genome).canonical();
  }

  private EdgeCell cell(Genes genome) {
    EdgeCell cell = EdgeCell.of(genome);
    return settings.prune()
        ? cell.withoutConstants().withoutUnread(false)
        : cell.withoutUnread(true);
  }

  @Override
  public Architecture decode(Genes genome) {
    EdgeCell cell = cell(genome);
    if (settings.prune() && cell.output().isEmpty()) {
      throw new InvalidArchitecture("no path leads from the cell's input to its output");
    }
    Blueprint blueprint = new Blueprint(problem.input());
    int channels = settings.channels();
    int last =
        blueprint.chain(Architecture.INPUT, Convolution.square(channels, 3, 1, 1), new BatchNorm());
    for (int stage = 0; stage < 3; stage++) {
      if (stage > 0) {
        channels *= 2;
        last = reduction(blueprint, last, channels);
      }
      for (int i = 0; i < settings.cells(); i++) {
        last = add(blueprint, cell, last, channels);
      }
    }
    blueprint.chain(
        last,
        new BatchNorm(),
        Layers.relu(),
        Layers.globalMean(),
        new Operation.Dense(problem.classes()));
    return blueprint.finish();
  }

  /** The basic block of a residual network at stride 2; its shortcut pools, then projects. */
  private static int reduction(Blueprint blueprint, int from, int channels) {
    int body =
        blueprint.chain(
            from,
            Layers.relu(),
            Convolution.square(channels, 3, 2, 1),
            new BatchNorm(),
            Layers.relu(),
            Convolution.square(channels, 3, 1, 1),
            new BatchNorm());
    // "Same" padding where the benchmark has none: its images are even, others need the last row.
    Padding padding = Padding.same(blueprint.shape(from), 2, 2, 2, 1);
    int shortcut =
        blueprint.chain(
            from,
            new Pooling(Pooling.Kind.AVERAGE, 2, 2, 2, padding),
            Convolution.square(channels, 1, 1, 0));
    return blueprint.add(new Operation.Sum(), body, shortcut);
  }

  private static int add(Blueprint blueprint, EdgeCell cell, int input, int channels) {
    int[] built = new int[cell.operations().size()];
    for (int i = 0; i < built.length; i++) {
      EdgeCell.Term term = cell.operations().get(i);
      int sum = sum(blueprint, term.inputs(), built, input);
      built[i] =
          term.operation() == POOLING
              ? blueprint.add(Pooling.square(Pooling.Kind.AVERAGE, 3, 1, 1), sum)
              : convolution(blueprint, sum, channels, term.operation() == CONVOLUTION_1X1 ? 1 : 3);
    }
    return sum(blueprint, cell.output(), built, input);
  }

  private static int convolution(Blueprint blueprint, int from, int channels, int kernel) {
    return blueprint.chain(
        from, Layers.relu(), Convolution.square(channels, kernel, 1, kernel / 2), new BatchNorm());
  }

  private static int sum(Blueprint blueprint, List<Integer> terms, int[] built, int input) {
    if (terms.isEmpty()) {
      return blueprint.add(new Operation.Zero(1), input);
    }
    int[] nodes = terms.stream().mapToInt(t -> t == EdgeCell.INPUT ? input : built[t]).toArray();
    return nodes.length == 1 ? nodes[0] : blueprint.add(new Operation.Sum(), nodes);
  }
}

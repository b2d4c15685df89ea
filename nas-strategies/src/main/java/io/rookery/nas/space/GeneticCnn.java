package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Genetic CNN (Xie, Yuille, ICCV 2017, arXiv 1703.01513): the connections of a few stages as bits;
 * a node is a convolution of the sum of its inputs.
 *
 * <p>Text form: stages separated by spaces, in each the inputs of node 2, of node 3 and so on:
 * {@code 1-01 0-11-010-1011}; a stage of one node is a single dot.
 */
final class GeneticCnn implements SearchSpace<Genes> {

  private final GeneticCnnSettings settings;
  private final Problem problem;

  /** Index of each stage's first bit, and the number of all bits. */
  private final int[] offsets;

  GeneticCnn(GeneticCnnSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
    offsets = new int[settings.nodes().size() + 1];
    for (int stage = 0; stage < stages(); stage++) {
      offsets[stage + 1] = offsets[stage] + Phase.connections(settings.nodes().get(stage));
    }
  }

  private int stages() {
    return settings.nodes().size();
  }

  @Override
  public Genes sample(RandomGenerator random) {
    return new Genes(
        IntStream.range(0, offsets[stages()]).mapToObj(i -> random.nextInt(2)).toList());
  }

  /** Flips each bit with the probability q_M. */
  @Override
  public Genes mutate(Genes parent, RandomGenerator random) {
    return new Genes(
        parent.values().stream()
            .map(bit -> random.nextDouble() < settings.flip() ? 1 - bit : bit)
            .toList());
  }

  /** Exchanges each whole stage with the probability q_C. */
  @Override
  public List<Genes> crossOver(Genes first, Genes second, RandomGenerator random) {
    List<Integer> one = new ArrayList<>();
    List<Integer> other = new ArrayList<>();
    for (int stage = 0; stage < stages(); stage++) {
      boolean exchanged = random.nextDouble() < settings.exchange();
      int from = offsets[stage];
      int to = offsets[stage + 1];
      one.addAll((exchanged ? second : first).values().subList(from, to));
      other.addAll((exchanged ? first : second).values().subList(from, to));
    }
    return List.of(new Genes(one), new Genes(other));
  }

  @Override
  public List<Genes> neighbours(Genes genome) {
    return IntStream.range(0, genome.length())
        .mapToObj(bit -> genome.with(bit, 1 - genome.get(bit)))
        .toList();
  }

  @Override
  public String write(Genes genome) {
    return IntStream.range(0, stages())
        .mapToObj(
            stage ->
                settings.nodes().get(stage) == 1
                    ? "."
                    : PhaseText.write(genome, offsets[stage], settings.nodes().get(stage), false))
        .collect(Collectors.joining(" "));
  }

  @Override
  public Genes read(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != stages()) {
      throw new InvalidArchitecture(
          "%d stages wanted, separated by single spaces; found %d in '%s'"
              .formatted(stages(), parts.length, text));
    }
    List<Integer> bits = new ArrayList<>();
    for (int stage = 0; stage < stages(); stage++) {
      int nodes = settings.nodes().get(stage);
      if (nodes == 1 && !parts[stage].equals(".")) {
        throw new InvalidArchitecture(
            "a stage of one node is a single dot, found '%s' in '%s'"
                .formatted(parts[stage], text));
      }
      bits.addAll(nodes == 1 ? List.of() : PhaseText.read(parts[stage], nodes, false));
    }
    return new Genes(bits);
  }

  private Phase stage(Genes genome, int stage) {
    return Phase.of(genome, offsets[stage], settings.nodes().get(stage), false);
  }

  @Override
  public String canonical(Genes genome) {
    return IntStream.range(0, stages())
        .mapToObj(stage -> stage(genome, stage).canonical())
        .collect(Collectors.joining(" / "));
  }

  @Override
  public Architecture decode(Genes genome) {
    Blueprint blueprint = new Blueprint(problem.input());
    int last = Architecture.INPUT;
    for (int stage = 0; stage < stages(); stage++) {
      last = build(blueprint, stage(genome, stage), last, settings.filters().get(stage));
      last = blueprint.add(Layers.halved(), last);
    }
    if (settings.denseUnits() > 0) {
      last = blueprint.chain(last, new Operation.Dense(settings.denseUnits()), Layers.relu());
    }
    if (settings.dropout() > 0) {
      last = blueprint.add(new Operation.Dropout(settings.dropout()), last);
    }
    blueprint.add(new Operation.Dense(problem.classes()), last);
    return blueprint.finish();
  }

  /** Without a connection a stage is its input node alone. */
  private int build(Blueprint blueprint, Phase phase, int from, int filters) {
    int[] built = new int[phase.inputs().size()];
    built[0] = convolution(blueprint, from, filters, settings.entryKernel());
    for (int node : phase.kept()) {
      int sum = sum(blueprint, phase.inputs().get(node), built);
      built[node] = convolution(blueprint, sum, filters, settings.nodeKernel());
    }
    if (phase.output().isEmpty()) {
      return built[0];
    }
    return convolution(
        blueprint, sum(blueprint, phase.output(), built), filters, settings.nodeKernel());
  }

  private int convolution(Blueprint blueprint, int from, int filters, int kernel) {
    int last =
        blueprint.add(
            Layers.same(blueprint.shape(from), filters, kernel, !settings.batchNorm()), from);
    if (settings.batchNorm()) {
      last = blueprint.add(new Operation.BatchNorm(), last);
    }
    return blueprint.add(Layers.relu(), last);
  }

  private static int sum(Blueprint blueprint, List<Integer> from, int[] built) {
    int[] inputs = from.stream().mapToInt(node -> built[node]).toArray();
    return inputs.length == 1 ? inputs[0] : blueprint.add(new Operation.Sum(), inputs);
  }
}

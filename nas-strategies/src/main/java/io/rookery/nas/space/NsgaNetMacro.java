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
 * The macro space of NSGA-Net (Lu et al., GECCO 2019, arXiv 1810.03522): the connections of a few
 * phases as bits.
 *
 * <p>Text form: phases separated by spaces, in each the inputs of node 2, of node 3 and so on, and
 * last the residual bit: {@code 1-01-001-0 1-11-111-1 0-01-100-0}.
 */
final class NsgaNetMacro implements SearchSpace<Genes> {

  private final NsgaNetMacroSettings settings;
  private final Problem problem;
  private final int phaseLength;
  private final int length;
  private final double mutationProbability;
  private final PolynomialMutation mutation;

  NsgaNetMacro(NsgaNetMacroSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
    phaseLength = Phase.connections(settings.nodes()) + 1;
    length = settings.phases() * phaseLength;
    mutationProbability =
        settings.mutationProbability() > 0 ? settings.mutationProbability() : 1.0 / length;
    mutation = new PolynomialMutation(settings.mutationEta());
  }

  @Override
  public Genes sample(RandomGenerator random) {
    return new Genes(IntStream.range(0, length).mapToObj(i -> random.nextInt(2)).toList());
  }

  @Override
  public Genes mutate(Genes parent, RandomGenerator random) {
    List<Integer> values = new ArrayList<>(parent.values());
    for (int i = 0; i < values.size(); i++) {
      if (random.nextDouble() < mutationProbability) {
        values.set(i, mutation.mutate(values.get(i), 0, 1, random));
      }
    }
    return new Genes(values);
  }

  @Override
  public List<Genes> crossOver(Genes first, Genes second, RandomGenerator random) {
    return length < 3 ? List.of(first, second) : TwoPointCrossover.cross(first, second, random);
  }

  @Override
  public String write(Genes genome) {
    return IntStream.range(0, settings.phases())
        .mapToObj(phase -> PhaseText.write(genome, phase * phaseLength, settings.nodes(), true))
        .collect(Collectors.joining(" "));
  }

  @Override
  public Genes read(String text) {
    String[] phases = text.split(" ", -1);
    if (phases.length != settings.phases()) {
      throw new InvalidArchitecture(
          "%d phases wanted, separated by single spaces; found %d in '%s'"
              .formatted(settings.phases(), phases.length, text));
    }
    List<Integer> values = new ArrayList<>(length);
    for (String phase : phases) {
      values.addAll(PhaseText.read(phase, settings.nodes(), true));
    }
    return new Genes(values);
  }

  @Override
  public String canonical(Genes genome) {
    return phases(genome).stream().map(Phase::canonical).collect(Collectors.joining(" / "));
  }

  /** The phases with a connection; the published code leaves the others out. */
  private List<Phase> phases(Genes genome) {
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < settings.phases(); i++) {
      int offset = i * phaseLength;
      int residual = offset + phaseLength - 1;
      if (genome.values().subList(offset, residual).contains(1)) {
        phases.add(Phase.of(genome, offset, settings.nodes(), genome.get(residual) == 1));
      }
    }
    return phases;
  }

  @Override
  public Architecture decode(Genes genome) {
    Blueprint blueprint = new Blueprint(problem.input());
    List<Phase> phases = phases(genome);
    int last = Architecture.INPUT;
    int channels = settings.initChannels();
    for (int i = 0; i < phases.size(); i++) {
      if (i > 0) {
        last = blueprint.add(Layers.halved(), last);
      }
      last = phase(blueprint, phases.get(i), entry(blueprint, last, channels, i == 0), channels);
      channels *= 2;
    }
    blueprint.chain(last, Layers.globalMean(), new Operation.Dense(problem.classes()));
    return blueprint.finish();
  }

  /** To the phase's width, where it differs: 3x3 without padding in the first phase, else 1x1. */
  private static int entry(Blueprint blueprint, int from, int channels, boolean first) {
    return blueprint.shape(from).channels() == channels
        ? from
        : blueprint.add(Operation.Convolution.square(channels, first ? 3 : 1, 1, 0), from);
  }

  private static int phase(Blueprint blueprint, Phase phase, int entry, int channels) {
    int[] built = new int[phase.inputs().size()];
    built[0] = entry;
    for (int node : phase.kept()) {
      built[node] =
          blueprint.chain(
              joined(blueprint, phase.inputs().get(node), built, channels),
              Operation.Convolution.square(channels, 3, 1, 1),
              new Operation.BatchNorm(),
              Layers.relu());
    }
    return blueprint.chain(
        joined(blueprint, phase.output(), built, channels),
        new Operation.BatchNorm(),
        Layers.relu());
  }

  /** Several inputs are concatenated and brought back to the phase's width by a 1x1 convolution. */
  private static int joined(Blueprint blueprint, List<Integer> from, int[] built, int channels) {
    if (from.size() == 1) {
      return built[from.get(0)];
    }
    int[] inputs = from.stream().mapToInt(node -> built[node]).toArray();
    return blueprint.chain(
        blueprint.add(new Operation.Concat(), inputs),
        Operation.Convolution.square(channels, 1, 1, 0));
  }
}

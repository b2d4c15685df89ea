package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Operation.BatchNorm;
import io.rookery.nas.Operation.Convolution;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The micro space of NSGA-Net (Lu et al., GECCO 2019, arXiv 1810.03522): a normal and a reduction
 * cell of blocks, stacked.
 *
 * <p>Text form: the blocks of the normal cell, a slash, those of the reduction cell; a block is two
 * operations, each with what it reads: {@code sep_conv_3x3~0+skip_connect~1
 * max_pool_3x3~2+sep_conv_5x5~0 / …}. Inputs 0 and 1 are the two cells before, 2 is the first
 * block.
 */
final class NsgaNetMicro implements SearchSpace<Genes> {

  private final NsgaNetMicroSettings settings;
  private final Problem problem;
  private final int length;
  private final double mutationProbability;
  private final PolynomialMutation mutation;

  NsgaNetMicro(NsgaNetMicroSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
    length = 2 * 4 * settings.blocks();
    mutationProbability =
        settings.mutationProbability() > 0 ? settings.mutationProbability() : 1.0 / length;
    mutation = new PolynomialMutation(settings.mutationEta());
  }

  /** The largest value of a gene; the smallest is 0. */
  private int highest(int gene) {
    int block = gene / 4 % settings.blocks();
    return gene % 2 == 0 ? MicroOperations.NAMES.size() - 1 : block + BlockCell.CELL_INPUTS - 1;
  }

  @Override
  public Genes sample(RandomGenerator random) {
    return new Genes(
        IntStream.range(0, length).mapToObj(i -> random.nextInt(highest(i) + 1)).toList());
  }

  @Override
  public Genes mutate(Genes parent, RandomGenerator random) {
    List<Integer> values = new ArrayList<>(parent.values());
    for (int i = 0; i < length; i++) {
      if (random.nextDouble() < mutationProbability) {
        values.set(i, mutation.mutate(values.get(i), 0, highest(i), random));
      }
    }
    return new Genes(values);
  }

  @Override
  public List<Genes> crossOver(Genes first, Genes second, RandomGenerator random) {
    return TwoPointCrossover.cross(first, second, random);
  }

  /** All genomes with one other operation or one other input. */
  @Override
  public List<Genes> neighbours(Genes genome) {
    List<Genes> neighbours = new ArrayList<>();
    for (int gene = 0; gene < length; gene++) {
      for (int value = 0; value <= highest(gene); value++) {
        if (value != genome.get(gene)) {
          neighbours.add(genome.with(gene, value));
        }
      }
    }
    return neighbours;
  }

  @Override
  public String write(Genes genome) {
    return write(normal(genome)) + " / " + write(reduction(genome));
  }

  private static String write(BlockCell cell) {
    return cell.blocks().stream()
        .map(
            block ->
                "%s~%d+%s~%d"
                    .formatted(
                        MicroOperations.NAMES.get(block.operation1()),
                        block.input1(),
                        MicroOperations.NAMES.get(block.operation2()),
                        block.input2()))
        .collect(Collectors.joining(" "));
  }

  @Override
  public Genes read(String text) {
    List<Integer> genes = new ArrayList<>();
    for (String unit : text.split(" / | |\\+", -1)) {
      int tilde = unit.indexOf('~');
      int operation = tilde < 0 ? -1 : MicroOperations.NAMES.indexOf(unit.substring(0, tilde));
      String input = unit.substring(tilde + 1);
      boolean known = operation >= 0 && input.matches("\\d{1,3}");
      genes.add(operation);
      genes.add(known ? Integer.parseInt(input) : -1);
      int last = genes.size() - 1;
      if (!known || last >= length || genes.get(last) > highest(last)) {
        throw new InvalidArchitecture(
            "unit %d of '%s': '%s' is not one of %s with an input in [0, %d]"
                .formatted(
                    genes.size() / 2, text, unit, MicroOperations.NAMES, highest(last % length)));
      }
    }
    Genes genome = new Genes(genes);
    if (genes.size() != length || !write(genome).equals(text)) {
      throw new InvalidArchitecture(
          "%d blocks, ' / ' and %d blocks wanted, each op~input+op~input; found '%s'"
              .formatted(settings.blocks(), settings.blocks(), text));
    }
    return genome;
  }

  private BlockCell normal(Genes genome) {
    return BlockCell.of(genome.values().subList(0, length / 2));
  }

  private BlockCell reduction(Genes genome) {
    return BlockCell.of(genome.values().subList(length / 2, length));
  }

  @Override
  public String canonical(Genes genome) {
    return normal(genome).canonical() + " / " + reduction(genome).canonical();
  }

  @Override
  public Architecture decode(Genes genome) {
    BlockCell normal = normal(genome);
    BlockCell reduction = reduction(genome);
    Blueprint blueprint = new Blueprint(problem.input());
    int channels = settings.channels();
    int last =
        blueprint.chain(
            Architecture.INPUT, Convolution.square(3 * channels, 3, 1, 1), new BatchNorm());
    int beforeLast = last;
    boolean reducedLast = false;
    for (int layer = 0; layer < settings.layers(); layer++) {
      boolean reduces = layer == settings.layers() / 3 || layer == 2 * settings.layers() / 3;
      channels *= reduces ? 2 : 1;
      int output =
          new CellBuilder(blueprint, reduces ? reduction : normal, channels, reduces, settings)
              .build(beforeLast, last, reducedLast);
      beforeLast = last;
      last = output;
      reducedLast = reduces;
    }
    blueprint.chain(last, Layers.globalMean(), new Operation.Dense(problem.classes()));
    return blueprint.finish();
  }
}

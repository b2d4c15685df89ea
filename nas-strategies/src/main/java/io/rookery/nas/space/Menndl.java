package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.Operation;
import io.rookery.nas.Optimizer;
import io.rookery.nas.Padding;
import io.rookery.nas.Problem;
import io.rookery.nas.Recipe;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * MENNDL's genomes (Young et al. 2015, doi:10.1145/2834892.2834896; Patton et al. 2018), as far as
 * the released networks show them: layers and training evolve together. The code is not public;
 * docs/spaces.md says what is assumed.
 *
 * <p>Text form: {@code conv(kernel,stride,padding,filters,options,pool kernel,pool stride,pool
 * padding,dropout)} … {@code dense(units,dropout)} … {@code
 * sgd(batch,rate,momentum,dampening,decay)}, separated by spaces.
 */
final class Menndl implements SearchSpace<MenndlGenome> {

  private final MenndlSettings settings;
  private final Problem problem;

  Menndl(MenndlSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
  }

  @Override
  public MenndlGenome sample(RandomGenerator random) {
    MenndlVariation drawn = new MenndlVariation(settings, random);
    return new MenndlGenome(
        drawn.some(settings.convolutions(), drawn::convolution),
        drawn.some(settings.dense(), drawn::dense),
        drawn.training());
  }

  @Override
  public MenndlGenome mutate(MenndlGenome parent, RandomGenerator random) {
    MenndlVariation varied = new MenndlVariation(settings, random);
    return new MenndlGenome(
        varied.mutated(
            parent.convolutions(), settings.convolutions(), varied::mutated, varied::convolution),
        varied.mutated(parent.dense(), settings.dense(), varied::mutated, varied::dense),
        varied.mutated(parent.training()));
  }

  /** Layers at one position, and the constants of training, are exchanged in half of the cases. */
  @Override
  public List<MenndlGenome> crossOver(
      MenndlGenome first, MenndlGenome second, RandomGenerator random) {
    List<MenndlGenome.Convolution> convolutions = new ArrayList<>(first.convolutions());
    List<MenndlGenome.Convolution> otherConvolutions = new ArrayList<>(second.convolutions());
    exchange(convolutions, otherConvolutions, random);
    List<MenndlGenome.Dense> dense = new ArrayList<>(first.dense());
    List<MenndlGenome.Dense> otherDense = new ArrayList<>(second.dense());
    exchange(dense, otherDense, random);
    int mask = random.nextInt(32);
    return List.of(
        new MenndlGenome(convolutions, dense, mixed(first.training(), second.training(), mask)),
        new MenndlGenome(
            otherConvolutions, otherDense, mixed(second.training(), first.training(), mask)));
  }

  private static <T> void exchange(List<T> one, List<T> other, RandomGenerator random) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      if (random.nextBoolean()) {
        one.set(i, other.set(i, one.get(i)));
      }
    }
  }

  /** The first one's constants, but the second one's where a bit of the mask is set. */
  private static MenndlGenome.Training mixed(
      MenndlGenome.Training a, MenndlGenome.Training b, int mask) {
    return new MenndlGenome.Training(
        ((mask & 1) == 0 ? a : b).batchSize(),
        ((mask & 2) == 0 ? a : b).learningRate(),
        ((mask & 4) == 0 ? a : b).momentum(),
        ((mask & 8) == 0 ? a : b).dampening(),
        ((mask & 16) == 0 ? a : b).weightDecay());
  }

  @Override
  public String write(MenndlGenome genome) {
    return genome.text();
  }

  @Override
  public MenndlGenome read(String text) {
    return MenndlGenome.read(text);
  }

  /** The genome as it is built: made to fit, without the genes that have no use. */
  @Override
  public String canonical(MenndlGenome genome) {
    List<MenndlGenome.Convolution> fitted = new ArrayList<>();
    build(genome, fitted);
    return new MenndlGenome(fitted, genome.dense(), genome.training()).text();
  }

  @Override
  public Architecture decode(MenndlGenome genome) {
    return build(genome, new ArrayList<>());
  }

  private Architecture build(MenndlGenome genome, List<MenndlGenome.Convolution> fitted) {
    Blueprint blueprint = new Blueprint(problem.input());
    int last = Architecture.INPUT;
    for (MenndlGenome.Convolution layer : genome.convolutions()) {
      MenndlGenome.Convolution fit = layer.fitted(blueprint.shape(last));
      fitted.add(fit);
      last = add(blueprint, fit, last);
    }
    for (MenndlGenome.Dense layer : genome.dense()) {
      last = blueprint.chain(last, new Operation.Dense(layer.units()), Layers.relu());
      last = dropped(blueprint, last, layer.dropout());
    }
    blueprint.add(new Operation.Dense(problem.classes()), last);
    return blueprint.finish(recipe(genome.training()));
  }

  private static int add(Blueprint blueprint, MenndlGenome.Convolution layer, int from) {
    boolean normalised = layer.has(MenndlGenome.BATCH_NORM);
    int kernel = layer.kernel();
    int last =
        blueprint.add(
            new Operation.Convolution(
                layer.filters(),
                kernel,
                kernel,
                layer.stride(),
                Padding.of(layer.padding()),
                1,
                1,
                !normalised,
                null),
            from);
    last = normalised ? blueprint.add(new Operation.BatchNorm(), last) : last;
    last = blueprint.add(Layers.relu(), last);
    if (layer.has(MenndlGenome.POOLING)) {
      Shape in = blueprint.shape(last);
      int window = Math.min(layer.poolKernel(), Math.min(in.height(), in.width()));
      last =
          blueprint.add(
              Operation.Pooling.square(
                  Operation.Pooling.Kind.MAX, window, layer.poolStride(), layer.poolPadding()),
              last);
    }
    return dropped(blueprint, last, layer.dropout());
  }

  private static int dropped(Blueprint blueprint, int from, double rate) {
    return rate > 0 ? blueprint.add(new Operation.Dropout(rate), from) : from;
  }

  private static Recipe recipe(MenndlGenome.Training training) {
    return new Recipe(
        new Optimizer.Sgd(training.momentum(), training.dampening(), false),
        training.learningRate(),
        training.weightDecay(),
        training.batchSize(),
        0);
  }
}

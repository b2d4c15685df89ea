package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Blueprint;
import io.rookery.nas.Initial;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.Padding;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import io.rookery.nas.space.SimulatedBinaryCrossover.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * EvoCNN (Sun, Xue, Zhang, Yen, IEEE TEVC 2020, arXiv 1710.10741): a chain of any length of
 * convolutions, poolings and dense layers, together with the distribution of each layer's first
 * weights.
 *
 * <p>Text form: {@code conv(5,32,0.1,0.4) pool(1,0.3) dense(1200,-0.2,0.5) scores(0.0,0.1)}:
 * kernel, filters, mean and deviation; exponent of the window and kind; units, mean and deviation.
 */
final class EvoCnn implements SearchSpace<EvoGenome> {

  private static final List<Class<? extends EvoLayer>> KINDS =
      List.of(EvoLayer.Convolution.class, EvoLayer.Pooling.class, EvoLayer.Dense.class);

  /** Bias of every layer that has one, in the published code. */
  private static final double BIAS = 0.1;

  private final EvoCnnSettings settings;
  private final Problem problem;
  private final EvoVariation variation;

  EvoCnn(EvoCnnSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
    variation = new EvoVariation(settings);
  }

  @Override
  public EvoGenome sample(RandomGenerator random) {
    int convolutions = 1 + random.nextInt(settings.initialLayers());
    int poolings = 1 + random.nextInt(settings.initialLayers());
    int dense = random.nextInt(settings.initialLayers());
    List<EvoLayer> layers = new ArrayList<>();
    for (int i = 0; i < convolutions + poolings; i++) {
      boolean convolution = settings.mixed() ? i == 0 || random.nextBoolean() : i < convolutions;
      layers.add(convolution ? variation.convolution(random) : variation.pooling(random));
    }
    for (int i = 0; i < dense; i++) {
      layers.add(variation.dense(random));
    }
    return new EvoGenome(layers, variation.weights(random));
  }

  /**
   * Each layer but the scores, with probability one half: changed in all its genes, preceded by a
   * new one, or removed, a third each. Which networks mutate is the strategy's.
   */
  @Override
  public EvoGenome mutate(EvoGenome parent, RandomGenerator random) {
    List<EvoLayer> layers = new ArrayList<>();
    int size = parent.layers().size();
    for (int i = 0; i < size; i++) {
      EvoLayer layer = parent.layers().get(i);
      int length = layers.size() + size - i + 1;
      if (random.nextBoolean()) {
        layers.add(layer);
      } else {
        mutate(layer, length < settings.maxLayers(), layers, random);
      }
    }
    if (layers.isEmpty()) {
      layers.add(variation.convolution(random));
      layers.add(variation.pooling(random));
    }
    if (!(layers.get(0) instanceof EvoLayer.Convolution)) {
      layers.add(0, variation.convolution(random));
    }
    return new EvoGenome(layers, parent.scores());
  }

  private void mutate(
      EvoLayer layer, boolean mayGrow, List<EvoLayer> layers, RandomGenerator random) {
    int kind = random.nextInt(3);
    if (kind == 0 && mayGrow) {
      layers.add(variation.relative(layer, random));
      layers.add(layer);
    } else if (kind <= 1) {
      layers.add(variation.mutated(layer, random));
    }
  }

  /** Unit alignment: layers of one kind are paired from the first on; lengths stay. */
  @Override
  public List<EvoGenome> crossOver(EvoGenome first, EvoGenome second, RandomGenerator random) {
    List<EvoLayer> one = new ArrayList<>(first.layers());
    List<EvoLayer> other = new ArrayList<>(second.layers());
    for (Class<? extends EvoLayer> kind : KINDS) {
      List<Integer> left = EvoVariation.positions(one, kind);
      List<Integer> right = EvoVariation.positions(other, kind);
      for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
        if (random.nextDouble() < settings.layerCrossover()) {
          Pair<EvoLayer> children =
              variation.crossed(one.get(left.get(i)), other.get(right.get(i)), random);
          one.set(left.get(i), children.first());
          other.set(right.get(i), children.second());
        }
      }
    }
    Pair<EvoLayer.Weights> scores =
        random.nextDouble() < settings.layerCrossover()
            ? variation.crossed(first.scores(), second.scores(), random)
            : new Pair<>(first.scores(), second.scores());
    return List.of(new EvoGenome(one, scores.first()), new EvoGenome(other, scores.second()));
  }

  @Override
  public String write(EvoGenome genome) {
    return genome.text();
  }

  @Override
  public EvoGenome read(String text) {
    List<String> parts = List.of(text.split(" ", -1));
    String last = parts.get(parts.size() - 1);
    if (!last.startsWith("scores(")) {
      throw new InvalidArchitecture(
          "the last layer must be scores(mean,deviation), found '%s'".formatted(text));
    }
    List<EvoLayer> layers =
        parts.subList(0, parts.size() - 1).stream().map(EvoLayer::read).toList();
    return new EvoGenome(layers, EvoLayer.weights(Call.read(last).with(2), 0));
  }

  /** A pooling's kind counts only by the side of one half on which it lies. */
  @Override
  public String canonical(EvoGenome genome) {
    return genome.layers().stream()
            .map(
                layer ->
                    layer instanceof EvoLayer.Pooling p
                        ? new EvoLayer.Pooling(p.exponent(), p.kind() < 0.5 ? 0 : 1)
                        : layer)
            .map(EvoLayer::toString)
            .collect(Collectors.joining(" "))
        + " "
        + genome.scores();
  }

  @Override
  public Architecture decode(EvoGenome genome) {
    Blueprint blueprint = new Blueprint(problem.input());
    int last = Architecture.INPUT;
    for (EvoLayer layer : genome.layers()) {
      last = add(blueprint, layer, last);
    }
    Initial initial = initial(genome.scores());
    last =
        blueprint.add(
            new Operation.Dense(problem.classes(), !settings.batchNormScores(), initial), last);
    if (settings.batchNormScores()) {
      blueprint.add(batchNorm(), last);
    }
    return blueprint.finish();
  }

  private static int add(Blueprint blueprint, EvoLayer layer, int from) {
    Shape in = blueprint.shape(from);
    if (layer instanceof EvoLayer.Pooling p) {
      return blueprint.add(pooling(p, in), from);
    }
    Operation operation;
    if (layer instanceof EvoLayer.Convolution c) {
      int kernel = c.kernel();
      Padding padding = Padding.same(in, kernel, kernel, 1, 1);
      operation =
          new Operation.Convolution(
              c.filters(), kernel, kernel, 1, padding, 1, 1, false, initial(c.weights()));
    } else {
      EvoLayer.Dense d = (EvoLayer.Dense) layer;
      operation = new Operation.Dense(d.units(), false, initial(d.weights()));
    }
    return blueprint.chain(
        from, operation, batchNorm(), new Operation.Activation(Operation.Activation.Kind.CRELU));
  }

  private static Operation pooling(EvoLayer.Pooling layer, Shape in) {
    int window = 1 << layer.exponent();
    Operation.Pooling.Kind kind =
        layer.kind() < 0.5 ? Operation.Pooling.Kind.MAX : Operation.Pooling.Kind.AVERAGE;
    Padding padding = Padding.same(in, window, window, window, 1);
    return new Operation.Pooling(kind, window, window, window, padding);
  }

  private static Initial initial(EvoLayer.Weights weights) {
    return new Initial(weights.mean(), weights.deviation(), BIAS);
  }

  /**
   * As in the published code: running statistics keep 0.99 of their value; its library's epsilon.
   */
  private static Operation batchNorm() {
    return new Operation.BatchNorm(1e-3, 0.99);
  }
}

package com.example.widths;

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

/** A chain of convolutions; the genome is how many filters each has. */
final class WidthsSpace implements SearchSpace<List<Integer>> {

  private final WidthsSettings settings;
  private final Problem problem;

  WidthsSpace(WidthsSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
  }

  @Override
  public List<Integer> sample(RandomGenerator random) {
    return IntStream.range(0, settings.depth()).mapToObj(i -> width(random)).toList();
  }

  private int width(RandomGenerator random) {
    return 1 + random.nextInt(settings.most());
  }

  @Override
  public List<Integer> mutate(List<Integer> parent, RandomGenerator random) {
    List<Integer> child = new ArrayList<>(parent);
    child.set(random.nextInt(child.size()), width(random));
    return List.copyOf(child);
  }

  @Override
  public List<List<Integer>> crossOver(
      List<Integer> first, List<Integer> second, RandomGenerator random) {
    int cut = random.nextInt(first.size() + 1);
    return List.of(spliced(first, second, cut), spliced(second, first, cut));
  }

  private static List<Integer> spliced(List<Integer> head, List<Integer> tail, int cut) {
    List<Integer> child = new ArrayList<>(head.subList(0, cut));
    child.addAll(tail.subList(cut, tail.size()));
    return List.copyOf(child);
  }

  @Override
  public String write(List<Integer> genome) {
    return genome.stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  @Override
  public List<Integer> read(String text) {
    if (!text.matches("[1-9]\\d{0,6}(-[1-9]\\d{0,6}){" + (settings.depth() - 1) + "}")) {
      throw new InvalidArchitecture(
          "%d widths wanted, separated by hyphens, found '%s'".formatted(settings.depth(), text));
    }
    return List.of(text.split("-", -1)).stream().map(Integer::valueOf).toList();
  }

  @Override
  public Architecture decode(List<Integer> genome) {
    Blueprint blueprint = new Blueprint(problem.input());
    int last = Architecture.INPUT;
    for (int filters : genome) {
      last =
          blueprint.chain(
              last,
              Operation.Convolution.square(filters, 3, 1, 1),
              new Operation.BatchNorm(),
              new Operation.Activation(Operation.Activation.Kind.RELU));
    }
    blueprint.chain(
        last,
        new Operation.GlobalPooling(Operation.Pooling.Kind.AVERAGE),
        new Operation.Dense(problem.classes()));
    return blueprint.finish();
  }
}

package io.rookery.nas.strategy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A space in which a genome says how it was made: {@code s17} was sampled, {@code m(s17)} mutated,
 * {@code x(s17,s3)} is the first child of a crossover. A genome of n letters has a network of n
 * inputs.
 *
 * @param numbered whether mutants bear a random number, so that a network has many
 */
record Marks(boolean numbered) implements SearchSpace<String> {

  /** Mutation always gives the same mutant. */
  Marks() {
    this(false);
  }

  @Override
  public String sample(RandomGenerator random) {
    return "s" + random.nextInt(1_000_000);
  }

  @Override
  public String mutate(String parent, RandomGenerator random) {
    return (numbered ? "m" + random.nextInt(1_000_000) : "m") + "(" + parent + ")";
  }

  @Override
  public List<String> crossOver(String first, String second, RandomGenerator random) {
    return List.of("x(" + first + "," + second + ")", "x(" + second + "," + first + ")");
  }

  @Override
  public String write(String genome) {
    return genome;
  }

  @Override
  public String read(String text) {
    return text;
  }

  @Override
  public Architecture decode(String genome) {
    if (genome.startsWith("invalid")) {
      throw new InvalidArchitecture("invalid on purpose");
    }
    return new Architecture(
        Shape.flat(genome.length()),
        List.of(new Node(new Operation.Dense(1, false, null), List.of(Architecture.INPUT))),
        null);
  }

  /** Members called a, b, c, … of these scores; each has as many parameters as its name letters. */
  List<Member<String>> members(double... scores) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      names.add(String.valueOf((char) ('a' + i)));
    }
    return members(names, scores);
  }

  /** Members of these genomes, with as many parameters as letters. */
  List<Member<String>> members(List<String> names, double... scores) {
    Proposals<String> proposals =
        new Proposals<>(this, new Scoring(true, PredictedFitness.AS_MEASURED), 0);
    List<Member<String>> members = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      String id = proposals.propose(Draft.fresh(names.get(i))).id();
      members.add(proposals.tell(new Measured(id, scores[i], i)).member());
    }
    return members;
  }

  /** Shares of what came, in so many draws. */
  static <T> Map<T, Double> shares(int draws, Function<RandomGenerator, T> draw) {
    SplittableRandom random = new SplittableRandom(17);
    Map<T, Double> shares = new HashMap<>();
    for (int i = 0; i < draws; i++) {
      shares.merge(draw.apply(random), 1.0 / draws, Double::sum);
    }
    return shares;
  }
}

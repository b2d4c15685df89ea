package io.rookery.nas.testkit;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Node;
import io.rookery.nas.Operation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The smallest space a strategy can be tested on: strings of 0 and 1. Mutation flips one of them,
 * crossover is at one point, neighbours differ in one. All zeros is no network, and a network grows
 * with its ones.
 *
 * @param bits length of a string; the space holds 2^bits genomes
 */
public record BitSpace(int bits) implements SearchSpace<String> {

  @Override
  public String sample(RandomGenerator random) {
    StringBuilder genome = new StringBuilder();
    for (int i = 0; i < bits; i++) {
      genome.append(random.nextBoolean() ? '1' : '0');
    }
    return genome.toString();
  }

  @Override
  public String mutate(String parent, RandomGenerator random) {
    return flip(parent, random.nextInt(bits));
  }

  private static String flip(String parent, int at) {
    char flipped = parent.charAt(at) == '0' ? '1' : '0';
    return parent.substring(0, at) + flipped + parent.substring(at + 1);
  }

  @Override
  public List<String> crossOver(String first, String second, RandomGenerator random) {
    int at = random.nextInt(bits + 1);
    return List.of(
        first.substring(0, at) + second.substring(at),
        second.substring(0, at) + first.substring(at));
  }

  @Override
  public String write(String genome) {
    return genome;
  }

  @Override
  public String read(String text) {
    if (!text.matches("[01]{" + bits + "}")) {
      throw new InvalidArchitecture("not " + bits + " bits: " + text);
    }
    return text;
  }

  @Override
  public Architecture decode(String genome) {
    if (ones(genome) == 0) {
      throw new InvalidArchitecture("no bit is set");
    }
    return new Architecture(
        Shape.flat(ones(genome)),
        List.of(new Node(new Operation.Dense(2), List.of(Architecture.INPUT))),
        null);
  }

  @Override
  public List<String> neighbours(String genome) {
    return IntStream.range(0, bits).mapToObj(at -> flip(genome, at)).toList();
  }

  /** Number of ones. */
  public static int ones(String genome) {
    return (int) genome.chars().filter(bit -> bit == '1').count();
  }
}

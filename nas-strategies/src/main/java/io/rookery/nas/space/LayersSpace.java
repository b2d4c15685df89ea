package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A space written in the configuration: layers with choices, ranges, repeats and skip connections.
 *
 * <p>Text form: every choice by its name, separated by spaces: {@code conv1.filters=16 repeat1=2
 * conv2#1.kernel=3 …}; a number sign and a number stand for the repetition.
 */
final class LayersSpace implements SearchSpace<LayerGenome> {

  private final LayersSettings settings;
  private final Problem problem;
  private final List<Part> parts;
  private final List<String> names;
  private final List<Domain> domains;

  /**
   * The space.
   *
   * @throws IllegalArgumentException if its notation is wrong; the message says where
   */
  LayersSpace(LayersSettings settings, Problem problem) {
    this.settings = settings;
    this.problem = problem;
    parts = LayerParser.parse(settings.layers());
    Map<String, Domain> genes = LayerGenes.of(parts);
    names = List.copyOf(genes.keySet());
    domains = List.copyOf(genes.values());
  }

  @Override
  public LayerGenome sample(RandomGenerator random) {
    return new LayerGenome(domains.stream().map(domain -> domain.draw(random)).toList());
  }

  /** Changes choices that the network depends on, and at least one. */
  @Override
  public LayerGenome mutate(LayerGenome parent, RandomGenerator random) {
    List<Integer> used = used(parent);
    if (used.isEmpty()) {
      return parent;
    }
    double probability =
        settings.mutationProbability() > 0 ? settings.mutationProbability() : 1.0 / used.size();
    List<String> values = new ArrayList<>(parent.values());
    int certain = Draws.one(used, random);
    boolean changed = false;
    for (int gene : used) {
      if (random.nextDouble() < probability) {
        values.set(gene, domains.get(gene).change(values.get(gene), random));
        changed = true;
      }
    }
    if (!changed) {
      values.set(certain, domains.get(certain).change(values.get(certain), random));
    }
    return new LayerGenome(values);
  }

  /** Exchanges each choice in half of the cases. */
  @Override
  public List<LayerGenome> crossOver(
      LayerGenome first, LayerGenome second, RandomGenerator random) {
    List<String> one = new ArrayList<>(first.values());
    List<String> other = new ArrayList<>(second.values());
    for (int i = 0; i < one.size(); i++) {
      if (random.nextBoolean()) {
        one.set(i, other.set(i, one.get(i)));
      }
    }
    return List.of(new LayerGenome(one), new LayerGenome(other));
  }

  /** All genomes with one step in one choice the network depends on; reals are left as they are. */
  @Override
  public List<LayerGenome> neighbours(LayerGenome genome) {
    List<LayerGenome> neighbours = new ArrayList<>();
    for (int gene : used(genome)) {
      for (String value : domains.get(gene).neighbours(genome.values().get(gene))) {
        List<String> values = new ArrayList<>(genome.values());
        values.set(gene, value);
        neighbours.add(new LayerGenome(values));
      }
    }
    return neighbours;
  }

  @Override
  public String write(LayerGenome genome) {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      pairs.add(names.get(i) + "=" + genome.values().get(i));
    }
    return pairs.isEmpty() ? "fixed" : String.join(" ", pairs);
  }

  @Override
  public LayerGenome read(String text) {
    String[] pairs = names.isEmpty() ? new String[0] : text.split(" ", -1);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < pairs.length && i < names.size(); i++) {
      String name = names.get(i);
      String value = pairs[i].substring(Math.min(pairs[i].length(), name.length() + 1));
      if (!pairs[i].startsWith(name + "=") || !domains.get(i).contains(value)) {
        throw new InvalidArchitecture(
            "wanted %s= and one of its values, found '%s'".formatted(name, pairs[i]));
      }
      values.add(value);
    }
    LayerGenome genome = new LayerGenome(values);
    if (pairs.length != names.size() || !write(genome).equals(text)) {
      throw new InvalidArchitecture(
          "%d choices wanted, found %d in '%s'".formatted(names.size(), pairs.length, text));
    }
    return genome;
  }

  /** The choices that the network depends on. */
  @Override
  public String canonical(LayerGenome genome) {
    return used(genome).stream()
        .map(gene -> names.get(gene) + "=" + genome.values().get(gene))
        .collect(Collectors.joining(" "));
  }

  /** Numbers of the genes that are read when the network is built, or up to where it fails. */
  private List<Integer> used(LayerGenome genome) {
    LayerBuilder builder = builder(genome);
    try {
      builder.build(parts, problem.classes());
    } catch (InvalidArchitecture e) {
      // What was read so far is what made it invalid.
      return positions(builder);
    }
    return positions(builder);
  }

  private List<Integer> positions(LayerBuilder builder) {
    List<Integer> used = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (builder.used().containsKey(names.get(i))) {
        used.add(i);
      }
    }
    return used;
  }

  private LayerBuilder builder(LayerGenome genome) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), genome.values().get(i));
    }
    return new LayerBuilder(problem.input(), values);
  }

  @Override
  public Architecture decode(LayerGenome genome) {
    return builder(genome).build(parts, problem.classes());
  }
}

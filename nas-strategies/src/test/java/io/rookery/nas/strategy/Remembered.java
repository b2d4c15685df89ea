package io.rookery.nas.strategy;

import io.rookery.nas.Architecture;
import io.rookery.nas.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A space that decodes each genome once: tables of thousands of searches need it. */
record Remembered<G>(SearchSpace<G> space, Map<G, Architecture> networks, Map<G, String> canonical)
    implements SearchSpace<G> {

  static <G> Remembered<G> of(SearchSpace<G> space) {
    return new Remembered<>(space, new HashMap<>(), new HashMap<>());
  }

  @Override
  public G sample(RandomGenerator random) {
    return space.sample(random);
  }

  @Override
  public G mutate(G parent, RandomGenerator random) {
    return space.mutate(parent, random);
  }

  @Override
  public List<G> crossOver(G first, G second, RandomGenerator random) {
    return space.crossOver(first, second, random);
  }

  @Override
  public String write(G genome) {
    return space.write(genome);
  }

  @Override
  public G read(String text) {
    return space.read(text);
  }

  @Override
  public String canonical(G genome) {
    return canonical.computeIfAbsent(genome, space::canonical);
  }

  @Override
  public Architecture decode(G genome) {
    return networks.computeIfAbsent(genome, space::decode);
  }

  @Override
  public List<G> neighbours(G genome) {
    return space.neighbours(genome);
  }
}

package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.Inheritance;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Operation;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.morph.Morph;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Networks that grow out of those of another space by network morphism: each mutation makes one
 * layer wider or the network one layer deeper, and the child begins with the parent's weights.
 *
 * <p>Text form: that of the first network, and each step after a slash: {@code conv1.kernel=3 /
 * widen(0,32,17) / deepen(2,3)}.
 *
 * @param <G> genome of the first networks
 */
final class MorphSpace<G> implements SearchSpace<MorphGenome<G>> {

  private static final String SEPARATOR = " / ";

  private final MorphSettings settings;
  private final SearchSpace<G> first;

  MorphSpace(MorphSettings settings, SearchSpace<G> first) {
    this.settings = settings;
    this.first = first;
  }

  @Override
  public MorphGenome<G> sample(RandomGenerator random) {
    return new MorphGenome<>(first.sample(random), List.of());
  }

  /** Wider or deeper, with equal chance where both can be; the parent itself where neither can. */
  @Override
  public MorphGenome<G> mutate(MorphGenome<G> parent, RandomGenerator random) {
    if (parent.edits().size() >= settings.maxSteps()) {
      return parent;
    }
    Architecture network = decode(parent);
    List<MorphEdit> wider = shuffled(wider(network, random), random);
    List<MorphEdit> deeper = shuffled(deeper(network, random), random);
    boolean widerFirst = random.nextBoolean();
    List<MorphEdit> tried = new ArrayList<>(widerFirst ? wider : deeper);
    tried.addAll(widerFirst ? deeper : wider);
    for (MorphEdit edit : tried) {
      if (applies(edit, network)) {
        List<MorphEdit> edits = new ArrayList<>(parent.edits());
        edits.add(edit);
        return new MorphGenome<>(parent.first(), edits);
      }
    }
    return parent;
  }

  private static List<MorphEdit> shuffled(List<MorphEdit> edits, RandomGenerator random) {
    List<MorphEdit> shuffled = new ArrayList<>(edits);
    Collections.shuffle(shuffled, new Random(random.nextLong()));
    return shuffled;
  }

  private List<MorphEdit> wider(Architecture network, RandomGenerator random) {
    List<MorphEdit> edits = new ArrayList<>();
    for (int node = 0; node < network.nodes().size() - 1; node++) {
      Operation operation = network.nodes().get(node).operation();
      Optional<Integer> next = Optional.empty();
      if (operation instanceof Operation.Convolution c && c.groups() == 1) {
        next = settings.filters().stream().filter(width -> width > c.filters()).findFirst();
      } else if (operation instanceof Operation.Dense d) {
        next = settings.units().stream().filter(width -> width > d.units()).findFirst();
      }
      if (next.isPresent()) {
        edits.add(new MorphEdit.Widen(node, next.get(), random.nextInt(Integer.MAX_VALUE)));
      }
    }
    return edits;
  }

  private List<MorphEdit> deeper(Architecture network, RandomGenerator random) {
    List<MorphEdit> edits = new ArrayList<>();
    for (int node = 0; node < network.nodes().size(); node++) {
      if (network.nodes().get(node).operation() instanceof Operation.Activation a
          && a.kind() == Operation.Activation.Kind.RELU) {
        edits.add(new MorphEdit.Deepen(node, Draws.one(settings.kernels(), random)));
      }
    }
    return edits;
  }

  private boolean applies(MorphEdit edit, Architecture network) {
    try {
      edit.applied(network, settings.noise());
      return true;
    } catch (InvalidArchitecture e) {
      // Channels summed with the image's, or the layer of the scores: another edit is tried.
      return false;
    }
  }

  /** Morphism has no crossover: the children are the parents. */
  @Override
  public List<MorphGenome<G>> crossOver(
      MorphGenome<G> one, MorphGenome<G> other, RandomGenerator random) {
    return List.of(one, other);
  }

  @Override
  public String write(MorphGenome<G> genome) {
    List<String> parts = new ArrayList<>(List.of(first.write(genome.first())));
    genome.edits().forEach(edit -> parts.add(edit.toString()));
    return String.join(SEPARATOR, parts);
  }

  @Override
  public MorphGenome<G> read(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    int from = 1;
    // The first network's text may have slashes too.
    while (from < parts.size() && !parts.get(from).matches("(widen|deepen)\\(.*")) {
      from++;
    }
    G base = first.read(String.join(SEPARATOR, parts.subList(0, from)));
    MorphGenome<G> genome =
        new MorphGenome<>(
            base, parts.subList(from, parts.size()).stream().map(MorphEdit::read).toList());
    decode(genome);
    return genome;
  }

  /** A digest of the network's graph: many ways may lead to one network. */
  @Override
  public String canonical(MorphGenome<G> genome) {
    Architecture network = decode(genome);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((network.nodes() + " " + network.recipe()).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public Architecture decode(MorphGenome<G> genome) {
    Architecture network = first.decode(genome.first());
    for (MorphEdit edit : genome.edits()) {
      network = edit.applied(network, settings.noise()).architecture();
    }
    return network;
  }

  @Override
  public boolean inherits() {
    return true;
  }

  @Override
  public Optional<Inheritance> inheritance(MorphGenome<G> parent, MorphGenome<G> child) {
    int steps = parent.edits().size();
    boolean follows =
        parent.first().equals(child.first())
            && child.edits().size() == steps + 1
            && child.edits().subList(0, steps).equals(parent.edits());
    if (!follows) {
      return Optional.empty();
    }
    Morph morph = child.edits().get(steps).applied(decode(parent), settings.noise());
    return Optional.of(morph.inheritance());
  }
}

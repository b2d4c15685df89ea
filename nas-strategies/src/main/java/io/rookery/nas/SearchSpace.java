package io.rookery.nas;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The genomes of a space, how they vary, and which network each one is. Immutable and safe to share
 * between threads; all randomness is the parameter's.
 *
 * @param <G> the genome: an immutable value
 */
public interface SearchSpace<G> {

  /**
   * A genome drawn from the space's initial distribution; it may decode to an invalid architecture.
   */
  G sample(RandomGenerator random);

  /**
   * A variation of one genome by the space's own mutation; may equal the parent where the operator
   * may.
   */
  G mutate(G parent, RandomGenerator random);

  /** Two children of two genomes. */
  List<G> crossOver(G first, G second, RandomGenerator random);

  /** The text form, which {@link #read} takes back: equal genomes have equal texts. One line. */
  String write(G genome);

  /**
   * The genome of a text form.
   *
   * @throws InvalidArchitecture if the text is none of this space
   */
  G read(String text);

  /**
   * A text that all genomes of one network share, so that duplicates are seen; by default the text
   * form.
   */
  default String canonical(G genome) {
    return write(genome);
  }

  /**
   * The network of a genome.
   *
   * @throws InvalidArchitecture if it is none that can be trained; the message says why
   */
  Architecture decode(G genome);

  /**
   * All genomes one smallest step away, for local search; empty where the space does not list them,
   * and then a strategy draws mutations instead.
   */
  default List<G> neighbours(G genome) {
    return List.of();
  }

  /**
   * How the weights of a mutant come from those of the genome it was mutated from, where the
   * space's mutation keeps the function a network has learnt; empty: the mutant starts fresh.
   */
  default Optional<Inheritance> inheritance(G parent, G child) {
    return Optional.empty();
  }

  /**
   * Whether {@link #inheritance} is ever more than empty: then a search keeps what every network
   * has learnt, for any may become a parent.
   */
  default boolean inherits() {
    return false;
  }
}

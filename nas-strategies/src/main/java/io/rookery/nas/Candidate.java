package io.rookery.nas;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network that a strategy wants to know the fitness of.
 *
 * @param id unique in the search, made of the sequence number: the same search gives the same ids
 * @param sequence 0 for the first candidate asked for
 * @param parents ids of the candidates it was made from
 * @param genome the space's text form
 * @param canonical the space's canonical text: equal for equal networks
 * @param inheritsFrom id of the candidate whose trained weights it starts from; null: it starts
 *     fresh. Where that one is the same network, training continues from its checkpoint, the epochs
 *     already trained counted in {@code budget}
 * @param architecture the network; null where the genome decodes to none, and then {@code invalid}
 *     says why
 * @param invalid why the genome is no network; else null
 * @param budget how long it shall have been trained in all, as a multiple of the search's epochs: 1
 *     for the usual training, 0.1 for a first look (successive halving), 2 for twice as long
 *     (DENSER)
 * @param inheritance how its weights come from those of {@code inheritsFrom}, where that one is
 *     another network; else null
 */
public record Candidate(
    String id,
    long sequence,
    List<String> parents,
    String genome,
    String canonical,
    @Nullable String inheritsFrom,
    @Nullable Architecture architecture,
    @Nullable String invalid,
    double budget,
    @Nullable Inheritance inheritance)
    implements Serializable {

  public Candidate {
    parents = List.copyOf(parents);
    if ((architecture == null) == (invalid == null)) {
      throw new IllegalArgumentException(
          "a candidate has an architecture, or the reason why it has none: " + id);
    }
    if (!(budget > 0) || Double.isInfinite(budget)) {
      throw new IllegalArgumentException("a budget must be finite and above 0: " + budget);
    }
    if (inheritance != null && inheritsFrom == null) {
      throw new IllegalArgumentException("from whom does it inherit? " + id);
    }
  }

  /** One that starts fresh, or goes on from the same network. */
  public Candidate(
      String id,
      long sequence,
      List<String> parents,
      String genome,
      String canonical,
      @Nullable String inheritsFrom,
      @Nullable Architecture architecture,
      @Nullable String invalid,
      double budget) {
    this(
        id,
        sequence,
        parents,
        genome,
        canonical,
        inheritsFrom,
        architecture,
        invalid,
        budget,
        null);
  }

  /** With the search's usual budget. */
  public Candidate(
      String id,
      long sequence,
      List<String> parents,
      String genome,
      String canonical,
      @Nullable String inheritsFrom,
      @Nullable Architecture architecture,
      @Nullable String invalid) {
    this(id, sequence, parents, genome, canonical, inheritsFrom, architecture, invalid, 1);
  }
}

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
 * @param inheritsFrom id of the parent whose trained weights it starts from; null: it starts fresh
 * @param architecture the network; null where the genome decodes to none, and then {@code invalid}
 *     says why
 * @param invalid why the genome is no network; else null
 */
public record Candidate(
    String id,
    long sequence,
    List<String> parents,
    String genome,
    String canonical,
    @Nullable String inheritsFrom,
    @Nullable Architecture architecture,
    @Nullable String invalid)
    implements Serializable {

  public Candidate {
    parents = List.copyOf(parents);
    if ((architecture == null) == (invalid == null)) {
      throw new IllegalArgumentException(
          "a candidate has an architecture, or the reason why it has none: " + id);
    }
  }
}

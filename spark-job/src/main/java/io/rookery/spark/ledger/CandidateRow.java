package io.rookery.spark.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network that the strategy asked for: a row of {@code candidates}.
 *
 * @param searchId the search
 * @param candidateId the network, unique in the search
 * @param sequence 0 for the first candidate asked for
 * @param parents ids of the candidates it was made from
 * @param strategy name of the strategy that asked
 * @param space name of the search space
 * @param genome in the space's text form
 * @param architecture the network as JSON; null where the genome decodes to none
 * @param parameters trainable ones; null without an architecture
 * @param multiplyAdds of one image's forward pass; null without an architecture
 * @param seed of its training
 * @param askedAt when, kept to the microsecond
 */
public record CandidateRow(
    String searchId,
    String candidateId,
    long sequence,
    List<String> parents,
    String strategy,
    String space,
    String genome,
    @Nullable String architecture,
    @Nullable Long parameters,
    @Nullable Long multiplyAdds,
    long seed,
    Instant askedAt)
    implements LedgerRow {

  public CandidateRow {
    parents = List.copyOf(parents);
    askedAt = askedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The same row with another architecture. */
  public CandidateRow withArchitecture(@Nullable String other) {
    return new CandidateRow(
        searchId,
        candidateId,
        sequence,
        parents,
        strategy,
        space,
        genome,
        other,
        parameters,
        multiplyAdds,
        seed,
        askedAt);
  }

  @Override
  public Object key() {
    return candidateId;
  }
}

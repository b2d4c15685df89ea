package io.rookery.submit;

import io.rookery.spark.ledger.LedgerContents;
import java.util.List;

/** What a search decided, without what differs from run to run: times, attempts and places. */
final class Decisions {

  private Decisions() {}

  static List<String> of(LedgerContents ledger) {
    return ledger.evaluations().rows().stream()
        .map(
            row ->
                "%s %s measured %s predicted %s at %s of %s by %s"
                    .formatted(
                        row.candidateId(),
                        row.outcome(),
                        row.measuredFitness(),
                        row.predictedFitness(),
                        row.epochsRun(),
                        row.epochsBudget(),
                        row.rule()))
        .toList();
  }
}

package io.rookery.nas.space;

import java.util.List;

/**
 * A first network and the steps of morphism that lead from it to this one.
 *
 * @param first genome of the first network
 * @param edits in order
 */
record MorphGenome<G>(G first, List<MorphEdit> edits) {
  MorphGenome {
    edits = List.copyOf(edits);
  }
}

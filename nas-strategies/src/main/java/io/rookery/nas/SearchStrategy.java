package io.rookery.nas;

import java.util.List;

/**
 * Chooses which networks to try next.
 *
 * <p>Called from one thread at a time, which it blocks; an exception is a bug and ends the search.
 * Deterministic: the same seed and the same order of asks and tells give the same candidates, and
 * so a search is resumed by replaying them into a fresh strategy.
 */
public interface SearchStrategy {

  /**
   * The next candidates.
   *
   * @param count at least 1
   * @return up to {@code count}; fewer, or none, while the strategy waits for evaluations
   */
  List<Candidate> ask(int count);

  /**
   * What became of a candidate this strategy asked for; in any order. A candidate may be told more
   * than once: predicted first, measured later.
   */
  void tell(Evaluation evaluation);
}

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
   * The next candidates. Asking for several at once or one after the other gives the same ones, and
   * asking in vain changes nothing.
   *
   * @param count at least 1
   * @return up to {@code count}; fewer, or none, while the strategy waits for evaluations. None
   *     while no candidate is in flight means that it has nothing more to ask for: its space is
   *     exhausted, or its work is done
   */
  List<Candidate> ask(int count);

  /**
   * What became of a candidate this strategy asked for; in any order. A candidate may be told more
   * than once: predicted first, measured later; what says less than what was told before changes
   * nothing.
   *
   * @throws IllegalArgumentException if this strategy never asked for the candidate
   */
  void tell(Evaluation evaluation);
}

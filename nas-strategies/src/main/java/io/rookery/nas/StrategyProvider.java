package io.rookery.nas;

/**
 * Names a search strategy and makes it. Found by {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings, as in {@link SpaceProvider}
 */
public interface StrategyProvider<S extends Record> {

  /** The name in configurations; lower case with hyphens. */
  String name();

  /** One line for {@code rookery list}. */
  String summary();

  /** The publication it follows: authors, year, DOI or arXiv. */
  String source();

  /** The settings where the configuration says nothing. */
  S defaults();

  /**
   * The strategy for one search.
   *
   * @param maximize whether a larger fitness is the better one
   * @param seed of all its randomness
   * @throws IllegalArgumentException if it cannot search this space; the message says which it can
   */
  SearchStrategy create(S settings, SearchSpace<?> space, boolean maximize, long seed);
}

package io.rookery.nas;

/**
 * Names a search space and makes it. Found by {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings: a record of int, long, double, boolean, String, enum and
 *     List&lt;String&gt; or List&lt;Integer&gt; components, each with {@link Help}; the compact
 *     constructor refuses what is out of range with an {@link IllegalArgumentException} that shows
 *     the value
 */
public interface SpaceProvider<S extends Record> {

  /** The name in configurations; lower case with hyphens. */
  String name();

  /** One line for {@code rookery list}. */
  String summary();

  /** The publication it follows: authors, year, DOI or arXiv. */
  String source();

  /** The settings where the configuration says nothing. */
  S defaults();

  /** The space for one problem. */
  SearchSpace<?> create(S settings, Problem problem);
}

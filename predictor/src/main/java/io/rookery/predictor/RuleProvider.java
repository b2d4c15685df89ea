package io.rookery.predictor;

/**
 * Names a stopping rule and makes it. Found by {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings, as in {@link PredictorProvider}
 */
public interface RuleProvider<S extends Record> {

  /** The name in configurations; lower case with hyphens. */
  String name();

  /** One line for {@code rookery list}. */
  String summary();

  /** The publication it follows: authors, year, DOI or arXiv. */
  String source();

  /** The settings where the configuration says nothing. */
  S defaults();

  /** A rule for one search. */
  StoppingRule create(S settings, Metric metric);

  /** A rule with the default settings. */
  default StoppingRule create(Metric metric) {
    return create(defaults(), metric);
  }
}

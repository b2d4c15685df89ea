package io.rookery.predictor;

/**
 * Names a predictor and makes it. Found by {@link java.util.ServiceLoader}.
 *
 * @param <S> its settings: a record of int, long, double, boolean, String, enum and
 *     List&lt;String&gt; components, each with {@link Help}; the compact constructor refuses what
 *     is out of range with an {@link IllegalArgumentException} that shows the value
 */
public interface PredictorProvider<S extends Record> {

  /** The name in configurations; lower case with hyphens. */
  String name();

  /** One line for {@code rookery list}. */
  String summary();

  /** The publication it follows: authors, year, DOI or arXiv. */
  String source();

  /** The settings where the configuration says nothing. */
  S defaults();

  /** A predictor for one search. */
  FitnessPredictor create(S settings, Metric metric);

  /** A predictor with the default settings. */
  default FitnessPredictor create(Metric metric) {
    return create(defaults(), metric);
  }
}

package io.rookery.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;

/**
 * What {@link RookeryClassifier} tells its search; {@code explainParams} says what each means.
 *
 * @param <S> who has them
 */
public interface HasSearchParams<S> extends Params {

  /** Who has them. */
  S self();

  /** The parameters themselves. */
  SearchParams search();

  default Param<String> space() {
    return search().space;
  }

  default String getSpace() {
    return getOrDefault(search().space);
  }

  default S setSpace(String value) {
    set(search().space, value);
    return self();
  }

  default Param<String> strategy() {
    return search().strategy;
  }

  default String getStrategy() {
    return getOrDefault(search().strategy);
  }

  default S setStrategy(String value) {
    set(search().strategy, value);
    return self();
  }

  default Param<String> predictor() {
    return search().predictor;
  }

  default String getPredictor() {
    return getOrDefault(search().predictor);
  }

  default S setPredictor(String value) {
    set(search().predictor, value);
    return self();
  }

  default StringArrayParam rules() {
    return search().rules;
  }

  default String[] getRules() {
    return getOrDefault(search().rules);
  }

  default S setRules(String[] value) {
    set(search().rules, value);
    return self();
  }

  default IntParam candidates() {
    return search().candidates;
  }

  default int getCandidates() {
    return (Integer) getOrDefault(search().candidates);
  }

  default S setCandidates(int value) {
    set(search().candidates, value);
    return self();
  }

  default IntParam epochs() {
    return search().epochs;
  }

  default int getEpochs() {
    return (Integer) getOrDefault(search().epochs);
  }

  default S setEpochs(int value) {
    set(search().epochs, value);
    return self();
  }

  default IntParam batchSize() {
    return search().batchSize;
  }

  default int getBatchSize() {
    return (Integer) getOrDefault(search().batchSize);
  }

  default S setBatchSize(int value) {
    set(search().batchSize, value);
    return self();
  }

  default DoubleParam learningRate() {
    return search().learningRate;
  }

  default double getLearningRate() {
    return (Double) getOrDefault(search().learningRate);
  }

  default S setLearningRate(double value) {
    set(search().learningRate, value);
    return self();
  }

  default Param<String> options() {
    return search().options;
  }

  default String getOptions() {
    return getOrDefault(search().options);
  }

  default S setOptions(String value) {
    set(search().options, value);
    return self();
  }

  default Param<String> output() {
    return search().output;
  }

  default String getOutput() {
    return getOrDefault(search().output);
  }

  default S setOutput(String value) {
    set(search().output, value);
    return self();
  }

  default LongParam seed() {
    return search().seed;
  }

  default long getSeed() {
    return (Long) getOrDefault(search().seed);
  }

  default S setSeed(long value) {
    set(search().seed, value);
    return self();
  }

  default DoubleParam validationFraction() {
    return search().validationFraction;
  }

  default double getValidationFraction() {
    return (Double) getOrDefault(search().validationFraction);
  }

  default S setValidationFraction(double value) {
    set(search().validationFraction, value);
    return self();
  }

  default DoubleParam testFraction() {
    return search().testFraction;
  }

  default double getTestFraction() {
    return (Double) getOrDefault(search().testFraction);
  }

  default S setTestFraction(double value) {
    set(search().testFraction, value);
    return self();
  }
}

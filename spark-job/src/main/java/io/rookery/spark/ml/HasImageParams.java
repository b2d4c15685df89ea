package io.rookery.spark.ml;

import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Columns and batches of {@link RookeryClassifier} and its model; {@code explainParams} says what
 * each means.
 *
 * @param <S> who has them
 */
public interface HasImageParams<S> extends Params {

  /** Who has them. */
  S self();

  /** The parameters themselves. */
  SharedParams shared();

  default Param<String> imageCol() {
    return shared().imageCol;
  }

  default String getImageCol() {
    return getOrDefault(shared().imageCol);
  }

  default S setImageCol(String value) {
    set(shared().imageCol, value);
    return self();
  }

  default Param<String> labelCol() {
    return shared().labelCol;
  }

  default String getLabelCol() {
    return getOrDefault(shared().labelCol);
  }

  default S setLabelCol(String value) {
    set(shared().labelCol, value);
    return self();
  }

  default Param<String> predictionCol() {
    return shared().predictionCol;
  }

  default String getPredictionCol() {
    return getOrDefault(shared().predictionCol);
  }

  default S setPredictionCol(String value) {
    set(shared().predictionCol, value);
    return self();
  }

  default Param<String> probabilityCol() {
    return shared().probabilityCol;
  }

  default String getProbabilityCol() {
    return getOrDefault(shared().probabilityCol);
  }

  default S setProbabilityCol(String value) {
    set(shared().probabilityCol, value);
    return self();
  }

  default Param<String> rawPredictionCol() {
    return shared().rawPredictionCol;
  }

  default String getRawPredictionCol() {
    return getOrDefault(shared().rawPredictionCol);
  }

  default S setRawPredictionCol(String value) {
    set(shared().rawPredictionCol, value);
    return self();
  }

  default Param<String> handleInvalid() {
    return shared().handleInvalid;
  }

  default String getHandleInvalid() {
    return getOrDefault(shared().handleInvalid);
  }

  default S setHandleInvalid(String value) {
    set(shared().handleInvalid, value);
    return self();
  }

  default IntParam height() {
    return shared().height;
  }

  default int getHeight() {
    return (Integer) getOrDefault(shared().height);
  }

  default S setHeight(int value) {
    set(shared().height, value);
    return self();
  }

  default IntParam width() {
    return shared().width;
  }

  default int getWidth() {
    return (Integer) getOrDefault(shared().width);
  }

  default S setWidth(int value) {
    set(shared().width, value);
    return self();
  }

  default IntParam channels() {
    return shared().channels;
  }

  default int getChannels() {
    return (Integer) getOrDefault(shared().channels);
  }

  default S setChannels(int value) {
    set(shared().channels, value);
    return self();
  }

  default IntParam scoringBatchSize() {
    return shared().scoringBatchSize;
  }

  default int getScoringBatchSize() {
    return (Integer) getOrDefault(shared().scoringBatchSize);
  }

  default S setScoringBatchSize(int value) {
    set(shared().scoringBatchSize, value);
    return self();
  }
}

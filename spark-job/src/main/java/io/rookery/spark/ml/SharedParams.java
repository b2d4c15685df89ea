package io.rookery.spark.ml;

import java.io.Serializable;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;

/** What estimator and model have in common, named as in MLlib's own classifiers. */
public final class SharedParams implements Serializable {

  private static final long serialVersionUID = 1;

  static final String ERROR = "error";
  static final String SKIP = "skip";

  final Param<String> imageCol;
  final Param<String> labelCol;
  final Param<String> predictionCol;
  final Param<String> probabilityCol;
  final Param<String> rawPredictionCol;
  final Param<String> handleInvalid;
  final IntParam height;
  final IntParam width;
  final IntParam channels;
  final IntParam scoringBatchSize;

  /** Declares them as the owner's, with their defaults. */
  SharedParams(Params owner) {
    imageCol =
        new Param<>(
            owner,
            "imageCol",
            "images: in Spark's image schema, or vectors of whole numbers from 0 to 255 in the"
                + " order row, column, channel (red, green, blue)");
    labelCol = new Param<>(owner, "labelCol", "the class, a whole number from 0 on");
    predictionCol =
        new Param<>(
            owner, "predictionCol", "output: the class with the highest score; empty: none");
    probabilityCol =
        new Param<>(
            owner, "probabilityCol", "output: the scores' softmax, not calibrated; empty: none");
    rawPredictionCol =
        new Param<>(owner, "rawPredictionCol", "output: the network's scores; empty: none");
    handleInvalid =
        new Param<>(
            owner,
            "handleInvalid",
            "rows whose image or label is null: error, or skip to leave them out",
            (String value) -> value.equals(ERROR) || value.equals(SKIP));
    height = size(owner, "height", "pixels of a vector's image");
    width = size(owner, "width", "pixels of a vector's image");
    channels = size(owner, "channels", "of a vector's image, 1 or 3");
    scoringBatchSize =
        new IntParam(
            owner,
            "scoringBatchSize",
            "images that an executor scores at once, at least 1",
            ParamValidators.gtEq(1));
    owner.setDefault(imageCol, "image");
    owner.setDefault(labelCol, "label");
    owner.setDefault(predictionCol, "prediction");
    owner.setDefault(probabilityCol, "probability");
    owner.setDefault(rawPredictionCol, "rawPrediction");
    owner.setDefault(handleInvalid, ERROR);
    owner.setDefault(height, 0);
    owner.setDefault(width, 0);
    owner.setDefault(channels, 0);
    owner.setDefault(scoringBatchSize, 128);
  }

  private static IntParam size(Params owner, String name, String doc) {
    return new IntParam(
        owner, name, doc + "; 0 where the column is an image", ParamValidators.gtEq(0));
  }
}

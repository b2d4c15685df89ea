package io.rookery.spark.ml;

import io.rookery.spark.train.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;

/** Reads what {@link ModelWriter} wrote. */
final class ModelReader extends MLReader<RookeryClassifierModel> {

  @Override
  public RookeryClassifierModel load(String path) {
    DefaultParamsReader<RookeryClassifierModel> params = new DefaultParamsReader<>();
    params.session(sparkSession());
    RookeryClassifierModel model = params.load(path);
    try {
      model.take(
          new ModelFolder(
                  sparkSession().sparkContext().hadoopConfiguration(),
                  new Path(path, ModelWriter.NETWORK))
              .read());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("%s: %s".formatted(path, e.getMessage()), e);
    }
  }
}

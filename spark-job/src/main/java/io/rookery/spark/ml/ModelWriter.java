package io.rookery.spark.ml;

import io.rookery.spark.train.ModelFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;

/** {@code metadata} as every stage of MLlib has it, and the network as a model folder beside it. */
final class ModelWriter extends MLWriter {

  static final String NETWORK = "network";

  private final RookeryClassifierModel model;

  ModelWriter(RookeryClassifierModel model) {
    this.model = model;
  }

  @Override
  public void saveImpl(String path) {
    DefaultParamsWriter params = new DefaultParamsWriter(model);
    params.session(sparkSession());
    params.saveImpl(path);
    try {
      new ModelFolder(sparkSession().sparkContext().hadoopConfiguration(), new Path(path, NETWORK))
          .write(model.files());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.rookery.spark.train.djl;

import ai.djl.Model;
import ai.djl.nn.Block;
import ai.djl.nn.BlockFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What a saved model's {@code serving.properties} names: DJL calls it to load the network. */
public final class NetworkBlockFactory implements BlockFactory {

  private static final long serialVersionUID = 1;

  @Override
  public Block newBlock(Model model, Path modelPath, Map<String, ?> arguments) throws IOException {
    return new NetworkBlock(SavedModel.read(modelPath), model.getNDManager());
  }
}

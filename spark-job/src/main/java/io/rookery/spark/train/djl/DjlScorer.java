package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.Scorer;
import io.rookery.spark.train.TrainedModel;
import java.io.IOException;

/** Scores images with the block that DJL itself loads, so that both say the same. */
final class DjlScorer implements Scorer {

  private final NDManager manager;
  private final NetworkBlock block;
  private final io.rookery.nas.Shape input;

  DjlScorer(TrainedModel model, Device device) throws IOException {
    input = model.architecture().input();
    manager = Torch.manager(device);
    try {
      block = new NetworkBlock(model, manager);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Whatever went wrong, nothing stays allocated.
      Torch.free(manager);
      throw e;
    }
  }

  @Override
  public float[] scores(byte[] pixels, int images) {
    return Torch.run(
        false,
        () -> {
          try (NDManager batch = manager.newSubManager()) {
            NDArray shown =
                Upload.bytes(batch, pixels, images)
                    .reshape(new Shape(images, input.channels(), input.height(), input.width()));
            NDList scores =
                block.forward(new ParameterStore(batch, false), new NDList(shown), false);
            return scores.singletonOrThrow().toFloatArray();
          }
        });
  }

  @Override
  public void close() {
    Torch.free(manager);
  }
}

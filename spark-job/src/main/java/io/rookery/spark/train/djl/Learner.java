package io.rookery.spark.train.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.rookery.nas.Recipe;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.TrainingPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A network with its weights and its optimizer: one step of learning, one step of testing. */
final class Learner implements AutoCloseable {

  private final TrainingPlan plan;
  private final NDManager manager;
  private final Network network;
  private final Vector weights;
  private final Vector statistics;
  private final Descent descent;

  /** The weight decay of each weight; null where there is none at all. */
  private final @Nullable NDArray decay;

  /**
   * A network on a device.
   *
   * @param network of the plan's architecture
   * @param parameters its first ones
   * @param moments its first running statistics
   */
  Learner(TrainingPlan plan, Network network, float[] parameters, float[] moments, Device device) {
    this.plan = plan;
    this.network = network;
    Layout layout = network.parameters();
    manager = Torch.manager(device);
    try {
      weights = new Vector(layout, manager, parameters);
      statistics = new Vector(network.statistics(), manager, moments);
      descent = Descent.of(plan.recipe().optimizer(), manager, layout.size());
      decay = decay(layout, plan.recipe());
    } catch (RuntimeException | OutOfMemoryError e) {
      // Whatever went wrong, nothing stays allocated.
      Torch.free(manager);
      throw e;
    }
  }

  private @Nullable NDArray decay(Layout layout, Recipe recipe) {
    if (recipe.weightDecay() == 0) {
      return null;
    }
    float[] each = layout.decays();
    for (int i = 0; i < each.length; i++) {
      each[i] *= (float) recipe.weightDecay();
    }
    return Upload.floats(manager, each, new Shape(each.length));
  }

  NDManager manager() {
    return manager;
  }

  /**
   * One step of learning; on a thread that records no gradients.
   *
   * @param step number of the step, from 0
   * @param batch manager of what the examples lie in and of all that is temporary
   */
  void learn(
      Epoch.Examples examples, double learningRate, long step, Tally tally, NDManager batch) {
    List<NDArray> parts = weights.parts(batch, true);
    long seed = Seeds.of(plan.seed(), Seeds.Use.DROPOUT, step);
    Layer.Pass pass = new Layer.Pass(parts, statistics.parts(batch, false), true, seed);
    Torch.run(
        true,
        () -> {
          NDArray scores = network.forward(examples.images(), pass);
          double smoothing = plan.settings().labelSmoothing();
          NDArray loss = Loss.crossEntropy(scores, examples.labels(), smoothing, batch);
          if (network.learns()) {
            Torch.backward(loss);
          }
          tally.add(Torch.detached(loss), Torch.detached(scores), examples.labels(), batch);
          return loss;
        });
    if (parts.isEmpty()) {
      return;
    }
    NDArray gradient = weights.gradients(parts, batch);
    clip(gradient, batch);
    if (decay != null) {
      try (NDArray pull = weights.values().mul(decay)) {
        gradient.addi(pull);
      }
    }
    descent.step(weights.values(), gradient, learningRate, step, batch);
  }

  /** Scales the gradient down to the largest norm allowed (Pascanu et al. 2013, algorithm 1). */
  private void clip(NDArray gradient, NDManager numbers) {
    double most = plan.settings().clipNorm();
    if (most > 0) {
      NDArray norm = gradient.square().sum().sqrt();
      NDArray tiny = Torch.number(numbers, 1e-6);
      NDArray factor = Torch.number(numbers, most).div(norm.add(tiny));
      gradient.muli(factor.minimum(Torch.number(numbers, 1)));
    }
  }

  /** Scores of normalised images; on a thread that records no gradients. */
  NDArray scores(NDArray images) {
    NDManager batch = images.getManager();
    List<NDArray> parts = weights.parts(batch, false);
    Layer.Pass pass = new Layer.Pass(parts, statistics.parts(batch, false), false, 0);
    return network.forward(images, pass);
  }

  /** Everything that carries over to the next step: parameters, statistics, optimizer state. */
  List<float[]> arrays() {
    List<float[]> arrays = new ArrayList<>();
    for (NDArray array : carried()) {
      arrays.add(array.toFloatArray());
    }
    return arrays;
  }

  private List<NDArray> carried() {
    List<NDArray> arrays = new ArrayList<>(List.of(weights.values(), statistics.values()));
    arrays.addAll(descent.state);
    return arrays;
  }

  /** Takes over what {@link #arrays} gave of the same plan. */
  void restore(List<float[]> arrays) {
    List<NDArray> own = carried();
    for (int i = 0; i < own.size(); i++) {
      float[] values = arrays.get(i);
      if (values.length > 0) {
        try (NDArray read = Upload.floats(manager, values, new Shape(values.length))) {
          Torch.overwrite(own.get(i), 0, read);
        }
      }
    }
  }

  @Override
  public void close() {
    Torch.free(manager);
  }
}

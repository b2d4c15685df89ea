package io.rookery.nas.space;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.morph.Morph;
import io.rookery.nas.morph.NetworkMorphism;
import java.util.SplittableRandom;

/** One step of network morphism; its node is that of the network before the step. */
sealed interface MorphEdit {

  /** More channels out of a layer; the seed draws what they replicate. */
  record Widen(int node, int width, int seed) implements MorphEdit {
    @Override
    public String toString() {
      return "widen(%d,%d,%d)".formatted(node, width, seed);
    }
  }

  /** A layer that passes its input on, after a rectifier. */
  record Deepen(int node, int kernel) implements MorphEdit {
    @Override
    public String toString() {
      return "deepen(%d,%d)".formatted(node, kernel);
    }
  }

  /** What this step makes of a network. */
  default Morph applied(Architecture network, double noise) {
    return this instanceof Widen w
        ? NetworkMorphism.widen(network, w.node(), w.width(), new SplittableRandom(w.seed()), noise)
        : NetworkMorphism.deepen(network, ((Deepen) this).node(), ((Deepen) this).kernel());
  }

  /** The step of a text form. */
  static MorphEdit read(String text) {
    Call call = Call.read(text);
    return switch (call.name()) {
      case "widen" -> new Widen(call.with(3).integer(0), call.integer(1), call.integer(2));
      case "deepen" -> new Deepen(call.with(2).integer(0), call.integer(1));
      default ->
          throw new InvalidArchitecture(
              "wanted widen(node,width,seed) or deepen(node,kernel), found '%s'".formatted(text));
    };
  }
}

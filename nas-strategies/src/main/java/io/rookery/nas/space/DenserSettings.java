package io.rookery.nas.space;

import io.rookery.nas.Help;
import java.util.List;

/** Settings of {@code denser}; the defaults are those of Fast-DENSER's published code. */
public record DenserSettings(
    @Help("file of the grammar; empty for the one that ships, with Fast-DENSER's ranges")
        String grammarFile,
    @Help(
            "modules: non-terminal, fewest..most layers, 'from' fewest..most of a first network,"
                + " 'back' how many layers before it one may read; published code")
        List<String> structure,
    @Help("non-terminal of the training; empty: the search says how networks are trained")
        String learning,
    @Help("probability that a layer is added to a module, in each of one or two tries")
        double addLayer,
    @Help("probability that an added layer is another one again, and mutates with it")
        double reuseLayer,
    @Help("probability that a layer is removed from a module, in each of one or two tries")
        double removeLayer,
    @Help("probability that a layer may read one more earlier layer; 0 in the published example")
        double addConnection,
    @Help("probability that a layer reads one earlier layer less; 0 in the published example")
        double removeConnection,
    @Help("probability that a layer's own genome mutates") double mutateLayer,
    @Help("probability that the training mutates") double mutateLearning,
    @Help(
            "standard deviation of a mutated real number, as a share of its range, or of the range's"
                + " logarithm from a factor of 10 on; published as an absolute 0.15")
        double numberDeviation,
    @Help("weight decay, where the training evolves; twice the published L2 penalty of 0.0005")
        double weightDecay) {

  public DenserSettings {
    structure = List.copyOf(structure);
    if (structure.isEmpty()) {
      throw new IllegalArgumentException("structure must name at least one module");
    }
    structure.forEach(ModuleRule::read);
    Ranges.within("addLayer", addLayer, 0, 1);
    Ranges.within("reuseLayer", reuseLayer, 0, 1);
    Ranges.within("removeLayer", removeLayer, 0, 1);
    Ranges.within("addConnection", addConnection, 0, 1);
    Ranges.within("removeConnection", removeConnection, 0, 1);
    Ranges.within("mutateLayer", mutateLayer, 0, 1);
    Ranges.within("mutateLearning", mutateLearning, 0, 1);
    Ranges.within("numberDeviation", numberDeviation, 0, 10);
    Ranges.within("weightDecay", weightDecay, 0, 1);
  }

  /** Those of Fast-DENSER's published code. */
  public static DenserSettings defaults() {
    return new DenserSettings(
        "",
        List.of("features 1..30 from 2..4 back 1", "classification 1..10 from 1..1 back 1"),
        "learning",
        0.25,
        0.15,
        0.25,
        0,
        0,
        0.15,
        0.3,
        0.15,
        0.001);
  }
}

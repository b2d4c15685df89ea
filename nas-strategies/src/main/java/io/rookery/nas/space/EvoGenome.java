package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An EvoCNN genome: convolutions and poolings, the first of them a convolution, then dense layers,
 * last the scores.
 *
 * @param layers all but the scores
 * @param scores first weights of the layer that gives the scores
 */
record EvoGenome(List<EvoLayer> layers, EvoLayer.Weights scores) {

  EvoGenome {
    layers = List.copyOf(layers);
    if (layers.isEmpty() || !(layers.get(0) instanceof EvoLayer.Convolution)) {
      throw new InvalidArchitecture("the first layer must be a convolution: " + layers);
    }
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).spatial() && !layers.get(i - 1).spatial()) {
        throw new InvalidArchitecture(
            "convolutions and poolings come before dense layers: " + layers);
      }
    }
  }

  /** Text form, the layers separated by spaces. */
  String text() {
    return Stream.concat(
            layers.stream().map(EvoLayer::toString), Stream.of("scores(" + scores + ")"))
        .collect(Collectors.joining(" "));
  }
}

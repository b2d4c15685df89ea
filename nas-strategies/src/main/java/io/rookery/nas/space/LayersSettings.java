package io.rookery.nas.space;

import io.rookery.nas.Help;
import java.util.List;

/** Settings of {@code layers}. */
public record LayersSettings(
    @Help(
            "the layers, from the image to the scores, which are added; docs/spaces.md describes the"
                + " notation")
        List<String> layers,
    @Help(
            "probability that mutation changes a choice the network depends on, one at least; 0 for"
                + " 1/(number of such choices)")
        double mutationProbability) {

  public LayersSettings {
    layers = List.copyOf(layers);
    Ranges.within("mutationProbability", mutationProbability, 0, 1);
    LayerParser.parse(layers);
  }

  /** A small space for images of some 28 x 28 pixels. */
  public static LayersSettings defaults() {
    return new LayersSettings(
        List.of(
            "conv filters=8|16|32 kernel=3|5",
            "repeat 1..3 {",
            "  skip sum|none {",
            "    conv filters=same|x2 kernel=3|5 act=relu|swish",
            "  }",
            "  pool kind=max|mean",
            "}",
            "choose { global or dense units=log(32..256) dropout=0.0..0.5 }"),
        0);
  }
}

package io.rookery.nas.space;

import java.util.List;

/** Values of all genes of a {@code layers} space, in the order of its genes. */
record LayerGenome(List<String> values) {
  LayerGenome {
    values = List.copyOf(values);
  }
}

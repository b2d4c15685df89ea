package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;

/** A genome of a fixed number of integers, bits among them. */
record Genes(List<Integer> values) {

  Genes {
    values = List.copyOf(values);
  }

  int get(int index) {
    return values.get(index);
  }

  int length() {
    return values.size();
  }

  /** The same but for one gene. */
  Genes with(int index, int value) {
    List<Integer> changed = new ArrayList<>(values);
    changed.set(index, value);
    return new Genes(changed);
  }
}

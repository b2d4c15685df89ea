package io.rookery.nas.space;

import java.util.List;
import java.util.Map;

/** What a {@code layers} space is made of. */
sealed interface Part {

  /**
   * A layer.
   *
   * @param id its kind and number, such as conv2; begins the names of its genes
   * @param kind as in {@link LayerKinds}
   * @param options every option of its kind
   */
  record Layer(String id, String kind, Map<String, Domain> options) implements Part {}

  /**
   * Parts that come so many times.
   *
   * @param shared whether all times have the same choices
   */
  record Repeat(String id, Domain count, boolean shared, List<Part> parts) implements Part {}

  /** One of several lists of parts. */
  record Choose(String id, Domain number, List<List<Part>> alternatives) implements Part {}

  /** Parts with a connection around them: sum, concat or none. */
  record Skip(String id, Domain kind, List<Part> parts) implements Part {}
}

package io.rookery.nas;

import java.io.Serializable;
import java.util.List;

/**
 * One operation of an {@link Architecture}.
 *
 * @param operation what it does
 * @param inputs the nodes it reads, by index, all smaller than its own; {@link Architecture#INPUT}
 *     is the image
 */
public record Node(Operation operation, List<Integer> inputs) implements Serializable {
  public Node {
    inputs = List.copyOf(inputs);
  }
}

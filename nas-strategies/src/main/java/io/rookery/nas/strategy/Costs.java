package io.rookery.nas.strategy;

import io.rookery.nas.Architecture;
import org.jspecify.annotations.Nullable;

/**
 * What a network costs, kept so that its graph need not be.
 *
 * @param parameters trainable ones
 * @param multiplyAdds of one image's forward pass
 */
public record Costs(long parameters, long multiplyAdds) {

  /** Of no network: never used, since it never has a score. */
  private static final Costs NONE = new Costs(0, 0);

  static Costs of(@Nullable Architecture architecture) {
    return architecture == null
        ? NONE
        : new Costs(architecture.parameters(), architecture.multiplyAdds());
  }
}

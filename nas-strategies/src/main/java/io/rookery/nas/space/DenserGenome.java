package io.rookery.nas.space;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Both levels of a DENSER genome.
 *
 * @param modules in order
 * @param learning how the network is trained; null where the search says so
 */
record DenserGenome(List<DenserModule> modules, @Nullable Unit learning) {

  DenserGenome {
    modules = List.copyOf(modules);
  }
}

package io.rookery.nas;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Equal nodes as one object. A search keeps the graph of each of its networks, of some fifty nodes
 * each, and they are nearly all made of the same few: a graph is then little more than references.
 *
 * <p>For any thread.
 */
final class SharedNodes {

  /** Spaces without end have nodes without end. At some 150 bytes a node this is half a MiB. */
  private static final int MOST = 4_096;

  private static final Map<Node, Node> NODES = new ConcurrentHashMap<>();

  private SharedNodes() {}

  /** A node equal to this one. */
  static Node of(Node node) {
    Node known = NODES.get(node);
    if (known == null && NODES.size() < MOST) {
      known = NODES.putIfAbsent(node, node);
    }
    return known == null ? node : known;
  }
}

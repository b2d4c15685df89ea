package io.rookery.submit;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.apache.spark.scheduler.ExternalClusterManager;

/**
 * Looks at a Spark master before a context is started for it: what Spark says of a wrong one is a
 * stack trace, of an absent one the same after a minute.
 */
final class Masters {

  private static final Pattern LOCAL =
      Pattern.compile("local|local\\[(\\d+|\\*)\\s*(,\\s*\\d+)?\\]|local-cluster\\[.+\\]");

  /** {@code spark://host:port}, several separated by commas. */
  private static final Pattern STANDALONE = Pattern.compile("spark://[^/,]+:\\d+(,[^/,]+:\\d+)*");

  private static final int PATIENCE_MILLIS = 3_000;

  private Masters() {}

  /**
   * @throws Refusal if Spark could not run on it: not a master, a Spark Connect server, one whose
   *     classes are missing, or a standalone one that does not answer
   */
  static void require(String master) {
    if (master.startsWith("sc://")) {
      throw Refusal.preflight(
          "%s is a Spark Connect server, whose sessions have no SparkContext. Give the master of the cluster behind it"
              .formatted(master));
    }
    if (STANDALONE.matcher(master).matches()) {
      requireAnswer(master);
    } else if (!LOCAL.matcher(master).matches() && !managed(master)) {
      throw refusal(master);
    }
  }

  private static Refusal refusal(String master) {
    if (master.equals("yarn") || master.startsWith("k8s://")) {
      return Refusal.preflight(
          "the master is %s, and the Spark in use lacks the classes for it. Set SPARK_HOME to a Spark distribution that has them, or start through its spark-submit"
              .formatted(master));
    }
    return Refusal.usage(
        "the master is '%s'; Spark knows local, local[N], local[*], spark://HOST:PORT, yarn and k8s://URL"
            .formatted(master));
  }

  /** Cluster managers of others, which Spark finds in the same way. */
  private static boolean managed(String master) {
    return ServiceLoader.load(ExternalClusterManager.class).stream()
        .anyMatch(manager -> manager.get().canCreate(master));
  }

  private static void requireAnswer(String master) {
    List<String> hosts = Arrays.asList(master.substring("spark://".length()).split(",", -1));
    String why = "";
    for (String host : hosts) {
      int colon = host.lastIndexOf(':');
      try (Socket socket = new Socket()) {
        int port = Integer.parseInt(host.substring(colon + 1));
        socket.connect(new InetSocketAddress(host.substring(0, colon), port), PATIENCE_MILLIS);
        return;
      } catch (IOException | IllegalArgumentException e) { // the latter: a port above 65,535
        why = String.valueOf(e.getMessage());
      }
    }
    throw Refusal.preflight(
        "no Spark master answers at %s (%s). Start one, such as with 'rookery cluster start', or give another --master"
            .formatted(master, why));
  }
}

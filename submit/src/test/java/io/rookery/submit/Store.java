package io.rookery.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A place for searches that is no local disk: a server of its own on the loopback address. */
interface Store extends AutoCloseable {

  /** Where folders can be made, such as {@code s3a://bucket}. */
  String root();

  /** Hadoop's properties by which it is reached. */
  Map<String, String> properties();

  /** What Spark's own jars lack for it. */
  List<Path> jars();

  @Override
  void close() throws InterruptedException;

  /** The jars that the build put into this folder of its target. */
  static List<Path> jars(String folder) {
    Path place = Path.of(TestCluster.property("rookery.job.jar")).resolveSibling(folder);
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("needs the profile stores", e);
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

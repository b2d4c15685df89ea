package io.rookery.submit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.awaitility.Awaitility;

/** Hadoop's own NameNode and DataNode, in a process of their own. */
record Hdfs(Process process, String root, Map<String, String> properties) implements Store {

  private static final String MAIN = "org.apache.hadoop.test.MiniDFSClusterManager";

  static Hdfs start(Path folder) throws IOException {
    int port = Store.freePort();
    String classPath =
        Stream.concat(Store.jars("hdfs").stream(), Stream.of(TestCluster.shared().spark))
            .map(path -> path.endsWith("spark") ? path + "/jars/*" : path.toString())
            .collect(Collectors.joining(":"));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                MAIN,
                "-format",
                "-datanodes",
                "1",
                "-nnport",
                Integer.toString(port),
                "-httpport",
                Integer.toString(Store.freePort()))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("hdfs.txt").toFile())
            .start();
    Map<String, String> properties = Map.of("dfs.replication", "1");
    Hdfs hdfs = new Hdfs(process, "hdfs://127.0.0.1:" + port, properties);
    Awaitility.await("HDFS, see " + folder.resolve("hdfs.txt"))
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(hdfs::takesFiles);
    return hdfs;
  }

  private boolean takesFiles() throws IOException {
    Configuration hadoop = new Configuration();
    hadoop.set("ipc.client.connect.max.retries", "0");
    properties.forEach(hadoop::set);
    org.apache.hadoop.fs.Path file = new org.apache.hadoop.fs.Path(root + "/up");
    FileSystem files = FileSystem.newInstance(file.toUri(), hadoop);
    try (files) {
      files.create(file, true).close();
      return files.delete(file, false);
    }
  }

  @Override
  public List<Path> jars() {
    return List.of();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}

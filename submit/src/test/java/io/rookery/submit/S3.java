package io.rookery.submit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/** moto's S3, in a Python of its own, reached by Hadoop's S3A. */
record S3(Process process, String root, Map<String, String> properties) implements Store {

  private static final String BUCKET = "searches";

  /** Skips the test where there is no Python, or no moto for it. */
  static S3 start(Path folder) throws IOException, InterruptedException {
    int port = Store.freePort();
    String endpoint = "http://127.0.0.1:" + port;
    Process process =
        new ProcessBuilder(server().toString(), "-H", "127.0.0.1", "-p", Integer.toString(port))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3.txt").toFile())
            .start();
    Map<String, String> properties = new TreeMap<>();
    properties.put("fs.s3a.endpoint", endpoint);
    properties.put("fs.s3a.endpoint.region", "us-east-1");
    properties.put("fs.s3a.path.style.access", "true");
    properties.put("fs.s3a.connection.ssl.enabled", "false");
    properties.put("fs.s3a.access.key", "nobody");
    properties.put("fs.s3a.secret.key", "nothing");
    Awaitility.await("S3, see " + folder.resolve("s3.txt"))
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> makesBucket(endpoint));
    return new S3(process, "s3a://" + BUCKET, properties);
  }

  private static Path server() throws IOException, InterruptedException {
    Path python = Path.of(TestCluster.property("rookery.job.jar")).resolveSibling("moto");
    Path server = python.resolve("bin/moto_server");
    if (!Files.isExecutable(server)) {
      String moto = "moto[server]==" + TestCluster.property("rookery.moto");
      boolean made =
          ran("python3", "-m", "venv", python.toString())
              && ran(python.resolve("bin/pip").toString(), "install", "-q", moto);
      assumeTrue(made, "needs Python 3 with venv, and " + moto + " from PyPI");
    }
    return server;
  }

  private static boolean ran(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false; // there is no such program
    }
  }

  private static boolean makesBucket(String endpoint) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint + "/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=nobody/20200101/us-east-1/s3/aws4_request")
            .build();
    HttpClient client = HttpClient.newHttpClient();
    return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
  }

  @Override
  public List<Path> jars() {
    return Store.jars("s3a");
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}

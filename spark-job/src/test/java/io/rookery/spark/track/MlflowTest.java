package io.rookery.spark.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.spark.ledger.LedgerRow;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class MlflowTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  /** A server that answers as MLflow does, and keeps what it was told. */
  private static final class Recorded implements AutoCloseable {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final HttpServer server;
    private volatile int refuseAfter = Integer.MAX_VALUE;
    private volatile CountDownLatch held = new CountDownLatch(0);

    Recorded() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::answer);
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
      try (exchange) {
        held.await();
        String call = exchange.getRequestURI().getPath().replace("/api/2.0/mlflow/", "");
        byte[] body = exchange.getRequestBody().readAllBytes();
        calls.add(call);
        boolean json =
            "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        bodies.add(json ? JSON.readTree(body) : JSON.createObjectNode());
        int status = calls.size() > refuseAfter ? 500 : call.endsWith("get-by-name") ? 404 : 200;
        String text =
            switch (call) {
              case "experiments/create" -> "{\"experiment_id\": \"7\"}";
              case "runs/create" -> {
                String id = "run" + runs.getAndIncrement();
                yield "{\"run\": {\"info\": {\"run_id\": \"%s\", \"artifact_uri\": \"mlflow-artifacts:/7/%s/artifacts\"}}}"
                    .formatted(id, id);
              }
              default -> "{}";
            };
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    List<JsonNode> bodiesOf(String call) {
      List<JsonNode> found = new ArrayList<>();
      for (int i = 0; i < calls.size(); i++) {
        if (calls.get(i).equals(call)) {
          found.add(bodies.get(i));
        }
      }
      return found;
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  @Test
  void aSearchIsARunAndEachTrialOneBelowIt() throws Exception {
    try (Recorded server = new Recorded()) {
      track(server.address());

      List<JsonNode> made = server.bodiesOf("runs/create");
      assertThat(made).hasSize(4);
      assertThat(made.get(0).path("run_name").asText()).isEqualTo(SomeRows.SEARCH);
      assertThat(made.subList(1, 4))
          .allSatisfy(
              run ->
                  assertThat(run.path("tags").toString())
                      .contains("\"mlflow.parentRunId\",\"value\":\"run0\""));
      assertThat(server.bodiesOf("runs/log-batch"))
          .anySatisfy(
              batch ->
                  assertThat(batch.toString())
                      .contains("\"key\":\"fitness\",\"value\":53.0")
                      .contains("\"step\":\"3\"")
                      .doesNotContain("valid_loss"));
      assertThat(server.bodiesOf("runs/update"))
          .anySatisfy(update -> assertThat(update.path("status").asText()).isEqualTo("FAILED"));
      assertThat(server.calls)
          .contains("/api/2.0/mlflow-artifacts/artifacts/7/run0/artifacts/report.html");
    }
  }

  @Test
  void moreThanAThousandMetricsAreMoreThanOneCall() throws Exception {
    try (Recorded server = new Recorded()) {
      MlflowRuns runs = runs(server.address());
      runs.begin(SomeRows.SEARCH, folder.toUri().toString());
      for (int i = 0; i < 100; i++) {
        for (var row : SomeRows.all().subList(0, 7)) {
          runs.take(row, false);
        }
      }
      runs.end(null);
      List<Integer> sizes =
          server.bodiesOf("runs/log-batch").stream().map(b -> b.path("metrics").size()).toList();
      assertThat(sizes).allMatch(size -> size <= MlflowRuns.MOST);
      // 300 validations of 5 finite metrics, and a prediction of each
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(300 * 5 + 300);
    }
  }

  @Test
  void theLastCountsHoldWhatTheBestFewWereTrainedOn() throws Exception {
    try (Recorded server = new Recorded()) {
      MlflowRuns runs = runs(server.address());
      runs.begin(SomeRows.SEARCH, folder.toUri().toString());
      runs.progress(SomeRows.counts(30));
      runs.end(SomeRows.result(SomeRows.counts(33)));

      List<JsonNode> batches = server.bodiesOf("runs/log-batch");
      assertThat(batches.get(batches.size() - 1).path("metrics").toString())
          .contains("\"key\":\"epochs_run\",\"value\":33.0")
          .contains("\"key\":\"epochs_saved\",\"value\":3.0");
    }
  }

  @Test
  void aServerThatIsDeadOrDiesCostsNothing() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    track("http://127.0.0.1:" + closed);
    try (Recorded server = new Recorded()) {
      server.refuseAfter = 5;
      track(server.address());
      assertThat(server.calls).as("nothing after the first refusal").hasSize(6);
    }
  }

  @Test
  void aServerThatFallsTooFarBehindIsToldNothingMore() throws Exception {
    try (Recorded server = new Recorded()) {
      server.held = new CountDownLatch(1);
      LedgerRow row = SomeRows.all().get(1);
      try (Mlflow mlflow = new Mlflow(runs(server.address()), server.address())) {
        mlflow.started(SomeRows.SEARCH, folder.toUri().toString(), "2 slots");
        for (int i = 0; i < 100_010; i++) {
          mlflow.recorded(row);
        }
        server.held.countDown();
      }
      assertThat(server.bodiesOf("runs/create"))
          .as("the run of the search, under way then, and none of a trial")
          .hasSize(1);
      assertThat(server.bodiesOf("runs/update")).isEmpty();
    }
  }

  /** ROOKERY_MLFLOW names MLflow's program, where none is on the path. */
  @Test
  void aRealServerShowsTheRunsWithTheirMetricsAndTheReport() throws Exception {
    String program = System.getenv().getOrDefault("ROOKERY_MLFLOW", onPath("mlflow"));
    assumeTrue(!program.isEmpty(), "no MLflow: only recorded exchanges are tested");
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String address = "http://127.0.0.1:" + port;
    Process server = server(program, port);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(120))
          .ignoreExceptions()
          .until(() -> get(address + "/health").statusCode() == 200);
      track(address);
      track(address); // a resumed search goes on with its runs

      MlflowClient client = new MlflowClient(address, Map.of());
      ObjectNode all = MlflowClient.object();
      all.putArray("experiment_ids").add(client.experiment("rookery test"));
      Map<String, JsonNode> runs = new TreeMap<>();
      for (JsonNode run : client.post("runs/search", all).path("runs")) {
        runs.put(run.at("/info/run_name").asText(), run);
      }
      assertThat(runs).hasSize(4);
      JsonNode measured = runs.get(SomeRows.SEARCH + " c0000");
      assertThat(measured.at("/info/status").asText()).isEqualTo("FINISHED");
      assertThat(measured.at("/data/metrics").toString()).contains("\"measured_fitness\"");
      assertThat(runs.get(SomeRows.SEARCH + " c0002").at("/info/status").asText())
          .isEqualTo("FAILED");
      String parent = runs.get(SomeRows.SEARCH).at("/info/run_id").asText();
      assertThat(measured.at("/data/tags").toString()).contains(parent);
      String history =
          get(address
                  + "/api/2.0/mlflow/metrics/get-history?metric_key=fitness&run_id="
                  + measured.at("/info/run_id").asText())
              .body();
      assertThat(history).contains("51", "52", "53");
      assertThat(get(address + "/get-artifact?path=report.html&run_id=" + parent).body())
          .isEqualTo("<p>a report</p>");
    } finally {
      server.descendants().forEach(ProcessHandle::destroyForcibly);
      server.destroyForcibly().waitFor();
    }
  }

  private Process server(String program, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            program,
            "server",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--workers",
            "1",
            "--backend-store-uri",
            "sqlite:///" + folder.resolve("mlflow.db"),
            "--artifacts-destination",
            folder.resolve("artifacts").toString());
    builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
    builder.environment().put("DO_NOT_TRACK", "true");
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("mlflow.log").toFile())
        .start();
  }

  private static String onPath(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(part -> Path.of(part, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("");
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private MlflowRuns runs(String address) {
    return new MlflowRuns(
        new MlflowClient(address, Map.of()),
        "rookery test",
        1,
        Map.of("space", "nsga-net-macro"),
        new MlflowFiles(new Configuration()));
  }

  private void track(String address) throws IOException {
    Files.writeString(folder.resolve("report.html"), "<p>a report</p>");
    try (Mlflow mlflow = new Mlflow(runs(address), address)) {
      mlflow.started(SomeRows.SEARCH, folder.toUri().toString(), "2 slots");
      SomeRows.all().forEach(mlflow::recorded);
    }
  }
}

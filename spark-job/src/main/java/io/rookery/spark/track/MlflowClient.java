package io.rookery.spark.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The few calls of MLflow's REST API (mlflow.org/docs, "REST API", version 2.0) that a search
 * needs. Credentials come from the environment variables that MLflow's own client reads, and are
 * never written anywhere. One thread.
 */
final class MlflowClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NOT_FOUND = 404;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String base;
  private final Optional<String> authorization;

  /**
   * A client of one server.
   *
   * @param uri its root, such as {@code http://127.0.0.1:5000}
   * @param environment of this process
   */
  MlflowClient(String uri, Map<String, String> environment) {
    this.base = uri.replaceAll("/+$", "");
    this.authorization = authorization(environment);
  }

  private static Optional<String> authorization(Map<String, String> environment) {
    String token = environment.get("MLFLOW_TRACKING_TOKEN");
    if (token != null) {
      return Optional.of("Bearer " + token);
    }
    String user = environment.get("MLFLOW_TRACKING_USERNAME");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    return Optional.ofNullable(user)
        .map(name -> (name + ":" + password).getBytes(StandardCharsets.UTF_8))
        .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Id of the experiment of this name, made where there is none. */
  String experiment(String name) throws IOException, InterruptedException {
    String query = URLEncoder.encode(name, StandardCharsets.UTF_8);
    HttpResponse<String> found =
        send(request("/api/2.0/mlflow/experiments/get-by-name?experiment_name=" + query).GET());
    if (found.statusCode() == NOT_FOUND) {
      return post("experiments/create", object().put("name", name)).path("experiment_id").asText();
    }
    return json(found).at("/experiment/experiment_id").asText();
  }

  /** One call with a JSON body, below {@code /api/2.0/mlflow/}. */
  JsonNode post(String call, ObjectNode body) throws IOException, InterruptedException {
    return json(
        send(
            request("/api/2.0/mlflow/" + call)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
  }

  /**
   * Stores a file with a run, through the server where that serves artifacts.
   *
   * @param root the run's {@code artifact_uri}
   * @param path below it
   * @return whether it was stored
   */
  boolean upload(String root, String path, byte[] content)
      throws IOException, InterruptedException {
    URI artifacts = URI.create(root);
    if (!"mlflow-artifacts".equals(artifacts.getScheme())) {
      return false; // only those who can reach the store itself may write there
    }
    String address =
        "/api/2.0/mlflow-artifacts/artifacts%s/%s"
            .formatted(
                artifacts.getRawPath(),
                URLEncoder.encode(path, StandardCharsets.UTF_8).replace("%2F", "/"));
    json(
        send(
            request(address)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(content))));
    return true;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    authorization.ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      String said = answer.body().length() > 300 ? answer.body().substring(0, 300) : answer.body();
      throw new IOException(
          "%s answered %d: %s".formatted(answer.uri().getPath(), answer.statusCode(), said));
    }
    return answer.body().isBlank() ? object() : JSON.readTree(answer.body());
  }
}

package io.rookery.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** What a standalone Master says of itself in JSON. */
final class MasterPage {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI page;

  MasterPage(int port) {
    page = URI.create("http://%s:%d/json/".formatted(Shipping.LOOPBACK, port));
  }

  /**
   * The Master now.
   *
   * @param workers that are alive
   * @param cores of them
   * @param coresUsed by applications
   * @param gpus of them
   * @param applications that run
   */
  record View(int workers, int cores, int coresUsed, int gpus, int applications) {}

  /** Empty while it does not answer. */
  Optional<View> view() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(view(JSON.readTree(answer.body())))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // not up yet, or gone
    }
  }

  private static View view(JsonNode master) {
    int alive = 0;
    int gpus = 0;
    for (JsonNode worker : master.path("workers")) {
      if (worker.path("state").asText().equals("ALIVE")) {
        alive++;
        gpus += worker.path("resources").path("gpu").path("addresses").size();
      }
    }
    return new View(
        alive,
        master.path("cores").asInt(),
        master.path("coresused").asInt(),
        gpus,
        master.path("activeapps").size());
  }
}

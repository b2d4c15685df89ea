package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkContext$;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code rookery run} while somebody has the live page of its search open. */
@Timeout(300)
class OpenPageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private int port;

  @BeforeEach
  void drill() throws IOException {
    System.setProperty("rookery.drill.folder", folder.toString());
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
  }

  @AfterEach
  void clear() {
    System.clearProperty("rookery.drill.folder");
  }

  @Test
  void thePageHasTheLastStateBeforeTheApplicationEnds() throws Exception {
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(this::run);
    JsonNode running = poll("page", "");
    while (running.path("revision").asText().isEmpty()) {
      Thread.sleep(100);
      running = poll("page", "");
    }
    assertThat(running.path("ended").asBoolean()).as("it is there while the search runs").isFalse();

    JsonNode last = running;
    while (!last.path("ended").asBoolean()) {
      Thread.sleep(PAUSE.toMillis()); // as the page does
      last = poll("page", running.path("revision").asText());
      assertThat(last.path("revision").asText()).as("an answer").isNotEmpty();
    }
    assertThat(last.at("/searches/0/header/state").asText()).isEqualTo("done");
    assertThat(run.join()).isZero();
    assertThat(SparkContext$.MODULE$.getActive().isDefined()).isFalse();
  }

  /** Each question is another page's: none of them hears of the end. */
  @Test
  void aSessionOfTheCallersIsNotHeldUp() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .config(Launch.conf("local[2]", List.of("spark.ui.port=" + port)))
            .getOrCreate()) {
      CompletableFuture<Integer> run = CompletableFuture.supplyAsync(this::run);
      for (int page = 0; !run.isDone(); page++) {
        poll("page" + page, "");
        Thread.sleep(50);
      }
      assertThat(run.get()).isZero();

      poll("last", "");
      assertThat(waits(new Session(spark, false))).as("the caller's").isFalse();
      assertThat(waits(new Session(spark, true))).as("there are pages to wait for").isTrue();
      new Session(spark, true).awaitPages();
      assertThat(waits(new Session(spark, true))).as("they have not asked since").isFalse();
      assertThat(spark.sparkContext().isStopped()).isFalse();
    }
  }

  /** Whether it waits at all, however short: an interrupted thread cannot. */
  private static boolean waits(Session session) {
    Thread.currentThread().interrupt();
    try {
      session.awaitPages();
      return false;
    } catch (InterruptedException e) {
      return true;
    } finally {
      Thread.interrupted();
    }
  }

  private int run() {
    CommandLine command = Rookery.commandLine();
    StringWriter errors = new StringWriter();
    command.setOut(new PrintWriter(new StringWriter(), true));
    command.setErr(new PrintWriter(errors, true));
    String arguments =
        "run --json --master local[2] --conf spark.ui.port=%d --output %s --set rookery.trainer=drill"
            .formatted(port, folder.resolve("search"));
    int code =
        command.execute(
            (arguments
                    + " --set rookery.training.epochs=30 --set rookery.search.candidates=6"
                    + " --set rookery.rules=[never]")
                .split(" "));
    assertThat(code).as(errors.toString()).isZero();
    return code;
  }

  /** What the tab answers; nothing where nobody does. */
  private JsonNode poll(String page, String since) throws InterruptedException {
    String address =
        "http://127.0.0.1:%d/rookery/data?since=%s&page=%s".formatted(port, since, page);
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? JSON.readTree(answer.body()) : JSON.createObjectNode();
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}

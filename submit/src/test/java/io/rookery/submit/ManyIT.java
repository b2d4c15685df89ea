package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of networks whose training takes no time: nothing may pile up in the driver. */
@Tag("faults")
@Timeout(1800)
class ManyIT {

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int CANDIDATES = Integer.getInteger("rookery.faults.candidates", 5_000);
  private static final int STEP = Math.max(1, CANDIDATES / 10);

  /** What a driver may keep of each network: its curve, its genome, its graph. */
  private static final double MOST_BYTES_A_CANDIDATE = 16_384;

  @TempDir private Path folder;

  /** The driver at one moment. */
  private record Sample(int done, long bytes, long threads) {}

  @Test
  void theDriverStaysFlat() throws Exception {
    Scene scene = new Scene(folder).drill(0).set("rookery.search.candidates", CANDIDATES);
    // The sample's own space holds little more than a thousand networks.
    scene.set("rookery.space.nsga-net-macro.nodes", 6);
    int port = freePort();
    scene.set("rookery.training.epochs", 3);
    scene.conf("spark.ui.enabled", true).conf("spark.ui.port", port);
    scene.conf("spark.executor.cores", 2).conf("spark.cores.max", 4);
    List<Sample> samples = new ArrayList<>();
    try (Submission submission = scene.start()) {
      Probe driver = new Probe(submission.process());
      for (int next = STEP; next < CANDIDATES; next += STEP) {
        int wanted = next;
        Awaitility.await(wanted + " results")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(500))
            .until(() -> !submission.isAlive() || done(submission) >= wanted);
        assertThat(submission.isAlive()).as(submission.text()).isTrue();
        samples.add(new Sample(done(submission), driver.liveBytes(), driver.threads()));
      }
      assertThat(driver.instances("io.rookery.spark.metrics.EpochListener")).isEqualTo(1);
      assertThat(driver.instances("io.rookery.spark.trial.Flight")).isLessThan(20);
      assertThat(jobsShown(scene, port)).isLessThanOrEqualTo(220);
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    SimpleRegression bytes = new SimpleRegression();
    SimpleRegression threads = new SimpleRegression();
    // The first tenth fills pools and caches.
    samples.stream().skip(1).forEach(s -> bytes.addData(s.done(), s.bytes()));
    samples.stream().skip(1).forEach(s -> threads.addData(s.done(), s.threads()));
    Report.print(
        "%d networks: driver %.1f MB after the first tenth, %.1f MB at the end, %.2f kB a network; threads %d to %d"
            .formatted(
                CANDIDATES,
                samples.get(0).bytes() / 1e6,
                samples.get(samples.size() - 1).bytes() / 1e6,
                bytes.getSlope() / 1e3,
                samples.stream().mapToLong(Sample::threads).min().orElse(0),
                samples.stream().mapToLong(Sample::threads).max().orElse(0)));
    assertThat(bytes.getSlope()).isLessThan(MOST_BYTES_A_CANDIDATE);
    assertThat(threads.getSlope() * CANDIDATES).as("threads more at the end").isLessThan(5);
    ExecutorsIT.requireWhole(scene, CANDIDATES);
    scene.cluster.awaitIdle();
  }

  private static int done(Submission submission) {
    return (int) submission.text().lines().filter(line -> line.contains(" done ")).count();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Jobs in Spark's own pages. */
  private static int jobsShown(Scene scene, int port) throws Exception {
    String id = scene.status().path("applicationId").asText();
    URI jobs = URI.create("http://127.0.0.1:%d/api/v1/applications/%s/jobs".formatted(port, id));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(jobs).build(), HttpResponse.BodyHandlers.ofString());
    JsonNode list = new ObjectMapper().readTree(answer.body());
    assertThat(list.isArray()).as(answer.body()).isTrue();
    return list.size();
  }
}

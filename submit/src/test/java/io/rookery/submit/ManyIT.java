package io.rookery.submit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of networks whose training takes no time: nothing may pile up in the driver. */
@Tag("faults")
@Timeout(7200)
class ManyIT {

  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final int CANDIDATES = Integer.getInteger("rookery.faults.candidates", 5_000);
  private static final int STEP = Math.max(1, CANDIDATES / 10);

  /** Networks after which Spark's pages and the ledger's newest files hold all they ever will. */
  private static final int FULL = Math.min(1_000, CANDIDATES / 2);

  /**
   * What a driver may keep of each network: its curve, its genome, its graph, keys of its rows.
   * Some 5 kB where it trains three epochs; what is read for the page now and then adds to a
   * reading.
   */
  private static final double MOST_BYTES_A_CANDIDATE = 10_240;

  @TempDir private Path folder;

  /** The driver at one moment. */
  private record Sample(int done, Probe.Histogram live, long threads) {}

  @Test
  void theDriverStaysFlat() throws Exception {
    Scene scene = new Scene(folder).drill(0).set("rookery.search.candidates", CANDIDATES);
    // The sample's own space holds little more than a thousand networks.
    scene.set("rookery.space.nsga-net-macro.nodes", 6).set("rookery.training.epochs", 3);
    scene.conf("spark.executor.cores", 2).conf("spark.cores.max", 4);
    List<Sample> samples = samples(scene);
    samples.removeIf(sample -> sample.done() < FULL);
    Sample first = samples.get(0);
    Sample last = samples.get(samples.size() - 1);
    double bytes = slope(samples, sample -> sample.live().total());
    Report.print(
        "%d networks: driver %.1f MB after %d, %.1f MB after %d, %.2f kB a network; threads %d to %d"
            .formatted(
                CANDIDATES,
                first.live().total() / 1e6,
                first.done(),
                last.live().total() / 1e6,
                last.done(),
                bytes / 1e3,
                samples.stream().mapToLong(Sample::threads).min().orElse(0),
                samples.stream().mapToLong(Sample::threads).max().orElse(0)));
    assertThat(bytes)
        .as(
            "bytes a network, by class:%n%s",
            last.live().growthSince(first.live(), last.done() - first.done()))
        .isLessThan(MOST_BYTES_A_CANDIDATE);
    assertThat(slope(samples, Sample::threads) * CANDIDATES)
        .as("threads more at the end")
        .isLessThan(5);
    ExecutorsIT.requireWhole(scene, CANDIDATES);
    scene.cluster.awaitIdle();
  }

  /** Runs the search, and looks at its driver ten times on the way. */
  private static List<Sample> samples(Scene scene) throws Exception {
    int port = Store.freePort();
    scene.conf("spark.ui.enabled", true).conf("spark.ui.port", port);
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
        Sample sample = new Sample(done(submission), driver.live(), driver.threads());
        samples.add(sample);
        System.out.printf(
            "after %d networks: %.1f MB, %d threads%n",
            sample.done(), sample.live().total() / 1e6, sample.threads());
      }
      Probe.Histogram live = samples.get(samples.size() - 1).live();
      assertThat(live.instances("io.rookery.spark.metrics.EpochListener")).isEqualTo(1);
      // Ended submissions wait for a sweep each ten seconds.
      assertThat(live.instances("io.rookery.spark.trial.Flight")).isLessThan(CANDIDATES / 10);
      assertThat(jobsShown(scene, port)).isLessThanOrEqualTo(220);
      assertThat(submission.await(PATIENCE)).as(submission.text()).isZero();
    }
    return samples;
  }

  private static double slope(List<Sample> samples, ToDoubleFunction<Sample> what) {
    SimpleRegression line = new SimpleRegression();
    samples.forEach(sample -> line.addData(sample.done(), what.applyAsDouble(sample)));
    return line.getSlope();
  }

  private static int done(Submission submission) {
    return (int) submission.text().lines().filter(line -> line.contains(" done ")).count();
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

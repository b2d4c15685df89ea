package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.nas.Architecture;
import io.rookery.nas.Optimizer;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One JVM trains one small network after another: its memory must not follow. */
class ResidentMemoryTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** A mebibyte of weights: who kept those alone would grow by 90 MiB. */
  private static final Architecture NETWORK = Plans.mebibyte();

  /** MiB that memory may grow by from the tenth network to the hundredth. */
  private static final double ALLOWED = 30;

  @Test
  void a_hundred_networks_leave_resident_memory_flat_after_the_tenth() throws IOException {
    assumeTrue(Files.exists(STATUS), "needs Linux's /proc");
    List<Double> resident = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Optimizer optimizer = i % 2 == 0 ? Plans.SGD : new Optimizer.Adam(0.9, 0.999);
      TrainingPlan plan = new TrainingPlan(NETWORK, Plans.settings(1, 1, optimizer), i);
      try (TrainingSession session = Plans.open(plan, null)) {
        session.next(() -> false);
        Plans.save(session);
        session.score(Plans.PICTURES.test());
      }
      assertThat(DeviceImages.held()).isZero();
      // What Java itself holds is not the question.
      System.gc();
      resident.add(residentMiB());
    }
    double growth = slope(resident.subList(10, 100)) * 90;
    assertThat(growth).as("growth in MiB, %s", resident).isLessThan(ALLOWED);
  }

  private static double residentMiB() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    throw new IOException("no VmRSS in " + STATUS);
  }

  /** Least-squares growth from one network to the next. */
  private static double slope(List<Double> values) {
    double n = values.size();
    double meanX = (n - 1) / 2;
    double meanY = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < n; i++) {
      xy += (i - meanX) * (values.get(i) - meanY);
      xx += (i - meanX) * (i - meanX);
    }
    return xy / xx;
  }
}

package com.example.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.Decision;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictionEngine;
import io.rookery.predictor.preset.Preset;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The engine behind a training loop that knows nothing of Spark: the module's README. */
class AnyLoopTest {

  private final Random random = new Random(1);
  private int epochs;
  private int stopped;

  @Test
  void savesEpochs() {
    search(40, 20);
    assertThat(stopped).isPositive();
    assertThat(epochs).isLessThan(40 * 20 * 3 / 4);
  }

  void search(int networks, int horizon) {
    PredictionEngine engine = Preset.DEFAULT.engine(Metric.ACCURACY);
    for (int i = 0; i < networks; i++) {
      Network network = new Network();
      engine.begin("network-" + i, horizon, Map.of("depth", network.depth));
      Decision decision = Decision.CONTINUE;
      for (int e = 1; e <= horizon && decision.goesOn(); e++) {
        double accuracy = network.trainOneEpoch();
        decision = engine.observe("network-" + i, CurvePoint.of(e, accuracy)).decision();
      }
      decision.why().ifPresent(why -> stopped++);
    }
  }

  /** Stands for whatever trains. */
  private final class Network {
    private final double depth = 1 + random.nextInt(20);
    private final double end = 60 + depth + 10 * random.nextDouble();
    private double accuracy = 10;

    double trainOneEpoch() {
      epochs++;
      accuracy += 0.3 * (end - accuracy);
      return Metric.ACCURACY.clip(accuracy + 0.2 * random.nextGaussian());
    }
  }
}

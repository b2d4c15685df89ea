package io.rookery.predictor.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Trial;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PoolTest {

  private static final int EPOCHS = 8;
  private static final int NETWORKS = 30;

  private final Random random = new Random(2);
  private final LearningCurve[] curves = new LearningCurve[NETWORKS];

  @Test
  void aNetworkThatIsContinuedIsLearnedAsIfItHadNeverPaused() {
    Pool whole = pool();
    Pool paused = pool();
    for (int i = 0; i < NETWORKS; i++) {
      learn(whole, i, EPOCHS - i % 4);
      learn(paused, i, 1 + i % 2);
    }
    for (int i = NETWORKS - 1; i >= 0; i--) { // continued in another order than they came
      learn(paused, i, EPOCHS - i % 4);
    }
    assertSame(whole, paused);
  }

  @Test
  void aNetworkThatBeganAgainAndEndedEarlierIsLearnedUpToThere() {
    Pool once = pool();
    Pool again = pool();
    for (int i = 0; i < NETWORKS; i++) {
      learn(again, i, EPOCHS - 1);
    }
    for (int i = 0; i < NETWORKS; i++) {
      learn(once, i, i % 3 == 1 ? 2 : EPOCHS);
      learn(again, i, i % 3 == 1 ? 2 : EPOCHS);
    }
    assertSame(once, again);
  }

  private Pool pool() {
    return new Pool(Scale.LOGIT, 4);
  }

  private void learn(Pool pool, int network, int epochs) {
    if (curves[network] == null) {
      curves[network] = curve();
    }
    // The first network is trained to its end: the stages are its epochs.
    int size = network == 0 ? EPOCHS : epochs;
    pool.learn(trial(network), curves[network].head(size));
  }

  private static Trial trial(int network) {
    return new Trial("n" + network, EPOCHS, Map.of("depth", network % 5.0), network % 2 == 0);
  }

  private void assertSame(Pool one, Pool other) {
    LearningCurve curve = curve();
    Trial trial = new Trial("new", EPOCHS, Map.of("depth", 2.0), false);
    for (int size = 1; size < EPOCHS; size++) {
      Posterior expected = one.predict(trial, curve.head(size));
      Posterior found = other.predict(trial, curve.head(size));
      assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-12));
      assertThat(found.variance()).isCloseTo(expected.variance(), within(1e-12));
      assertThat(found.degrees()).isEqualTo(expected.degrees());
    }
  }

  private LearningCurve curve() {
    double top = 50 + 40 * random.nextDouble();
    double rate = 0.2 + 0.4 * random.nextDouble();
    LearningCurve curve = LearningCurve.empty();
    for (int e = 1; e <= EPOCHS; e++) {
      curve = curve.with(CurvePoint.of(e, top * (1 - Math.exp(-rate * e)) + random.nextDouble()));
    }
    return curve;
  }
}

package io.rookery.predictor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rookery.predictor.CurvePoint;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Guards;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Providers;
import io.rookery.predictor.Trial;
import io.rookery.predictor.preset.Preset;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Curves nobody hopes for: each has a stated behaviour. Broken files: {@link CsvCurvesTest}. */
class BadInputTest {

  private static final int MILLION = 1_000_000;

  private static final LearningCurve LONG = longCurve();

  @TempDir Path folder;

  private static LearningCurve longCurve() {
    LearningCurve curve = LearningCurve.empty();
    Random random = new Random(1);
    for (int i = 1; i <= MILLION; i++) {
      double fitness = 90 - 60 * Math.exp(-i / 1e5) + random.nextGaussian();
      curve = curve.with(CurvePoint.of(i, fitness));
    }
    return curve;
  }

  static List<String> predictors() {
    return Providers.predictors().stream().map(p -> p.name()).toList();
  }

  /** A network that still guesses says nothing of its end: what is said claims no certainty. */
  @ParameterizedTest
  @MethodSource("predictors")
  void ofAConstantCurveNothingOrTheConstantIsPredicted(String name) {
    FitnessPredictor predictor = Providers.predictor(name).create(Metric.ACCURACY);
    LearningCurve curve = LearningCurve.empty();
    for (int e = 1; e <= 12; e++) {
      curve = curve.with(CurvePoint.of(e, 10));
      for (Prediction prediction : predictor.predict(trial(25), curve).stream().toList()) {
        boolean claims = prediction.standardDeviation() < 1e-6;
        assertThat(claims && Math.abs(prediction.mean() - 10) > 1e-6)
            .as("%s is certain of %s", name, prediction.mean())
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("predictors")
  void twoPointsGiveNoPredictionOrOneThatClaimsNoCertainty(String name) {
    FitnessPredictor predictor = Providers.predictor(name).create(Metric.ACCURACY);
    LearningCurve two = LearningCurve.of(List.of(CurvePoint.of(1, 20), CurvePoint.of(2, 30)));
    predictor
        .predict(trial(25), two)
        .ifPresent(p -> assertThat(p.standardDeviation()).as(name).isGreaterThan(1));
  }

  /** Epochs 1 to 3 and then 20: the fit sees where the points are, not how many lie between. */
  @Test
  void gapsAreNoErrorAndNoPointIsMadeUp() {
    FitnessPredictor predictor = Providers.predictor("parametric").create(Metric.ACCURACY);
    LearningCurve curve = LearningCurve.empty();
    for (double e : new double[] {1, 2, 3, 20, 21}) {
      curve = curve.with(CurvePoint.of(e, 80 - 60 * Math.pow(1.3, -e)));
    }
    assertThat(predictor.predict(trial(40), curve).orElseThrow().mean()).isCloseTo(80, within(0.1));
  }

  /** Networks that skip the horizon or end before it cannot be scored; they are counted. */
  @Test
  void replaysASetOfOddCurvesAndCountsWhatItLeftOut() {
    List<RecordedCurve> curves = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 30; i++) {
      LearningCurve points = LearningCurve.empty();
      double epoch = 0;
      while (epoch < 10) {
        epoch += i % 3 == 0 ? 0.5 : 1 + random.nextInt(3);
        double fitness = i % 4 == 0 ? 10 : 100 * random.nextDouble();
        points = points.with(CurvePoint.of(epoch, fitness));
      }
      curves.add(new RecordedCurve("n" + i, points, List.of(), Map.of()));
    }
    for (Preset preset : Preset.values()) {
      ReplayResult result =
          replay(preset, 10).run(new CurveSet("odd", curves), Subject.of(preset, Metric.ACCURACY));
      assertThat(result.networks() + result.leftOut()).isEqualTo(30);
      assertThat(result.networks()).isPositive();
      assertThat(result.errors().mae()).isFinite();
      assertThat(result.cost().x()).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anySetOfCurvesIsReplayedByEveryPreset(Metric metric) {
    for (long seed = 0; seed < 15; seed++) {
      Random random = new Random(seed);
      List<RecordedCurve> curves = new ArrayList<>();
      int networks = 1 + random.nextInt(12);
      for (int i = 0; i < networks; i++) {
        curves.add(wild("n" + i, metric, random));
      }
      for (Preset preset : Preset.values()) {
        Subject subject =
            new Subject(
                preset.id(),
                preset.predictor(),
                () -> preset.newPredictor(metric),
                () -> preset.newRules(metric),
                new Guards(0, random.nextInt(3), 0));
        ReplayResult result =
            new Replay(
                    new Replay.Settings(
                        metric, OptionalDouble.of(6), 1 + random.nextInt(3), 2, seed))
                .run(new CurveSet("wild", curves), subject);
        assertThat(result.outcomes()).as("seed %d", seed).hasSize(2 * networks);
        assertThat(result.errors().mae()).as("seed %d", seed).isFinite();
      }
    }
  }

  private static RecordedCurve wild(String id, Metric metric, Random random) {
    LearningCurve points = LearningCurve.empty();
    double step = random.nextBoolean() ? 0.5 : 2;
    for (double e = step; e <= 6; e += step) {
      double value =
          switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> metric == Metric.ACCURACY ? 100 : 1e300;
            case 2 -> Double.MIN_VALUE;
            default -> 100 * random.nextDouble();
          };
      double loss = random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NaN;
      points = points.with(new CurvePoint(e, value, loss, Double.NaN, loss));
    }
    return new RecordedCurve(id, points, List.of(), Map.of("odd", 1e12 * random.nextGaussian()));
  }

  /** A million rows of 40,000 networks, or of one. */
  @ParameterizedTest
  @ValueSource(ints = {25, MILLION})
  void aMillionRowsAreRead(int points) throws IOException {
    Path file = folder.resolve("million.csv.gz");
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
      out.write("curve_id,epoch,fitness\n");
      for (int row = 0; row < MILLION; row++) {
        out.write("n" + row / points + "," + (1 + row % points) + "," + row % 97 + "\n");
      }
    }
    CurveSet set = CsvCurves.read(file, Metric.ACCURACY);
    assertThat(set.curves()).hasSize(MILLION / points);
    assertThat(set.lastEpoch()).isEqualTo(points);
  }

  /** A fit sees at most 256 points, so that the millionth point costs no more than the 300th. */
  @ParameterizedTest
  @MethodSource("predictors")
  void aCurveOfAMillionPointsIsPredicted(String name) {
    FitnessPredictor predictor = Providers.predictor(name).create(Metric.ACCURACY);
    for (int i = 0; i < 5; i++) {
      predictor.learn(new Trial("finished" + i, MILLION, Map.of(), false), LONG);
    }
    for (int size = MILLION - 20; size < MILLION; size++) {
      predictor
          .predict(trial(MILLION), LONG.head(size))
          .ifPresent(p -> assertThat(p.mean()).as(name).isFinite());
    }
  }

  private static Trial trial(double horizon) {
    return new Trial(String.format(Locale.ROOT, "t%s", horizon), horizon, Map.of(), false);
  }

  private static Replay replay(Preset preset, double horizon) {
    return new Replay(
        new Replay.Settings(Metric.ACCURACY, OptionalDouble.of(horizon), 2, 2, preset.ordinal()));
  }
}

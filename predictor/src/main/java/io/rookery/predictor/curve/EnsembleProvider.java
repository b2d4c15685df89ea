package io.rookery.predictor.curve;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.FitnessPredictor;
import io.rookery.predictor.Help;
import io.rookery.predictor.Metric;
import io.rookery.predictor.PredictorProvider;
import io.rookery.predictor.Providers;
import java.util.List;
import java.util.Set;

/** {@code ensemble}: many curve families, weighted by evidence. */
public final class EnsembleProvider implements PredictorProvider<EnsembleProvider.Settings> {

  /** The same curves as exp3 and wbl4, by other names or in other bounds: they count once. */
  private static final Set<String> DOUBLES =
      Set.of("exponential", "exponential-loss", "expd3", "janoschek");

  /** How evidence is counted. */
  public enum Criterion {
    /** Akaike's, corrected for few points (Hurvich and Tsai 1989, doi:10.1093/biomet/76.2.297). */
    AICC {
      @Override
      double of(double meanSquare, int points, int k) {
        return points * Math.log(meanSquare) + 2.0 * k * points / (points - k - 1);
      }

      @Override
      int spare() {
        return 3;
      }
    },
    /** Schwarz 1978, doi:10.1214/aos/1176344136. */
    BIC {
      @Override
      double of(double meanSquare, int points, int k) {
        return points * Math.log(meanSquare) + k * Math.log(points);
      }

      @Override
      int spare() {
        return 1;
      }
    };

    /** The criterion of a fit; {@code k} counts its coefficients and the variance. */
    abstract double of(double meanSquare, int points, int k);

    /** Points beyond its coefficients that a family needs to be judged. */
    abstract int spare();
  }

  /** What may be set of it. */
  public record Settings(
      @Help("names of the curve families; empty: all that suit the metric," + " each curve once")
          List<String> families,
      @Help("how evidence is counted: AICC or BIC") Criterion criterion,
      @Help(
              "points of the first prediction; 3 or more; 5, so that families of two coefficients are"
                  + " not alone")
          int minimumPoints) {
    public Settings {
      families = List.copyOf(families);
      if (minimumPoints < 3) {
        throw new IllegalArgumentException("minimumPoints must be 3 or more: " + minimumPoints);
      }
    }
  }

  @Override
  public String name() {
    return Ensemble.NAME;
  }

  @Override
  public String summary() {
    return "many curve families fitted at once, weighted by evidence, with a mixture interval";
  }

  @Override
  public String source() {
    return "after Domhan, Springenberg, Hutter, IJCAI 2015, with the weights of Burnham and Anderson"
        + " 2004, doi:10.1177/0049124104268644, in place of Markov chains";
  }

  @Override
  public Settings defaults() {
    return new Settings(List.of(), Criterion.AICC, 5);
  }

  @Override
  public FitnessPredictor create(Settings settings, Metric metric) {
    List<CurveModel> families =
        settings.families().isEmpty()
            ? Providers.families().stream()
                .filter(family -> family.suits(metric) && !DOUBLES.contains(family.name()))
                .toList()
            : settings.families().stream()
                .map(name -> ParametricProvider.family(name, metric))
                .toList();
    return new Ensemble(families, metric, settings.criterion(), settings.minimumPoints());
  }
}

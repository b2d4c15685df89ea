package io.rookery.predictor.replay;

import io.rookery.predictor.CurveModel;
import io.rookery.predictor.LearningCurve;
import io.rookery.predictor.Metric;
import io.rookery.predictor.Prediction;
import io.rookery.predictor.Providers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A few networks of each set as an SVG: the curve up to where it was stopped, what was predicted
 * there for the horizon with its 90 % interval, and what came. Of the first order of arrival those
 * networks are shown that stand evenly spread among the stopped ones, by how they ended.
 */
public final class CurvesPicture {

  /**
   * One row of panels.
   *
   * @param set the curves
   * @param result what their replay gave
   */
  public record Row(CurveSet set, ReplayResult result) {}

  private static final int PANELS = 4;
  private static final double WIDTH = 250;
  private static final double HEIGHT = 185;
  private static final double LEFT = 44;
  private static final double TOP = 38;
  private static final double BOTTOM = 24;
  private static final double RIGHT = 18;
  private static final double HEAD = 30;
  private static final double MARGIN = 16;
  private static final int PIECES = 24;

  private final Metric metric;
  private final Svg svg;

  private CurvesPicture(Metric metric) {
    this.metric = metric;
    this.svg =
        new Svg(2 * MARGIN + PANELS * WIDTH, "Curves, where they stopped and how they ended");
  }

  /** The picture; a set of which no network was stopped on a prediction has an empty row. */
  public static String svg(List<Row> rows, Metric metric) {
    CurvesPicture picture = new CurvesPicture(metric);
    double y = picture.legend();
    for (Row row : rows) {
      ReplayResult r = row.result();
      picture.svg.text("head", "start", MARGIN, y + 20, "%s: %s".formatted(r.set(), r.subject()));
      List<Outcome> shown = shown(r);
      for (int i = 0; i < shown.size(); i++) {
        picture.panel(
            MARGIN + i * WIDTH,
            y + HEAD,
            curve(row.set(), shown.get(i)),
            r.horizon(),
            shown.get(i));
      }
      if (shown.isEmpty()) {
        picture.svg.text("muted", "start", MARGIN, y + HEAD + 14, "no network was stopped");
      }
      y += HEAD + (shown.isEmpty() ? 24 : HEIGHT);
    }
    return picture.svg.file(y + MARGIN / 2);
  }

  private double legend() {
    double x = MARGIN;
    svg.line("seen", x, 20, x + 24, 20).text("muted", "start", x + 30, 24, "observed");
    svg.line("stop", x + 105, 12, x + 105, 28).text("muted", "start", x + 113, 24, "stopped here");
    svg.line("guess", x + 215, 20, x + 239, 20).circle("predicted", x + 243, 20, 3.5);
    svg.text("muted", "start", x + 254, 24, "predicted for the horizon, 90 % interval");
    svg.line("ahead", x + 505, 20, x + 529, 20).circle("measured", x + 533, 20, 3.5);
    svg.text("muted", "start", x + 544, 24, "what came, recorded and not seen");
    return 34;
  }

  private static List<Outcome> shown(ReplayResult result) {
    List<Outcome> stopped =
        result.outcomes().stream()
            .filter(o -> o.order() == 0 && !o.measured() && o.prediction().isPresent())
            .sorted(Comparator.comparingDouble(Outcome::actual).thenComparing(Outcome::curveId))
            .toList();
    List<Outcome> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(PANELS, stopped.size()); i++) {
      int panels = Math.min(PANELS, stopped.size());
      shown.add(stopped.get((2 * i + 1) * stopped.size() / (2 * panels)));
    }
    return shown;
  }

  private static LearningCurve curve(CurveSet set, Outcome outcome) {
    return set.curves().stream()
        .filter(c -> c.id().equals(outcome.curveId()))
        .findFirst()
        .orElseThrow()
        .points();
  }

  private void panel(double x, double y, LearningCurve curve, double horizon, Outcome outcome) {
    Prediction prediction = outcome.prediction().orElseThrow();
    Frame frame = frame(x, y, curve, horizon, prediction);
    svg.text("", "start", x + LEFT, y + 14, shortened(outcome.curveId()));
    svg.text("muted", "start", x + LEFT, y + 29, sentence(outcome, prediction));
    frame.axes(svg);
    List<double[]> seen = new ArrayList<>();
    List<double[]> ahead = new ArrayList<>();
    for (int i = 0; i < curve.size() && curve.epoch(i) <= horizon; i++) {
      double[] at = frame.at(curve.epoch(i), curve.fitness(i));
      if (curve.epoch(i) <= outcome.stopEpoch()) {
        seen.add(at);
      }
      if (curve.epoch(i) >= outcome.stopEpoch()) {
        ahead.add(at);
      }
    }
    double[] stop = seen.get(seen.size() - 1);
    double[] guess = frame.at(horizon, metric.clip(prediction.mean()));
    if (outcome.hasInterval()) {
      double[] low = frame.at(horizon, metric.clip(prediction.lower()));
      double[] high = frame.at(horizon, metric.clip(prediction.upper()));
      svg.path("wedge", List.of(stop, low, high));
      svg.line("span", low[0], low[1], high[0], high[1]);
    }
    svg.line("stop", stop[0], frame.top(), stop[0], frame.bottom());
    svg.path("ahead", ahead).path("seen", seen);
    svg.path("guess", extrapolation(frame, curve, stop, horizon, outcome, prediction));
    double[] end = ahead.get(ahead.size() - 1);
    svg.circle("measured", end[0], end[1], 3.5);
    svg.circle("predicted", guess[0], guess[1], 3.5);
  }

  private String sentence(Outcome outcome, Prediction prediction) {
    return "at epoch %s: %s, and %s came"
        .formatted(
            Svg.number(outcome.stopEpoch()),
            Svg.number(metric.clip(prediction.mean())),
            Svg.number(outcome.actual()));
  }

  private static String shortened(String id) {
    return id.length() <= 28 ? id : id.substring(0, 27) + "…";
  }

  /** Along the fitted family where one was fitted; else straight. */
  private List<double[]> extrapolation(
      Frame frame,
      LearningCurve curve,
      double[] stop,
      double horizon,
      Outcome outcome,
      Prediction prediction) {
    List<double[]> line = new ArrayList<>(List.of(stop));
    Optional<CurveModel> family =
        Providers.families().stream()
            .filter(f -> f.name().equals(prediction.model()))
            .filter(f -> f.parameters().size() == prediction.coefficients().size())
            .findFirst();
    if (family.isPresent()) {
      double[] p = prediction.coefficients().stream().mapToDouble(c -> c).toArray();
      for (int i = 1; i < PIECES; i++) {
        double epoch = outcome.stopEpoch() + (horizon - outcome.stopEpoch()) * i / PIECES;
        double value = family.get().value(epoch / curve.epoch(0), p);
        if (frame.shows(value)) {
          line.add(frame.at(epoch, value));
        }
      }
    }
    line.add(frame.at(horizon, metric.clip(prediction.mean())));
    return line;
  }

  private Frame frame(
      double x, double y, LearningCurve curve, double horizon, Prediction prediction) {
    double least = metric.clip(prediction.mean());
    double most = least;
    for (int i = 0; i < curve.size() && curve.epoch(i) <= horizon; i++) {
      least = Math.min(least, curve.fitness(i));
      most = Math.max(most, curve.fitness(i));
    }
    if (Double.isFinite(prediction.standardDeviation())) {
      least = Math.min(least, metric.clip(prediction.lower()));
      most = Math.max(most, metric.clip(prediction.upper()));
    }
    double room = Math.max(1e-9, most - least) * 0.06;
    return new Frame(x, y, horizon, metric.clip(least - room), metric.clip(most + room));
  }

  /** Where epochs and fitness lie in a panel. */
  private record Frame(double x, double y, double horizon, double least, double most) {

    double top() {
      return y + TOP;
    }

    double bottom() {
      return y + HEIGHT - BOTTOM;
    }

    boolean shows(double fitness) {
      return fitness >= least && fitness <= most;
    }

    double[] at(double epoch, double fitness) {
      double share = (fitness - least) / (most - least);
      return new double[] {
        x + LEFT + (WIDTH - LEFT - RIGHT) * epoch / horizon, bottom() - (bottom() - top()) * share
      };
    }

    void axes(Svg svg) {
      double left = x + LEFT;
      double right = x + WIDTH - RIGHT;
      svg.line("rule", left, bottom(), right, bottom()).line("rule", left, top(), left, bottom());
      svg.text("muted", "end", left - 5, top() + 8, tick(most));
      svg.text("muted", "end", left - 5, bottom(), tick(least));
      svg.text("muted", "middle", left, bottom() + 15, "0");
      svg.text("muted", "end", right, bottom() + 15, "epoch " + tick(horizon));
    }

    private static String tick(double value) {
      return String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.1f", value)
          .replaceFirst("\\.0$", "");
    }
  }
}

package io.rookery.predictor.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Several subjects beside each other as an SVG: a block a curve set, a line a subject, a panel a
 * quantity; each panel has one scale for all sets. The last subject of a block stands out.
 */
public final class ComparisonChart {

  private static final double LABELS = 250;
  private static final double PANEL = 185;
  private static final double BAR = 105;
  private static final double LINE = 20;
  private static final double TOP = 54;
  private static final double MARGIN = 16;

  /** A panel; {@code worst} is marked beside the bar, NaN where there is none. */
  private record Quantity(
      String name,
      String hint,
      String format,
      ToDoubleFunction<ReplayResult> value,
      ToDoubleFunction<ReplayResult> worst) {}

  private static final List<Quantity> QUANTITIES =
      List.of(
          new Quantity(
              "throughput X", "longer is better", "%.2f", r -> r.cost().x(), r -> Double.NaN),
          new Quantity(
              "mean absolute error",
              "shorter is better",
              "%.2f",
              r -> r.errors().mae(),
              r -> Double.NaN),
          new Quantity(
              "regret of the best",
              "line: the worst order",
              "%.2f",
              r -> r.ranking().regretMean(),
              r -> r.ranking().regretMax()),
          new Quantity(
              "true top 5 named",
              "longer is better",
              "%.0f %%",
              r -> 100 * r.ranking().t5(),
              r -> Double.NaN));

  private ComparisonChart() {}

  /** The chart of {@code results}, at least one. */
  public static String svg(List<ReplayResult> results) {
    Map<String, List<ReplayResult>> blocks = new LinkedHashMap<>();
    results.forEach(
        r ->
            blocks
                .computeIfAbsent(
                    r.set() + (r.slots() == 1 ? "" : ", " + r.slots() + " slots"),
                    set -> new ArrayList<>())
                .add(r));
    double width = LABELS + QUANTITIES.size() * PANEL + MARGIN;
    Svg svg = new Svg(width, "Replays of recorded curves, compared");
    for (int q = 0; q < QUANTITIES.size(); q++) {
      double x = LABELS + q * PANEL;
      svg.text("head", "start", x, 24, QUANTITIES.get(q).name());
      svg.text("muted", "start", x, 40, QUANTITIES.get(q).hint());
    }
    double y = TOP;
    for (Map.Entry<String, List<ReplayResult>> block : blocks.entrySet()) {
      svg.line("rule", MARGIN, y, width - MARGIN, y);
      svg.text("head", "start", MARGIN, y + 18, title(block.getKey(), block.getValue().get(0)));
      y += 26;
      for (ReplayResult result : block.getValue()) {
        boolean last = result == block.getValue().get(block.getValue().size() - 1);
        line(svg, result, last, y, results);
        y += LINE;
      }
      y += 10;
    }
    return svg.file(y + 4);
  }

  private static String title(String name, ReplayResult r) {
    return String.format(
        Locale.ROOT, "%s: %,d networks, horizon %s", name, r.networks(), Svg.number(r.horizon()));
  }

  private static void line(
      Svg svg, ReplayResult result, boolean last, double y, List<ReplayResult> all) {
    svg.text(last ? "" : "muted", "end", LABELS - 10, y + 12, result.subject());
    for (int q = 0; q < QUANTITIES.size(); q++) {
      Quantity quantity = QUANTITIES.get(q);
      double x = LABELS + q * PANEL;
      double scale = BAR / largest(quantity, all);
      double value = quantity.value().applyAsDouble(result);
      if (Double.isNaN(value)) {
        svg.text("muted", "start", x, y + 12, "none");
        continue;
      }
      double worst = quantity.worst().applyAsDouble(result);
      double end = x + scale * value;
      svg.rect(last ? "accent" : "bar", x, y + 2, Math.max(1, end - x), LINE - 7);
      if (worst > value) {
        svg.line("worst", end, y + LINE / 2 - 1.5, x + scale * worst, y + LINE / 2 - 1.5);
        end = x + scale * worst;
      }
      String label = String.format(Locale.ROOT, quantity.format(), value);
      svg.text(last ? "" : "muted", "start", end + 5, y + 12, label);
    }
  }

  private static double largest(Quantity quantity, List<ReplayResult> all) {
    double largest = 0;
    for (ReplayResult result : all) {
      double value = quantity.value().applyAsDouble(result);
      double worst = quantity.worst().applyAsDouble(result);
      largest = Math.max(largest, Double.isNaN(value) ? 0 : value);
      largest = Math.max(largest, Double.isNaN(worst) ? 0 : worst);
    }
    return largest > 0 ? largest : 1;
  }
}

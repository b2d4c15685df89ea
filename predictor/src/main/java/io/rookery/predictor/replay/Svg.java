package io.rookery.predictor.replay;

import java.util.List;
import java.util.Locale;

/**
 * A drawing that follows the reader's light or dark theme. Styles are classes: ink, muted, bar,
 * accent, rule, wedge; coordinates in pixels from the upper left corner.
 */
final class Svg {

  private static final String STYLE =
      """
      <style>
      svg { --paper: #ffffff; --ink: #1f2328; --muted: #59636e; --rule: #d1d9e0; --bar: #afb8c1; --accent: #0969da; --other: #bc4c00 }
      @media (prefers-color-scheme: dark) {
        svg { --paper: #0d1117; --ink: #e6edf3; --muted: #9198a1; --rule: #3d444d; --bar: #656c76; --accent: #4493f8; --other: #f0883e }
      }
      text { font: 12px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: var(--ink) }
      text.muted { fill: var(--muted) }
      text.head { font-weight: 600; font-size: 13px }
      rect.paper { fill: var(--paper) }
      rect.bar { fill: var(--bar) }
      rect.accent { fill: var(--accent) }
      line, path { fill: none; stroke: var(--ink) }
      .rule { stroke: var(--rule) }
      .ahead { stroke: var(--bar); stroke-width: 1.5 }
      .seen { stroke: var(--ink); stroke-width: 1.8 }
      .guess { stroke: var(--accent); stroke-width: 1.5; stroke-dasharray: 4 3 }
      .span { stroke: var(--accent); stroke-width: 2 }
      .worst { stroke: var(--ink); stroke-width: 1.5 }
      .stop { stroke: var(--muted); stroke-dasharray: 2 3 }
      path.wedge { fill: var(--accent); fill-opacity: 0.15; stroke: none }
      circle.measured { fill: var(--other) }
      circle.predicted { fill: var(--paper); stroke: var(--accent); stroke-width: 2 }
      </style>
      """;

  private final StringBuilder body = new StringBuilder();
  private final double width;
  private final String title;

  Svg(double width, String title) {
    this.width = width;
    this.title = title;
  }

  Svg rect(String style, double x, double y, double w, double h) {
    body.append(
        format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>%n",
            style, x, y, w, h));
    return this;
  }

  Svg line(String style, double x1, double y1, double x2, double y2) {
    body.append(
        format(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>%n",
            style, x1, y1, x2, y2));
    return this;
  }

  Svg circle(String style, double x, double y, double radius) {
    body.append(
        format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>%n", style, x, y, radius));
    return this;
  }

  /** A line through points (x, y); nothing where there are less than two. */
  Svg path(String style, List<double[]> points) {
    if (points.size() < 2) {
      return this;
    }
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : " L", point[0], point[1]));
    }
    body.append(format("<path class=\"%s\" d=\"%s\"/>%n", style, path));
    return this;
  }

  /** Text from x to the right, or, with an anchor of middle or end, about it or to the left. */
  Svg text(String style, String anchor, double x, double y, String text) {
    body.append(
        format(
            "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n",
            style, anchor, x, y, escaped(text)));
    return this;
  }

  /** The whole file, {@code height} pixels high. */
  String file(double height) {
    return format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\""
                + " height=\"%.0f\" role=\"img\">%n<title>%s</title>%n",
            width, height, width, height, escaped(title))
        + STYLE
        + format("<rect class=\"paper\" width=\"%.0f\" height=\"%.0f\"/>%n", width, height)
        + body
        + "</svg>\n";
  }

  /** Up to four digits, without a fraction that is none. */
  static String number(double value) {
    return format("%.4g", value).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("\\p{Cntrl}", "?");
  }
}

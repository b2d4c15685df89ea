package io.rookery.nas.draw;

import io.rookery.nas.Architecture;
import java.util.List;
import java.util.Locale;

/**
 * An architecture as an SVG picture: boxes from the image down to the scores, each with the shape
 * it gives. Light or dark as the reader's system; loads nothing. It can stand in a file of its own
 * or in a page: its style sheet speaks of what lies within {@code .rookery-net} alone.
 */
public final class ArchitectureDrawing {

  private static final double MARGIN = 20;
  private static final double HEAD = 46;

  /** A letter of the title, and of the line below it, takes about so much. */
  private static final double TITLE_LETTER = 8.8;

  private static final double LETTER = 6.4;

  private static final String STYLE =
      """
      .rookery-net{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;\
      font-size:12px}
      .rookery-net text{text-anchor:middle}
      .rookery-net .left{text-anchor:start}
      .rookery-net .soft{font-size:11px}
      .rookery-net .head{font-size:14px;font-weight:600}
      .rookery-net .line{fill:none;stroke-width:1.3}
      .rookery-net .paper{fill:#fff}
      .rookery-net text{fill:#1f2430}
      .rookery-net .soft{fill:#5a6272}
      .rookery-net .line{stroke:#8a93a5}
      .rookery-net .tip{fill:#8a93a5}
      .rookery-net .image{fill:#f6dfe6;stroke:#b8446b}
      .rookery-net .convolution{fill:#dbe8fb;stroke:#3b74c9}
      .rookery-net .pooling{fill:#dcf2e3;stroke:#2f8f56}
      .rookery-net .dense{fill:#eadffb;stroke:#7b4fc4}
      .rookery-net .join{fill:#fdeccb;stroke:#b9770e}
      .rookery-net .other{fill:#eef0f4;stroke:#8a93a5}
      @media (prefers-color-scheme:dark){
      .rookery-net .paper{fill:#171a21}
      .rookery-net text{fill:#e8ebf2}
      .rookery-net .soft{fill:#a9b1c2}
      .rookery-net .line{stroke:#6d7688}
      .rookery-net .tip{fill:#6d7688}
      .rookery-net .image{fill:#44202e;stroke:#e07a9d}
      .rookery-net .convolution{fill:#1d324f;stroke:#6ea2ee}
      .rookery-net .pooling{fill:#1b3a28;stroke:#5fbf86}
      .rookery-net .dense{fill:#33254f;stroke:#a986ea}
      .rookery-net .join{fill:#453517;stroke:#dfa341}
      .rookery-net .other{fill:#262b35;stroke:#6d7688}
      }
      """;

  private final StringBuilder svg = new StringBuilder();
  private final List<Box> boxes;
  private final Layout layout;

  private ArchitectureDrawing(Architecture architecture) {
    boxes = Boxes.of(architecture);
    layout = Layout.of(boxes);
  }

  /**
   * The picture.
   *
   * @param title stands above it, shortened to its width; any text
   * @return a whole SVG document, UTF-8
   */
  public static String svg(Architecture architecture, String title) {
    return new ArchitectureDrawing(architecture).draw(architecture, title);
  }

  private String draw(Architecture architecture, String title) {
    String summary =
        "%s parameters · %s multiply-adds · depth %d"
            .formatted(
                amount(architecture.parameters()),
                amount(architecture.multiplyAdds()),
                architecture.depth());
    double width = 2 * MARGIN + Math.max(layout.width(), LETTER * summary.length());
    double height = 2 * MARGIN + HEAD + layout.height();
    open(width, height, title);
    text(MARGIN, MARGIN + 12, "left head", shortened(title, width));
    text(MARGIN, MARGIN + 30, "left soft", summary);
    double left = (width - layout.width()) / 2;
    svg.append("<g transform=\"translate(%s %s)\">\n".formatted(n(left), n(MARGIN + HEAD)));
    layout.lines().forEach(this::line);
    for (int box = 0; box < boxes.size(); box++) {
      box(boxes.get(box), layout.middle(box));
    }
    return svg.append("</g>\n</svg>\n").toString();
  }

  private void open(double width, double height, String title) {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" class="rookery-net" width="%1$s" height="%2$s" \
        viewBox="0 0 %1$s %2$s" role="img">
        <title>%3$s</title>
        <style>
        %4$s</style>
        <rect class="paper" width="%1$s" height="%2$s"/>
        """
            .formatted(n(width), n(height), escaped(title), STYLE));
  }

  private void line(Layout.Line line) {
    List<Layout.Point> points = line.points();
    Layout.Point last = points.get(0);
    StringBuilder path = new StringBuilder("M" + n(last.x()) + " " + n(last.y()));
    for (int i = 1; i < points.size(); i++) {
      Layout.Point next = points.get(i);
      if (i % 2 == 1) {
        path.append("V").append(n(next.y()));
      } else {
        double bend = (last.y() + next.y()) / 2;
        path.append(
            "C%s %s %s %s %s %s"
                .formatted(n(last.x()), n(bend), n(next.x()), n(bend), n(next.x()), n(next.y())));
      }
      last = next;
    }
    svg.append("<path class=\"line\" d=\"").append(path).append("\"/>\n");
    svg.append("<path class=\"tip\" d=\"M%s %sl-4 -7h8z\"/>\n".formatted(n(last.x()), n(last.y())));
  }

  private void box(Box box, Layout.Point middle) {
    String kind = box.kind().name().toLowerCase(Locale.ROOT);
    svg.append("<g><title>").append(escaped(box.detail())).append("</title>\n");
    if (box.circle()) {
      svg.append(
          "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"12\"/>\n"
              .formatted(kind, n(middle.x()), n(middle.y())));
    } else {
      svg.append(
          "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"6\"/>\n"
              .formatted(
                  kind,
                  n(middle.x() - box.width() / 2),
                  n(middle.y() - box.height() / 2),
                  n(box.width()),
                  n(box.height())));
    }
    for (int i = 0; i < box.lines().size(); i++) {
      double y = middle.y() + 4 + 16 * (i - (box.lines().size() - 1) / 2.0);
      text(middle.x(), y, i == 0 ? "" : "soft", box.lines().get(i));
    }
    svg.append("</g>\n");
  }

  private void text(double x, double y, String style, String text) {
    svg.append("<text x=\"").append(n(x)).append("\" y=\"").append(n(y)).append('"');
    if (!style.isEmpty()) {
      svg.append(" class=\"").append(style).append('"');
    }
    svg.append('>').append(escaped(text)).append("</text>\n");
  }

  private static String shortened(String title, double width) {
    int letters = (int) ((width - 2 * MARGIN) / TITLE_LETTER);
    return title.length() <= letters ? title : title.substring(0, letters - 1) + "…";
  }

  private static String amount(long number) {
    if (number < 10_000) {
      return String.valueOf(number);
    }
    return number < 1_000_000
        ? String.format(Locale.ROOT, "%.1f k", number / 1e3)
        : String.format(Locale.ROOT, "%.2f M", number / 1e6);
  }

  private static String n(double number) {
    return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
  }

  /** As XML text: what XML 1.0 forbids becomes a question mark. */
  private static String escaped(String text) {
    StringBuilder result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              boolean forbidden =
                  (c < 0x20 && c != '\n' && c != '\t')
                      || (c >= 0xD800 && c <= 0xDFFF)
                      || c >= 0xFFFE && c <= 0xFFFF;
              switch (c) {
                case '<' -> result.append("&lt;");
                case '>' -> result.append("&gt;");
                case '&' -> result.append("&amp;");
                case '"' -> result.append("&quot;");
                default -> result.appendCodePoint(forbidden ? '?' : c);
              }
            });
    return result.toString();
  }
}

package io.rookery.spark.ui;

import io.rookery.spark.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The two addresses of a page that is kept up to date: itself, and its data. */
final class Pages {

  /** No address but its own, no frame around it, no guess at its types. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy",
              "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
                  + " img-src data: blob:; connect-src 'self'; frame-ancestors 'self'");

  /** An answer, ready to be sent. */
  record Answer(int status, String type, byte[] body) {

    static Answer of(int status, String type, String body) {
      return new Answer(status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final String title;
  private final String links;
  private final PageSource source;

  /** {@code links}: address of Spark's own pages relative to this one; empty for none. */
  Pages(String title, String links, PageSource source) {
    this.title = title;
    this.links = links;
    this.source = source;
  }

  /** What is at this path below the page's own. */
  Answer answer(String path, String since) {
    try {
      return switch (path) {
        case "", "/" -> Answer.of(200, "text/html", Report.live(title, "data", links));
        case "/data" -> Answer.of(200, "application/json", source.data(since));
        default -> Answer.of(404, "text/plain", "There is no such page; the report is at ./\n");
      };
    } catch (Exception e) {
      // Whatever the store or a damaged row brings up: the page says it, the search goes on.
      return Answer.of(500, "text/plain", "The report could not be made: " + e + "\n");
    }
  }
}

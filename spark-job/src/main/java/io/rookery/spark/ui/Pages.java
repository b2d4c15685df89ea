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

  /**
   * An answer, ready to be sent.
   *
   * @param last whether a page that has it asks no more: it has the last state, or an error
   */
  record Answer(int status, String type, byte[] body, boolean last) {

    static Answer of(int status, String type, String body) {
      return of(status, type, body, status != 200);
    }

    private static Answer of(int status, String type, String body, boolean last) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Answer(status, type + "; charset=utf-8", bytes, last);
    }
  }

  private final String title;
  private final String links;
  private final PageSource source;
  private final Viewers viewers = new Viewers(System::nanoTime);

  /** {@code links}: address of Spark's own pages relative to this one; empty for none. */
  Pages(String title, String links, PageSource source) {
    this.title = title;
    this.links = links;
    this.source = source;
  }

  /**
   * What is at this path below the page's own.
   *
   * @param since the revision that the page has
   * @param page the name that the page gave itself; empty for what is no page
   */
  Answer answer(String path, String since, String page) {
    viewers.asked(page);
    try {
      return switch (path) {
        case "", "/" -> Answer.of(200, "text/html", Report.live(title, "data", links));
        case "/data" -> {
          PageSource.News news = source.data(since);
          yield Answer.of(200, "application/json", news.json(), news.ended());
        }
        default -> Answer.of(404, "text/plain", "There is no such page; the report is at ./\n");
      };
    } catch (Exception e) {
      // Whatever the store or a damaged row brings up: the page says it, the search goes on.
      return Answer.of(500, "text/plain", "The report could not be made: " + e + "\n");
    }
  }

  /** This page has the whole answer; where that is not the last, it will ask again. */
  void sent(String page, Answer answer) {
    if (answer.last()) {
      viewers.told(page);
    } else {
      viewers.asked(page);
    }
  }

  /** Who is looking. */
  Viewers viewers() {
    return viewers;
  }
}

package io.rookery.spark.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rookery.spark.ledger.LedgerReader;
import io.rookery.spark.report.Report;
import io.rookery.spark.report.Snapshot;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The page of searches on disk, on the loopback address: of old ones, and of running ones as their
 * tables grow. Only who asks for that address by its own name is answered, so that no page of
 * another site reads it through a name of its own (DNS rebinding).
 */
public final class LocalPages implements AutoCloseable {

  private final HttpServer server;

  private LocalPages(HttpServer server) {
    this.server = server;
  }

  /**
   * Listens until closed.
   *
   * @param port 0 for one that is free
   * @throws io.rookery.spark.ledger.LedgerException if a folder holds no search
   * @throws IOException if the port is taken
   */
  public static LocalPages open(List<Path> folders, Configuration conf, int port)
      throws IOException {
    for (Path folder : folders) {
      LedgerReader.search(conf, folder);
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
    Pages pages = new Pages("Rookery", "", new Folders(folders, conf));
    server.createContext("/", exchange -> answer(exchange, pages));
    server.start();
    return new LocalPages(server);
  }

  /** Where the page is. */
  public String address() {
    return "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
  }

  private static void answer(HttpExchange exchange, Pages pages) throws IOException {
    try (exchange) {
      String since = since(Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
      Pages.Answer answer =
          !isOurs(exchange)
              ? Pages.Answer.of(403, "text/plain", "Ask for this page as 127.0.0.1.\n")
              : exchange.getRequestMethod().equals("GET")
                  ? pages.answer(exchange.getRequestURI().getPath(), since, "")
                  : Pages.Answer.of(405, "text/plain", "Only GET is answered here.\n");
      Pages.HEADERS.forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", answer.type());
      exchange.sendResponseHeaders(answer.status(), answer.body().length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(answer.body());
      }
    }
  }

  private static String since(String query) {
    return Arrays.stream(query.split("&"))
        .filter(part -> part.startsWith("since="))
        .map(part -> part.substring("since=".length()))
        .findFirst()
        .orElse("");
  }

  private static boolean isOurs(HttpExchange exchange) {
    String host = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Host"), "");
    return host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Reads the tables again when asked, for a running search writes them. */
  private static final class Folders implements PageSource {

    private final List<Path> folders;
    private final Configuration conf;

    Folders(List<Path> folders, Configuration conf) {
      this.folders = folders;
      this.conf = conf;
    }

    @Override
    public synchronized News data(String since) throws IOException {
      List<Snapshot> searches = new ArrayList<>();
      for (Path folder : folders) {
        searches.add(Snapshot.read(conf, folder));
      }
      ObjectNode page = Report.data(searches);
      boolean ended = searches.stream().noneMatch(Snapshot::running);
      String revision = revision(page);
      if (revision.equals(since)) {
        page = JsonNodeFactory.instance.objectNode();
      }
      return new News(page.put("revision", revision).put("ended", ended).toString(), ended);
    }

    /** Changes with all that is shown but the time of reading. */
    private static String revision(ObjectNode page) {
      ObjectNode timeless = page.deepCopy();
      for (JsonNode search : timeless.path("searches")) {
        ((ObjectNode) search).remove("at");
      }
      return Integer.toHexString(timeless.hashCode());
    }
  }
}

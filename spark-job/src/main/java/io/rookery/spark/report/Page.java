package io.rookery.spark.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page's text: its frame, its style, its scripts, the chart library. */
final class Page {

  private static final String CHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  /** In the order in which they are run, in one function scope. */
  private static final List<String> SCRIPTS =
      List.of(
          "core",
          "charts",
          "header",
          "curves",
          "table",
          "best",
          "pareto",
          "calibration",
          "timeline",
          "graph",
          "parallel",
          "compare",
          "main");

  private static final Pattern SLOT = Pattern.compile("/\\*\\{(\\w+)}\\*/");

  private Page() {}

  /** One file that needs nothing else. */
  static String standalone(String title, JsonNode data) {
    return page(title, "", json(data));
  }

  /** A page that asks for its data at this address, inside Spark's pages where it has links. */
  static String live(String title, String address, String links) {
    String attributes = " data-live=\"%s\" data-links=\"%s\"".formatted(html(address), html(links));
    return page(title, attributes, "{}");
  }

  private static String page(String title, String attributes, String data) {
    String frame = resource("page.html");
    StringBuilder page = new StringBuilder(2 << 20);
    Matcher slot = SLOT.matcher(frame);
    int from = 0;
    while (slot.find()) {
      page.append(frame, from, slot.start());
      page.append(
          switch (slot.group(1)) {
            case "title" -> html(title);
            case "style" -> style();
            case "charts" -> inScript(charts());
            case "attributes" -> attributes;
            case "data" -> data;
            case "scripts" -> inScript(scripts());
            default -> throw new IllegalStateException("page.html: " + slot.group());
          });
      from = slot.end();
    }
    return page.append(frame, from, frame.length()).toString();
  }

  static String style() {
    return resource("page.css");
  }

  static String charts() {
    return read(CHARTS);
  }

  /** In a function scope of their own: a page shares its names with whatever it is shown in. */
  static String scripts() {
    return SCRIPTS.stream()
        .map(name -> resource(name + ".js"))
        .collect(Collectors.joining("\n", "(function () {\n'use strict';\n", "\n})();\n"));
  }

  /** JSON that cannot end the script element it stands in, whatever its texts hold. */
  static String json(JsonNode data) {
    return data.toString()
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String inScript(String code) {
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }

  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String resource(String name) {
    return read("/io/rookery/spark/report/" + name);
  }

  private static String read(String path) {
    try (InputStream in = Page.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.rookery.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium, driven through its DevTools protocol on the loopback address. */
public final class Chromium implements AutoCloseable, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();

  /** The program on this machine's path, if any. */
  public static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public Chromium(Path program, Path profile) throws Exception {
    process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-address=127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(port) && Files.readAllLines(port).size() >= 2);
    HttpClient client = HttpClient.newHttpClient();
    String base = "http://127.0.0.1:" + Files.readAllLines(port).get(0);
    HttpResponse<String> targets =
        client.send(
            HttpRequest.newBuilder(URI.create(base + "/json/list")).build(),
            HttpResponse.BodyHandlers.ofString());
    String address = "";
    for (JsonNode target : JSON.readTree(targets.body())) {
      if (target.path("type").asText().equals("page")) {
        address = target.path("webSocketDebuggerUrl").asText();
      }
    }
    socket = client.newWebSocketBuilder().buildAsync(URI.create(address), this).join();
    for (String domain : List.of("Page", "Runtime", "Log")) {
      send(domain + ".enable", node());
    }
  }

  static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Opens a page in a window of this size; errors of pages before are forgotten. */
  public void open(String url, int width, int height, boolean dark) {
    errors.clear();
    send(
        "Emulation.setDeviceMetricsOverride",
        node()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
    ObjectNode media = node().put("media", "");
    media
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", dark ? "dark" : "light");
    send("Emulation.setEmulatedMedia", media);
    send("Page.navigate", node().put("url", url));
  }

  /** Shows the page as it would be printed. */
  public void print() {
    send("Emulation.setEmulatedMedia", node().put("media", "print"));
  }

  /** The value of a JavaScript expression; promises are awaited. */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            node()
                .put("expression", expression)
                .put("returnByValue", true)
                .put("awaitPromise", true));
    assertThat(answer.path("exceptionDetails").toString()).as(expression).isEmpty();
    return answer.path("result").path("value");
  }

  /** Waits until the expression is true. */
  public void await(String expression) {
    // While a page is on its way there may be no body yet.
    String trial =
        "(() => { try { return Boolean(" + expression + "); } catch (e) { return false; } })()";
    Awaitility.await(expression)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> evaluate(trial).asBoolean());
  }

  /** A real click in the middle of the element that this selector finds. */
  public void click(String selector) {
    JsonNode at =
        evaluate(
            "(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'});"
                    .formatted(JsonNodeFactory.instance.textNode(selector))
                + " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()");
    press(at.get(0).asDouble(), at.get(1).asDouble());
  }

  /** A real click at this place of the element, in pixels from its upper left corner. */
  public void click(String selector, JsonNode place) {
    JsonNode corner =
        evaluate(
            "(() => { const e = document.querySelector(%s); e.scrollIntoView({block: 'center'});"
                    .formatted(JsonNodeFactory.instance.textNode(selector))
                + " const b = e.getBoundingClientRect(); return [b.x, b.y]; })()");
    press(
        corner.get(0).asDouble() + place.get(0).asDouble(),
        corner.get(1).asDouble() + place.get(1).asDouble());
  }

  private void press(double x, double y) {
    for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
      send(
          "Input.dispatchMouseEvent",
          node()
              .put("type", type)
              .put("x", x)
              .put("y", y)
              .put("button", "left")
              .put("clickCount", 1));
    }
  }

  /** A key, pressed and let go where the focus is. */
  public void key(String name) {
    for (String type : List.of("keyDown", "keyUp")) {
      send(
          "Input.dispatchKeyEvent",
          node()
              .put("type", type)
              .put("key", name)
              .put("code", name)
              .put("windowsVirtualKeyCode", name.equals("Tab") ? 9 : 39));
    }
  }

  /** What the console, the page or the network complained of. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  public byte[] screenshot() {
    JsonNode answer =
        send(
            "Page.captureScreenshot",
            node().put("format", "png").put("captureBeyondViewport", true));
    return Base64.getDecoder().decode(answer.path("data").asText());
  }

  JsonNode send(String method, ObjectNode parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = node().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(message.toString(), true).join();
    try {
      return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method + " was not answered", e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      String whole = partial.toString();
      partial.setLength(0);
      take(whole);
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  private void take(String text) {
    try {
      JsonNode message = JSON.readTree(text);
      CompletableFuture<JsonNode> answer = answers.remove(message.path("id").asInt(-1));
      if (answer != null) {
        answer.complete(message.path("result"));
      }
      String method = message.path("method").asText();
      boolean complains =
          method.equals("Runtime.exceptionThrown")
              || message.at("/params/entry/level").asText().equals("error")
              || (method.equals("Runtime.consoleAPICalled")
                  && List.of("error", "warning").contains(message.at("/params/type").asText()));
      if (complains) {
        errors.add(text);
      }
    } catch (IOException e) {
      errors.add("not JSON: " + text);
    }
  }

  @Override
  public void close() throws InterruptedException {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}

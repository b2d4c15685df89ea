package io.rookery.spark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rookery.spark.Refusal;
import io.rookery.spark.ledger.LedgerException;
import io.rookery.spark.ledger.LedgerReader;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver that writes a search's folder, named in {@code _STATUS.json}. There may be one at a
 * time: a second one would write every result twice, and train every network twice at once.
 *
 * @param host where it runs
 * @param process its id there
 * @param startedAt of that process, as text
 */
record Tenant(String host, long process, String startedAt) {

  private static final Logger LOG = LoggerFactory.getLogger(Tenant.class);

  /** A living driver gives two signs in this time. */
  static final Duration SILENCE = Duration.ofSeconds(25);

  /** After that it is dead whatever the clocks say: those of a cluster differ by less. */
  static final Duration OLD = Duration.ofMinutes(10);

  private static final Duration POLL = Duration.ofMillis(500);

  /** Folders that searches of this process write. */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  /**
   * A search of this process begins to write here.
   *
   * @throws Refusal if another one does
   */
  static void enter(Path folder) {
    if (!OWN.add(folder)) {
      throw Refusal.preflight(
          "%s is being searched by this very process. Stop that search first, or name another output"
              .formatted(folder));
    }
  }

  /** It does no more. */
  static void leave(Path folder) {
    OWN.remove(folder);
  }

  /** This process. */
  static Tenant here() {
    ProcessHandle handle = ProcessHandle.current();
    return new Tenant(hostName(), handle.pid(), started(handle));
  }

  void describe(ObjectNode status) {
    status
        .putObject("driver")
        .put("host", host)
        .put("process", process)
        .put("startedAt", startedAt);
  }

  private static Tenant of(JsonNode status) {
    JsonNode driver = status.path("driver");
    return new Tenant(
        driver.path("host").asText(),
        driver.path("process").asLong(),
        driver.path("startedAt").asText());
  }

  /**
   * Makes sure that no other driver writes here. Waits for a sign of one where its last is so
   * recent that it may live.
   *
   * @throws Refusal if there is one
   */
  static void refuseOther(Configuration hadoop, Path folder) throws InterruptedException {
    refuseOther(hadoop, folder, SILENCE);
  }

  static void refuseOther(Configuration hadoop, Path folder, Duration silence)
      throws InterruptedException {
    JsonNode status = status(hadoop, folder);
    if (!runs(status)) {
      return;
    }
    String sign = status.path("updatedAt").asText();
    if (status.isObject() && (of(status).isGone() || isOld(sign))) {
      return;
    }
    LOG.warn(
        "a driver on {} wrote in {} at {}: waiting {} s to see whether it lives",
        of(status).host,
        folder,
        sign,
        silence.toSeconds());
    long end = System.nanoTime() + silence.toNanos();
    while (System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      JsonNode now = status(hadoop, folder);
      if (!runs(now)) {
        return;
      } else if (now.isObject() && !now.path("updatedAt").asText().equals(sign)) {
        Tenant tenant = of(now);
        throw Refusal.preflight(
            "%s is being searched by another driver (%s, process %d on %s). Stop that one first, with rookery stop"
                .formatted(
                    folder, now.path("applicationId").asText(), tenant.process, tenant.host));
      }
    }
  }

  /** The file; missing where there is none, a text where it is damaged, which no driver leaves. */
  private static JsonNode status(Configuration hadoop, Path folder) {
    try {
      return Objects.requireNonNullElse(
          LedgerReader.status(hadoop, folder), MissingNode.getInstance());
    } catch (LedgerException e) {
      LOG.warn("{}", e.getMessage());
      return TextNode.valueOf("damaged");
    }
  }

  /** Whether a driver may live that wrote this: who wrote a damaged one is not known. */
  private static boolean runs(JsonNode status) {
    return status.isTextual() || status.path("state").asText().equals("running");
  }

  /** Whether it was on this machine, and is no more; or is this very process. */
  private boolean isGone() {
    return host.equals(hostName())
        && (process == ProcessHandle.current().pid()
            || ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> started(handle).equals(startedAt))
                .isEmpty());
  }

  private static boolean isOld(String sign) {
    try {
      return Duration.between(Instant.parse(sign), Instant.now()).compareTo(OLD) > 0;
    } catch (DateTimeParseException e) {
      return true; // no driver of ours wrote that
    }
  }

  private static String started(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toString).orElse("");
  }

  private static String hostName() {
    @Nullable String name = System.getenv("HOSTNAME");
    try {
      return name == null ? InetAddress.getLocalHost().getHostName() : name;
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress().getHostName();
    }
  }
}

package io.rookery.submit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the JDK's jcmd tells of another JVM. */
final class Probe {

  /** A class of a histogram: its place, instances, bytes, name. */
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

  private static final int MOST_LINES = 25;
  private static final int READINGS = 6;
  private static final double AGREEMENT = 1.01;

  private final long pid;

  Probe(ProcessHandle process) {
    pid = process.pid();
  }

  /**
   * Bytes that live objects of each class take.
   *
   * <p>Garbage may be counted too: the JVM skips the collection before a count where native code
   * holds the heap ("GC locker is held"), and what Spark frees after a collection is garbage only
   * to the next. It never makes a reading smaller, so the smallest counts, as soon as another one
   * agrees with it.
   */
  Histogram live() {
    Histogram least = reading();
    for (int i = 1; i < READINGS; i++) {
      Histogram next = reading();
      boolean agrees = next.total() < least.total() * AGREEMENT;
      agrees &= least.total() < next.total() * AGREEMENT;
      least = next.total() < least.total() ? next : least;
      if (agrees) {
        break;
      }
    }
    return least;
  }

  private Histogram reading() {
    jcmd("GC.run");
    Map<String, Long> bytes = new HashMap<>();
    Map<String, Long> instances = new HashMap<>();
    for (String text : jcmd("GC.class_histogram").lines().toList()) {
      Matcher line = LINE.matcher(text);
      if (line.matches()) {
        instances.merge(line.group(3), Long.parseLong(line.group(1)), Long::sum);
        bytes.merge(line.group(3), Long.parseLong(line.group(2)), Long::sum);
      }
    }
    if (bytes.isEmpty()) {
      throw new IllegalStateException("jcmd gave no histogram of " + pid);
    }
    return new Histogram(bytes, instances);
  }

  /** What the heap holds of each class, by its name in the JVM. */
  record Histogram(Map<String, Long> bytes, Map<String, Long> instances) {

    long total() {
      return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    long instances(String type) {
      return instances.getOrDefault(type, 0L);
    }

    /** Classes that have grown most since an earlier one, a line each, in bytes a unit. */
    String growthSince(Histogram before, long units) {
      return bytes.entrySet().stream()
          .map(e -> Map.entry(e.getKey(), e.getValue() - before.bytes.getOrDefault(e.getKey(), 0L)))
          .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
          .limit(MOST_LINES)
          .map(e -> "%8.1f %s%n".formatted((double) e.getValue() / units, e.getKey()))
          .collect(Collectors.joining());
    }
  }

  /** Threads, but for those of the JVM itself. */
  long threads() {
    return jcmd("Thread.print").lines().filter(line -> line.matches("\".*\" #\\d+.*")).count();
  }

  private String jcmd(String command) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("needs a JDK with jcmd", e);
    }
  }
}

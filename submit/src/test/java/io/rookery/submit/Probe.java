package io.rookery.submit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the JDK's jcmd tells of another JVM. */
final class Probe {

  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  private final long pid;

  Probe(ProcessHandle process) {
    pid = process.pid();
  }

  /** Bytes that live objects take, counted after a full collection. */
  long liveBytes() {
    Matcher total = TOTAL.matcher(jcmd("GC.class_histogram"));
    if (!total.find()) {
      throw new IllegalStateException("jcmd gave no histogram of " + pid);
    }
    return Long.parseLong(total.group(1));
  }

  /** Live objects of a class. */
  long instances(String type) {
    Matcher line =
        Pattern.compile("\\d+:\\s+(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "(\\s|$)")
            .matcher(jcmd("GC.class_histogram"));
    return line.find() ? Long.parseLong(line.group(1)) : 0;
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

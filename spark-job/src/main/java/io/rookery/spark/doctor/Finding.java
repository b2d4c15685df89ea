package io.rookery.spark.doctor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one check came to.
 *
 * @param level how bad it is
 * @param check its name, such as {@code gpu.count}
 * @param asked what a search wants
 * @param found what there is, and where
 * @param fix what to do; empty where nothing is to do
 */
public record Finding(Level level, String check, String asked, String found, String fix) {

  /** How bad it is. */
  public enum Level {
    OK,
    /** A search would run, though not as well as it could. */
    WARN,
    /** A search would fail, or its result would be wrong. */
    FAIL
  }

  static Finding ok(String check, String asked, String found) {
    return new Finding(Level.OK, check, asked, found, "");
  }

  static Finding warn(String check, String asked, String found, String fix) {
    return new Finding(Level.WARN, check, asked, found, fix);
  }

  static Finding fail(String check, String asked, String found, String fix) {
    return new Finding(Level.FAIL, check, asked, found, fix);
  }

  /** One line for a person. */
  public String line() {
    String end = fix.isEmpty() ? "" : ". Fix: " + fix;
    String line = "%-4s %-18s asked %s, found %s%s".formatted(level, check, asked, found, end);
    return line.replaceAll("\\s*\\R\\s*", " ");
  }

  /** The same for a program. */
  public ObjectNode json() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("level", level.name().toLowerCase(java.util.Locale.ROOT))
        .put("check", check)
        .put("asked", asked)
        .put("found", found)
        .put("fix", fix);
  }
}

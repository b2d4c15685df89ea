package io.rookery.spark.search;

import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names for searches: when they began, and a little chance, so that two begun in one second differ.
 */
final class SearchIds {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private SearchIds() {}

  static String fresh() {
    return "%s-%04x"
        .formatted(
            TIME.format(LocalDateTime.now(ZoneOffset.UTC)), new SecureRandom().nextInt(1 << 16));
  }
}

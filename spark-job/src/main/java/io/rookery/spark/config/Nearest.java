package io.rookery.spark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The known name that somebody who mistyped one probably meant. */
final class Nearest {

  private Nearest() {}

  /** "did you mean 'x'? ", or nothing where no known name is near. */
  static String hint(String name, Collection<String> known) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(wanted, candidate)))
        .filter(candidate -> distance(wanted, candidate) <= Math.max(2, candidate.length() / 3))
        .map(candidate -> "did you mean '" + candidate + "'? ")
        .orElse("");
  }

  private static int distance(String wanted, String candidate) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(wanted, candidate.toLowerCase(Locale.ROOT));
  }
}

package io.rookery.nas;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Looks things up by the names people write in configurations. */
final class Named {

  private Named() {}

  /**
   * The one of this name.
   *
   * @param kind what is looked for, for the message: "search space"
   * @throws IllegalArgumentException if there is none; the message gives the nearest name and all
   *     known ones
   */
  static <T> T find(String kind, String name, Map<String, T> known) {
    T found = known.get(name);
    if (found == null) {
      throw new IllegalArgumentException(unknown(kind, name, known.keySet()));
    }
    return found;
  }

  private static String unknown(String kind, String name, Collection<String> known) {
    List<String> names = known.stream().sorted().toList();
    String nearest =
        names.stream()
            .min(Comparator.comparingInt(other -> distance(name, other)))
            .filter(other -> distance(name, other) <= 2 + other.length() / 3)
            .map(other -> " Did you mean '" + other + "'?")
            .orElse("");
    return "no %s is named '%s'.%s Known: %s"
        .formatted(kind, name, nearest, String.join(", ", names));
  }

  /** Insertions, deletions and replacements between two words (Levenshtein 1966). */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

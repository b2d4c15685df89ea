package io.rookery.predictor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Predictors, stopping rules and curve families by name: the built-in ones, and whatever else
 * {@link ServiceLoader} finds on the class path (through the context class loader of the calling
 * thread, which is where Spark puts {@code --jars}). Stateless; any thread.
 */
public final class Providers {

  private Providers() {}

  /**
   * The predictor of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the nearest and all names
   */
  public static PredictorProvider<?> predictor(String name) {
    return find("predictor", name, byName(PredictorProvider.class, PredictorProvider::name));
  }

  /** The stopping rule of this name; errors as {@link #predictor}. */
  public static RuleProvider<?> rule(String name) {
    return find("stopping rule", name, byName(RuleProvider.class, RuleProvider::name));
  }

  /** The curve family of this name; errors as {@link #predictor}. */
  public static CurveModel family(String name) {
    return find("curve family", name, byName(CurveModel.class, CurveModel::name));
  }

  /** All predictors, by name. */
  public static List<PredictorProvider<?>> predictors() {
    List<PredictorProvider<?>> all = new ArrayList<>();
    byName(PredictorProvider.class, PredictorProvider::name).values().forEach(all::add);
    return all;
  }

  /** All stopping rules, by name. */
  public static List<RuleProvider<?>> rules() {
    List<RuleProvider<?>> all = new ArrayList<>();
    byName(RuleProvider.class, RuleProvider::name).values().forEach(all::add);
    return all;
  }

  /** All curve families, by name. */
  public static List<CurveModel> families() {
    return List.copyOf(byName(CurveModel.class, CurveModel::name).values());
  }

  private static <T> Map<String, T> byName(Class<T> type, Function<T, String> name) {
    Map<String, T> found = new TreeMap<>();
    for (T service : ServiceLoader.load(type)) {
      T other = found.putIfAbsent(name.apply(service), service);
      if (other != null) {
        throw new IllegalStateException(
            "two of the class path have the name %s: %s and %s; rename one"
                .formatted(
                    name.apply(service), other.getClass().getName(), service.getClass().getName()));
      }
    }
    return found;
  }

  private static <T> T find(String kind, String name, Map<String, T> known) {
    T found = known.get(name);
    if (found == null) {
      String nearest =
          known.keySet().stream()
              .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
              .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 3))
              .map(candidate -> "; did you mean " + candidate + "?")
              .orElse(".");
      throw new IllegalArgumentException(
          "no %s is named %s%s Known: %s"
              .formatted(kind, name, nearest, String.join(", ", known.keySet())));
    }
    return found;
  }

  /** Insertions, deletions and replacements of a letter between the two (Levenshtein 1966). */
  private static int distance(String a, String b) {
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
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

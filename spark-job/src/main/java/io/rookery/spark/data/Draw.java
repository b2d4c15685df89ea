package io.rookery.spark.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Takes images out of a list, at random within each class. The same seed takes the same images. */
final class Draw {

  private final Random random;

  Draw(long seed) {
    random = new Random(seed);
  }

  /**
   * As many of each class as can be.
   *
   * @param from where they are taken out of; the order of the rest is kept
   * @return in the order of their origins
   */
  List<Picture> balanced(List<Picture> from, int count) {
    Map<Integer, List<Picture>> classes = shuffled(from);
    Map<Integer, Integer> quotas = new TreeMap<>();
    int given = 0;
    while (given < count) {
      for (Map.Entry<Integer, List<Picture>> each : classes.entrySet()) {
        int quota = quotas.getOrDefault(each.getKey(), 0);
        if (given < count && quota < each.getValue().size()) {
          quotas.put(each.getKey(), quota + 1);
          given++;
        }
      }
    }
    return take(from, classes, quotas);
  }

  /** Stratified: each class in proportion to its size, by largest remainders. */
  List<Picture> proportional(List<Picture> from, int count) {
    Map<Integer, List<Picture>> classes = shuffled(from);
    Map<Integer, Integer> quotas = new TreeMap<>();
    Map<Integer, Long> remainders = new TreeMap<>();
    classes.forEach(
        (label, pictures) -> {
          long share = (long) count * pictures.size();
          quotas.put(label, (int) (share / from.size()));
          remainders.put(label, share % from.size());
        });
    int missing = count - sum(quotas.values());
    remainders.entrySet().stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .limit(missing)
        .forEach(entry -> quotas.merge(entry.getKey(), 1, Integer::sum));
    return take(from, classes, quotas);
  }

  private Map<Integer, List<Picture>> shuffled(List<Picture> from) {
    Map<Integer, List<Picture>> classes =
        from.stream()
            .collect(
                Collectors.groupingBy(
                    Picture::label, TreeMap::new, Collectors.toCollection(ArrayList::new)));
    classes.values().forEach(pictures -> Collections.shuffle(pictures, random));
    return classes;
  }

  private static List<Picture> take(
      List<Picture> from, Map<Integer, List<Picture>> classes, Map<Integer, Integer> quotas) {
    List<Picture> taken = new ArrayList<>();
    classes.forEach(
        (label, pictures) -> taken.addAll(pictures.subList(0, quotas.getOrDefault(label, 0))));
    Set<String> origins = new HashSet<>();
    taken.forEach(picture -> origins.add(picture.origin()));
    from.removeIf(picture -> origins.contains(picture.origin()));
    taken.sort(Comparator.comparing(Picture::origin));
    return taken;
  }

  private static int sum(Collection<Integer> quotas) {
    return quotas.stream().mapToInt(Integer::intValue).sum();
  }
}

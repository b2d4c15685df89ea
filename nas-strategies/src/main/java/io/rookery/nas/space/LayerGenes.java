package io.rookery.nas.space;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The genes of a {@code layers} space: one for each choice, in all repetitions that there can be,
 * whether or not a genome uses them. Names are made of the part and the repetitions it stands in:
 * {@code conv2#1.filters}.
 */
final class LayerGenes {

  private static final int MOST = 10_000;

  private final Map<String, Domain> domains = new LinkedHashMap<>();

  private LayerGenes() {}

  /** The genes of these parts. */
  static Map<String, Domain> of(List<Part> parts) {
    LayerGenes genes = new LayerGenes();
    genes.addAll(parts, "");
    return genes.domains;
  }

  static String option(Part.Layer layer, String suffix, String option) {
    return layer.id() + suffix + "." + option;
  }

  private void addAll(List<Part> parts, String suffix) {
    parts.forEach(part -> add(part, suffix));
  }

  private void add(Part part, String suffix) {
    if (part instanceof Part.Layer layer) {
      layer.options().forEach((name, domain) -> put(option(layer, suffix, name), domain));
    } else if (part instanceof Part.Repeat repeat) {
      put(repeat.id() + suffix, repeat.count());
      int most = repeat.count().examples().stream().mapToInt(Integer::parseInt).max().orElse(0);
      for (int time = 1; time <= (repeat.shared() ? Math.min(1, most) : most); time++) {
        addAll(repeat.parts(), repeat.shared() ? suffix : suffix + "#" + time);
      }
    } else if (part instanceof Part.Choose choose) {
      put(choose.id() + suffix, choose.number());
      choose.alternatives().forEach(parts -> addAll(parts, suffix));
    } else {
      Part.Skip skip = (Part.Skip) part;
      put(skip.id() + suffix, skip.kind());
      addAll(skip.parts(), suffix);
    }
  }

  private void put(String name, Domain domain) {
    if (!domain.fixed()) {
      domains.put(name, domain);
    }
    if (domains.size() > MOST) {
      throw new IllegalArgumentException("layers: more than %d choices".formatted(MOST));
    }
  }
}

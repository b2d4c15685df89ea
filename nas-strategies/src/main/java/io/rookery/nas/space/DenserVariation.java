package io.rookery.nas.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws and mutates modules as Fast-DENSER's published code does. */
final class DenserVariation {

  private final DenserSettings settings;
  private final Grammar grammar;
  private final UnitMutation mutation;

  DenserVariation(DenserSettings settings, Grammar grammar) {
    this.settings = settings;
    this.grammar = grammar;
    mutation = new UnitMutation(grammar, settings.numberDeviation());
  }

  Unit unit(String symbol, RandomGenerator random) {
    return Derivation.drawn(grammar, symbol, random);
  }

  DenserModule module(ModuleRule rule, RandomGenerator random) {
    int size = random.nextInt(rule.firstFewest(), rule.firstMost() + 1);
    DenserModule module = new DenserModule(List.of(), List.of());
    for (int position = 0; position < size; position++) {
      module = added(module, position, rule, random);
    }
    return module;
  }

  private DenserModule added(
      DenserModule module, int position, ModuleRule rule, RandomGenerator random) {
    boolean copy = module.size() > 0 && random.nextDouble() < settings.reuseLayer();
    int of = copy ? random.nextInt(module.size()) : 0;
    Unit unit = copy ? module.unit(of) : unit(rule.symbol(), random);
    List<Integer> skips = rule.drawnSkips(position, random);
    return copy ? module.withCopy(position, of, skips) : module.with(position, unit, skips);
  }

  DenserModule mutated(DenserModule module, ModuleRule rule, RandomGenerator random) {
    DenserModule result = module;
    for (int tries = random.nextInt(1, 3); tries > 0; tries--) {
      if (result.size() < rule.most() && random.nextDouble() < settings.addLayer()) {
        result = added(result, random.nextInt(result.size() + 1), rule, random);
      }
    }
    for (int tries = random.nextInt(1, 3); tries > 0; tries--) {
      if (result.size() > rule.fewest() && random.nextDouble() < settings.removeLayer()) {
        result = result.without(random.nextInt(result.size()));
      }
    }
    for (int position = 0; position < result.size(); position++) {
      result = layerMutated(result, position, rule, random);
    }
    return result;
  }

  private DenserModule layerMutated(
      DenserModule module, int position, ModuleRule rule, RandomGenerator random) {
    DenserModule result = module;
    if (random.nextDouble() < settings.mutateLayer()) {
      Unit unit = mutated(rule.symbol(), result.unit(position), random);
      result = result.withUnit(result.layers().get(position).unit(), unit);
    }
    if (random.nextDouble() < settings.addConnection()) {
      List<Integer> free = rule.possibleSkips(position);
      free.removeAll(result.layers().get(position).skips());
      if (!free.isEmpty()) {
        List<Integer> skips = new ArrayList<>(result.layers().get(position).skips());
        skips.add(Draws.one(free, random));
        result = result.withSkips(position, skips);
      }
    }
    if (random.nextDouble() < settings.removeConnection()) {
      List<Integer> skips = new ArrayList<>(result.layers().get(position).skips());
      if (!skips.isEmpty()) {
        skips.remove(random.nextInt(skips.size()));
        result = result.withSkips(position, skips);
      }
    }
    return result;
  }

  Unit mutated(String symbol, Unit unit, RandomGenerator random) {
    return mutation.mutated(symbol, unit, random);
  }

  /**
   * The layers of two modules exchanged from a cut on, drawn among the pairs of cuts that keep both
   * within their numbers of layers.
   */
  static List<DenserModule> spliced(
      DenserModule one, DenserModule other, ModuleRule rule, RandomGenerator random) {
    List<int[]> cuts = new ArrayList<>();
    for (int a = 0; a <= one.size(); a++) {
      for (int b = 0; b <= other.size(); b++) {
        int first = a + other.size() - b;
        int second = b + one.size() - a;
        if (Math.min(first, second) >= rule.fewest() && Math.max(first, second) <= rule.most()) {
          cuts.add(new int[] {a, b});
        }
      }
    }
    int[] cut = Draws.one(cuts, random);
    return List.of(one.spliced(cut[0], other, cut[1]), other.spliced(cut[1], one, cut[0]));
  }
}

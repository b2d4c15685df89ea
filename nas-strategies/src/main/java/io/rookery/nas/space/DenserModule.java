package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The outer genome of one module in DENSER: an ordered list of layers. Several layers may be one
 * unit, which then mutates in all places.
 *
 * @param units numbered in the order of their first use, each used
 * @param layers in order
 */
record DenserModule(List<Unit> units, List<Layer> layers) {

  /** What a layer of a module reads besides the layer before it: the module's input. */
  static final int INPUT = -1;

  /**
   * A layer.
   *
   * @param unit number of its unit
   * @param skips the earlier layers it reads besides the one before it, ascending; −1 is the
   *     module's input
   */
  record Layer(int unit, List<Integer> skips) {
    Layer {
      skips = List.copyOf(new TreeSet<>(skips));
    }
  }

  DenserModule {
    List<Unit> used = new ArrayList<>();
    List<Layer> renumbered = new ArrayList<>();
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int position = i;
      if (layer.unit() < 0
          || layer.unit() >= units.size()
          || layer.skips().stream().anyMatch(from -> from < INPUT || from >= position - 1)) {
        throw new InvalidArchitecture(
            "layer %d reads what does not come before, or is no unit: %s".formatted(i, layer));
      }
      Integer number = numbers.get(layer.unit());
      if (number == null) {
        number = used.size();
        numbers.put(layer.unit(), number);
        used.add(units.get(layer.unit()));
      }
      renumbered.add(new Layer(number, layer.skips()));
    }
    units = List.copyOf(used);
    layers = List.copyOf(renumbered);
  }

  int size() {
    return layers.size();
  }

  Unit unit(int layer) {
    return units.get(layers.get(layer).unit());
  }

  /** With one more layer, made of a new unit; links follow the layers they lead to. */
  DenserModule with(int position, Unit unit, List<Integer> skips) {
    List<Unit> more = new ArrayList<>(units);
    more.add(unit);
    return inserted(more, position, new Layer(units.size(), skips));
  }

  /** With one more layer that is the unit of another one. */
  DenserModule withCopy(int position, int of, List<Integer> skips) {
    return inserted(units, position, new Layer(layers.get(of).unit(), skips));
  }

  private DenserModule inserted(List<Unit> units, int position, Layer added) {
    List<Layer> result = new ArrayList<>(layers.subList(0, position));
    result.add(added);
    for (Layer layer : layers.subList(position, layers.size())) {
      List<Integer> moved =
          layer.skips().stream().map(from -> from >= position ? from + 1 : from).toList();
      result.add(new Layer(layer.unit(), moved));
    }
    return new DenserModule(units, result);
  }

  /** Without one layer, and without the links to it. */
  DenserModule without(int position) {
    List<Layer> result = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      int place = i > position ? i - 1 : i;
      List<Integer> moved =
          layers.get(i).skips().stream()
              .filter(from -> from != position)
              .map(from -> from > position ? from - 1 : from)
              // What was two layers back may be the layer before now.
              .filter(from -> from < place - 1)
              .toList();
      if (i != position) {
        result.add(new Layer(layers.get(i).unit(), moved));
      }
    }
    return new DenserModule(units, result);
  }

  /** With another unit in place of this one, wherever it is used. */
  DenserModule withUnit(int number, Unit unit) {
    List<Unit> changed = new ArrayList<>(units);
    changed.set(number, unit);
    return new DenserModule(changed, layers);
  }

  /** With other links of one layer. */
  DenserModule withSkips(int position, List<Integer> skips) {
    List<Layer> changed = new ArrayList<>(layers);
    changed.set(position, new Layer(layers.get(position).unit(), skips));
    return new DenserModule(units, changed);
  }

  /** The layers before a cut, then those of another module from its cut on, where they can be. */
  DenserModule spliced(int cut, DenserModule other, int otherCut) {
    List<Unit> both = new ArrayList<>(units);
    both.addAll(other.units);
    List<Layer> result = new ArrayList<>(layers.subList(0, cut));
    int shift = cut - otherCut;
    for (int i = otherCut; i < other.size(); i++) {
      int place = i + shift;
      List<Integer> moved =
          other.layers.get(i).skips().stream()
              .map(from -> from == INPUT ? INPUT : from + shift)
              .filter(from -> from >= INPUT && from < place - 1)
              .toList();
      result.add(new Layer(units.size() + other.layers.get(i).unit(), moved));
    }
    return new DenserModule(both, result);
  }
}

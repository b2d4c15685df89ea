package io.rookery.nas.space;

import io.rookery.nas.InvalidArchitecture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text form of DENSER genomes. A unit is its codons in braces, a codon the number of its production
 * and its numbers: {@code {bias=0;conv=0[96,3];…}}. A module is its name, its units, a colon and
 * the unit of each layer, followed by the layers it also reads: {@code features{…}{…}:0,1,0<-1}.
 */
final class DenserText {

  private static final Pattern MODULE = Pattern.compile("([-\\w]+)((?:\\{[^{}]*\\})*)(?::(.*))?");
  private static final Pattern UNIT = Pattern.compile("\\{([^{}]*)\\}");
  private static final Pattern CODONS = Pattern.compile("([-\\w]+)=(.+)");
  private static final Pattern CODON = Pattern.compile("(\\d{1,6})(?:\\[([-+0-9.E,]*)\\])?");
  private static final Pattern LAYER = Pattern.compile("(\\d{1,6})((?:<-?\\d{1,6})*)");

  private DenserText() {}

  static String write(String name, DenserModule module) {
    return name
        + module.units().stream().map(DenserText::write).collect(Collectors.joining())
        + ":"
        + module.layers().stream().map(DenserText::write).collect(Collectors.joining(","));
  }

  static String write(String name, Unit unit) {
    return name + write(unit);
  }

  private static String write(DenserModule.Layer layer) {
    return layer.unit()
        + layer.skips().stream().map(from -> "<" + from).collect(Collectors.joining());
  }

  private static String write(Unit unit) {
    return unit.codons().entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + "="
                    + entry.getValue().stream()
                        .map(DenserText::write)
                        .collect(Collectors.joining("+")))
        .collect(Collectors.joining(";", "{", "}"));
  }

  private static String write(Unit.Codon codon) {
    return codon.production()
        + (codon.numbers().isEmpty()
            ? ""
            : codon.numbers().stream()
                .map(DenserText::write)
                .collect(Collectors.joining(",", "[", "]")));
  }

  private static String write(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? String.valueOf((long) number) : String.valueOf(number);
  }

  /** The module of a text that must have this name. */
  static DenserModule readModule(String text, String name) {
    Matcher matcher = MODULE.matcher(text);
    if (!matcher.matches() || !matcher.group(1).equals(name) || matcher.group(3) == null) {
      throw new InvalidArchitecture("wanted %s{…}…:layers, found '%s'".formatted(name, text));
    }
    List<DenserModule.Layer> layers = new ArrayList<>();
    if (!matcher.group(3).isEmpty()) {
      for (String layer : matcher.group(3).split(",", -1)) {
        layers.add(layer(layer));
      }
    }
    DenserModule module = new DenserModule(units(matcher.group(2)), layers);
    if (!write(name, module).equals(text)) {
      throw new InvalidArchitecture(
          "units must be numbered in the order of their first use, and each be used: '%s'"
              .formatted(text));
    }
    return module;
  }

  /** The unit of a text that must have this name. */
  static Unit readUnit(String text, String name) {
    Matcher matcher = MODULE.matcher(text);
    if (matcher.matches() && matcher.group(1).equals(name) && matcher.group(3) == null) {
      List<Unit> units = units(matcher.group(2));
      if (units.size() == 1) {
        return units.get(0);
      }
    }
    throw new InvalidArchitecture("wanted %s{…}, found '%s'".formatted(name, text));
  }

  private static DenserModule.Layer layer(String text) {
    Matcher matcher = LAYER.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidArchitecture("wanted unit<layer<layer…, found '%s'".formatted(text));
    }
    List<Integer> skips = new ArrayList<>();
    for (String from : matcher.group(2).split("<", -1)) {
      if (!from.isEmpty()) {
        skips.add(Integer.parseInt(from));
      }
    }
    return new DenserModule.Layer(Integer.parseInt(matcher.group(1)), skips);
  }

  private static List<Unit> units(String text) {
    List<Unit> units = new ArrayList<>();
    Matcher matcher = UNIT.matcher(text);
    while (matcher.find()) {
      SortedMap<String, List<Unit.Codon>> codons = new TreeMap<>();
      for (String entry : matcher.group(1).split(";", -1)) {
        Map.Entry<String, List<Unit.Codon>> read = codons(entry);
        codons.put(read.getKey(), read.getValue());
      }
      units.add(new Unit(codons));
    }
    return units;
  }

  private static Map.Entry<String, List<Unit.Codon>> codons(String text) {
    Matcher matcher = CODONS.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidArchitecture("wanted symbol=codon+codon…, found '%s'".formatted(text));
    }
    List<Unit.Codon> codons = new ArrayList<>();
    for (String codon : matcher.group(2).split("\\+", -1)) {
      codons.add(codon(codon));
    }
    return Map.entry(matcher.group(1), codons);
  }

  private static Unit.Codon codon(String text) {
    Matcher matcher = CODON.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidArchitecture("wanted production[number,…], found '%s'".formatted(text));
    }
    List<Double> numbers = new ArrayList<>();
    if (matcher.group(2) != null) {
      for (String number : matcher.group(2).split(",", -1)) {
        try {
          numbers.add(Double.parseDouble(number));
        } catch (NumberFormatException e) {
          throw new InvalidArchitecture("no number: '%s' in '%s'".formatted(number, text));
        }
      }
    }
    return new Unit.Codon(Integer.parseInt(matcher.group(1)), numbers);
  }
}

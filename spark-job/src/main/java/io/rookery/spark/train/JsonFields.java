package io.rookery.spark.train;

import com.fasterxml.jackson.databind.JsonNode;
import io.rookery.nas.InvalidArchitecture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one JSON object, and knows at the end which of them nobody asked for. What is
 * missing or of another type is an {@link InvalidArchitecture} that names the place.
 */
final class JsonFields {

  private final String place;
  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  JsonFields(String place, JsonNode object) {
    this.place = place;
    this.object = object;
    if (!object.isObject()) {
      throw new InvalidArchitecture(place + " must be a JSON object");
    }
  }

  String place() {
    return place;
  }

  JsonNode node(String name) {
    read.add(name);
    JsonNode value = object.get(name);
    if (value == null) {
      throw new InvalidArchitecture("%s: \"%s\" is missing".formatted(place, name));
    }
    return value;
  }

  boolean has(String name) {
    return object.has(name);
  }

  int integer(String name) {
    return integer(name, node(name));
  }

  double number(String name) {
    JsonNode value = node(name);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw wrong(name, "a number", value);
    }
    return value.doubleValue();
  }

  boolean flag(String name) {
    JsonNode value = node(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false", value);
    }
    return value.booleanValue();
  }

  String text(String name) {
    JsonNode value = node(name);
    if (!value.isTextual()) {
      throw wrong(name, "a text", value);
    }
    return value.textValue();
  }

  /** A constant of an enumeration, written in lower case with hyphens. */
  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    throw new InvalidArchitecture(
        "%s: \"%s\" knows no \"%s\"".formatted(place, name, shortened(text)));
  }

  List<Integer> integers(String name) {
    JsonNode values = node(name);
    if (!values.isArray()) {
      throw wrong(name, "a list of whole numbers", values);
    }
    List<Integer> integers = new ArrayList<>(values.size());
    for (JsonNode value : values) {
      integers.add(integer(name, value));
    }
    return integers;
  }

  /** A list of exactly this many whole numbers. */
  List<Integer> integers(String name, int count) {
    List<Integer> integers = integers(name);
    if (integers.size() != count) {
      throw new InvalidArchitecture(
          "%s: \"%s\" must have %d numbers, found %d"
              .formatted(place, name, count, integers.size()));
    }
    return integers;
  }

  /** The object under a name that may be absent. */
  @Nullable JsonFields optional(String name) {
    return has(name) ? new JsonFields(place + "." + name, node(name)) : null;
  }

  /** Complains of a field that nobody asked for. */
  void end() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!read.contains(name)) {
        throw new InvalidArchitecture("%s: unknown field \"%s\"".formatted(place, shortened(name)));
      }
    }
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private int integer(String name, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw wrong(name, "a whole number", value);
    }
    return value.intValue();
  }

  private InvalidArchitecture wrong(String name, String wanted, JsonNode found) {
    return new InvalidArchitecture(
        "%s: \"%s\" must be %s, found %s"
            .formatted(place, name, wanted, shortened(found.toString())));
  }

  static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}

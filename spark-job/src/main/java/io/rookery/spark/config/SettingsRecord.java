package io.rookery.spark.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.rookery.spark.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a record of settings from a section of the configuration, a component a key, and writes its
 * values back as one. The record's own constructor checks the ranges.
 */
final class SettingsRecord {

  private SettingsRecord() {}

  /** The components' values as configuration values, in the record's order. */
  static Map<String, Object> values(Record settings) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      values.put(component.getName(), plain(value(settings, component)));
    }
    return values;
  }

  /** The component's one line of help, empty where it has none. */
  static String help(RecordComponent component) {
    io.rookery.predictor.Help ours = component.getAnnotation(io.rookery.predictor.Help.class);
    if (ours != null) {
      return ours.value();
    }
    io.rookery.nas.Help nas = component.getAnnotation(io.rookery.nas.Help.class);
    return nas == null ? "" : nas.value();
  }

  /** A record of {@code type} with the section's values. */
  static <R extends Record> R read(Config config, String section, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = read(config, section + "." + components[i].getName(), components[i]);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        throw Refusal.usage(section + ": " + cause.getMessage());
      }
      throw new IllegalStateException(
          "settings " + type.getName() + " could not be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("settings " + type.getName() + " could not be made", e);
    }
  }

  private static Object read(Config config, String key, RecordComponent component) {
    try {
      return read(config, key, component.getType(), component.getGenericType().getTypeName());
    } catch (ConfigException.WrongType | ConfigException.BadValue e) {
      throw Refusal.usage(
          "%s must be %s, found %s (%s)"
              .formatted(
                  key,
                  kind(component),
                  config.getValue(key).render(),
                  config.getValue(key).origin().description()));
    }
  }

  private static Object read(Config config, String key, Class<?> type, String generic) {
    if (type == int.class) {
      return whole(config, key);
    } else if (type == long.class) {
      return config.getLong(key);
    } else if (type == double.class) {
      return config.getDouble(key);
    } else if (type == boolean.class) {
      return config.getBoolean(key);
    } else if (type == String.class) {
      return config.getString(key);
    } else if (type == Duration.class) {
      return config.getDuration(key);
    } else if (type.isEnum()) {
      return constant(config, key, type);
    } else if (type == List.class) {
      return list(config, key, generic);
    }
    throw new IllegalStateException("a setting cannot be a " + type.getName() + ": " + key);
  }

  private static int whole(Config config, String key) {
    double value = config.getDouble(key);
    if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
      throw new ConfigException.BadValue(config.getValue(key).origin(), key, "not a whole number");
    }
    return (int) value;
  }

  private static List<?> list(Config config, String key, String generic) {
    if (generic.endsWith("<java.lang.Integer>")) {
      return config.getIntList(key);
    } else if (generic.endsWith("<java.lang.Double>")) {
      return config.getDoubleList(key);
    }
    return config.getStringList(key);
  }

  private static Object constant(Config config, String key, Class<?> type) {
    String text = config.getString(key);
    for (Object constant : type.getEnumConstants()) {
      if (name(constant).equals(text.toLowerCase(Locale.ROOT).replace('_', '-'))) {
        return constant;
      }
    }
    throw new ConfigException.BadValue(config.getValue(key).origin(), key, "unknown name");
  }

  private static String kind(RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isEnum()) {
      return "one of " + Arrays.stream(type.getEnumConstants()).map(SettingsRecord::name).toList();
    } else if (type == List.class) {
      return "a list";
    } else if (type == int.class || type == long.class) {
      return "a whole number";
    } else if (type == double.class) {
      return "a number";
    } else if (type == Duration.class) {
      return "a duration such as 10s or 5m";
    }
    return type == boolean.class ? "true or false" : "a text";
  }

  private static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Object value(Record settings, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("settings " + settings + " could not be read", e);
    }
  }

  private static Object plain(Object value) {
    if (value instanceof Enum<?>) {
      return name(value);
    } else if (value instanceof Duration duration) {
      return duration.toMillis() % 1000 == 0
          ? duration.toSeconds() + "s"
          : duration.toMillis() + "ms";
    }
    return value;
  }
}

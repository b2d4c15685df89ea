package io.rookery.spark.train;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The export formats on this JVM's class path, by name. */
public final class ModelExports {

  private static final Map<String, ModelExport> EXPORTS = new TreeMap<>();

  static {
    ServiceLoader.load(ModelExport.class, ModelExports.class.getClassLoader())
        .forEach(export -> EXPORTS.put(export.name(), export));
  }

  private ModelExports() {}

  /** All formats, by name. */
  public static Map<String, ModelExport> all() {
    return java.util.Collections.unmodifiableMap(EXPORTS);
  }

  /** The format of this name. */
  public static ModelExport named(String name) {
    ModelExport export = EXPORTS.get(name);
    if (export == null) {
      throw new IllegalArgumentException(
          "there is no export format '%s'; known: %s".formatted(name, EXPORTS.keySet()));
    }
    return export;
  }
}

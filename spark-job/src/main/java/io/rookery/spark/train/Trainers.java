package io.rookery.spark.train;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The trainers on this JVM's class path, by name. */
public final class Trainers {

  private static final Map<String, Trainer> TRAINERS = new TreeMap<>();

  static {
    ServiceLoader.load(Trainer.class, Trainers.class.getClassLoader())
        .forEach(trainer -> TRAINERS.put(trainer.name(), trainer));
  }

  private Trainers() {}

  /** The trainer of this name. */
  public static Trainer named(String name) {
    Trainer trainer = TRAINERS.get(name);
    if (trainer == null) {
      throw new IllegalArgumentException(
          "there is no trainer '%s'; known: %s".formatted(name, TRAINERS.keySet()));
    }
    return trainer;
  }
}

package io.rookery.spark.train;

import java.io.Serializable;

/**
 * Where a network trains.
 *
 * @param kind CPU or GPU
 * @param index of the GPU on its host, from 0; 0 for the CPU
 */
public record Device(Kind kind, int index) implements Serializable {

  /** What trains. */
  public enum Kind {
    CPU,
    GPU
  }

  public static final Device CPU = new Device(Kind.CPU, 0);

  /** The name in tables: {@code cpu}, {@code gpu:0}. */
  @Override
  public String toString() {
    return kind == Kind.CPU ? "cpu" : "gpu:" + index;
  }
}

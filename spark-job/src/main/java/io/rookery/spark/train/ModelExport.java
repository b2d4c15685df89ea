package io.rookery.spark.train;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a trained network in one format. Found by {@link java.util.ServiceLoader}; called on the
 * driver.
 */
public interface ModelExport {

  /** The name in {@code rookery export --format}. */
  String name();

  /** One line for people: what the format is for. */
  String summary();

  /** Whether it writes weights; if not, {@link TrainedModel#untrained} is enough. */
  default boolean needsWeights() {
    return true;
  }

  /**
   * Writes the network.
   *
   * @throws IOException if a file cannot be written
   */
  void write(TrainedModel model, Folder folder) throws IOException;

  /** Where an export's files go: on a local disk, or on any other file system. */
  @FunctionalInterface
  interface Folder {

    /** A new file; the exporter closes it. */
    OutputStream create(String name) throws IOException;
  }
}

package io.rookery.spark.search;

/** Versions of what a search ran on. */
public final class Versions {

  private Versions() {}

  /** Rookery's own, from the manifest of its jar; "development" outside of one. */
  public static String rookery() {
    String version = Versions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}

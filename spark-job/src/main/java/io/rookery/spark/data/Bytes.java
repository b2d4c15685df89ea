package io.rookery.spark.data;

import io.rookery.spark.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Whole files, plain or gzip, found under one of several names. */
final class Bytes {

  private Bytes() {}

  /** The content of the first of these names, or of that name with .gz, that lies in the folder. */
  static byte[] of(Path folder, List<String> names) {
    for (String name : names) {
      for (String ending : List.of("", ".gz")) {
        Path file = folder.resolve(name + ending);
        if (Files.isRegularFile(file)) {
          return read(file);
        }
      }
    }
    throw Refusal.preflight("%s holds none of %s, plain or .gz".formatted(folder, names));
  }

  private static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return file.toString().endsWith(".gz")
          ? new GZIPInputStream(in).readAllBytes()
          : in.readAllBytes();
    } catch (IOException e) {
      throw Refusal.preflight("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }
}

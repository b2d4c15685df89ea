package io.rookery.spark.train;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a model folder in memory, as they cross to executors.
 *
 * @param origin where they come from, for messages
 * @param files by name; shared, not copied: nobody writes to them
 */
public record ModelFiles(String origin, Map<String, byte[]> files) implements Serializable {

  public ModelFiles {
    files = Map.copyOf(files);
  }

  /** What an export writes. */
  public static ModelFiles of(String origin, TrainedModel model, ModelExport export)
      throws IOException {
    Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();
    export.write(model, name -> written.computeIfAbsent(name, n -> new ByteArrayOutputStream()));
    Map<String, byte[]> files = new TreeMap<>();
    written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
    return new ModelFiles(origin, files);
  }

  /**
   * Some files of a folder on a local disk; one that is not there is missing here too.
   *
   * @param longest bytes of a file that is read; a longer one is refused
   */
  public static ModelFiles read(Path folder, List<String> names, long longest) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> present = Files.list(folder)) {
      for (Path file : present.filter(f -> names.contains(name(f))).toList()) {
        if (Files.size(file) > longest) {
          throw new IOException("%s is longer than %d bytes".formatted(file, longest));
        }
        files.put(name(file), Files.readAllBytes(file));
      }
    }
    return new ModelFiles(folder.toString(), files);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  /**
   * The content of a file.
   *
   * @throws IOException if there is none of that name
   */
  public byte[] file(String name) throws IOException {
    byte[] content = files.get(name);
    if (content == null) {
      throw new IOException(
          "%s has no file %s: it is no model folder, or a damaged one".formatted(origin, name));
    }
    return content;
  }
}

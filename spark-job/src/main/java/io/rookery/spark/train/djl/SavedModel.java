package io.rookery.spark.train.djl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.ModelFiles;
import io.rookery.spark.train.Normalisation;
import io.rookery.spark.train.Safetensors;
import io.rookery.spark.train.Tensor;
import io.rookery.spark.train.TrainedModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Reads a folder that {@link DjlExport} wrote. What is missing, damaged, of a newer version or does
 * not fit together is an IOException that names the file.
 */
final class SavedModel {

  /** Longest file that is read, in bytes: what fits into an array. */
  private static final long LONGEST = Integer.MAX_VALUE - 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ModelFiles files;

  private SavedModel(ModelFiles files) {
    this.files = files;
  }

  static TrainedModel read(Path folder) throws IOException {
    return read(ModelFiles.read(folder, DjlExport.FILES, LONGEST));
  }

  static TrainedModel read(ModelFiles files) throws IOException {
    return new SavedModel(files).read();
  }

  private TrainedModel read() throws IOException {
    JsonNode format = json(DjlExport.FORMAT);
    int version = format.path("format").asInt(0);
    if (version < 1 || version > DjlExport.VERSION) {
      throw broken(
          DjlExport.FORMAT,
          "it is of format %d, this version of Rookery reads format %d: use the version that wrote it, or a newer one"
              .formatted(version, DjlExport.VERSION));
    }
    Architecture architecture;
    try {
      architecture = ArchitectureJson.read(text(DjlExport.ARCHITECTURE));
    } catch (InvalidArchitecture e) {
      throw broken(DjlExport.ARCHITECTURE, String.valueOf(e.getMessage()));
    }
    byte[] weights = files.file(DjlExport.WEIGHTS);
    if (!sha256(weights).equals(format.path(DjlExport.WEIGHTS).asText())) {
      throw broken(DjlExport.WEIGHTS, "it is damaged: its SHA-256 is not the one that was written");
    }
    Map<String, Tensor> tensors =
        Safetensors.read(new ByteArrayInputStream(weights), weights.length);
    List<String> classes = text(DjlExport.CLASSES).lines().toList();
    if (classes.size() != architecture.classes()) {
      throw broken(
          DjlExport.CLASSES,
          "it has %d classes, the network gives %d scores"
              .formatted(classes.size(), architecture.classes()));
    }
    return new TrainedModel(
        architecture, classes, normalisation(architecture.input().channels()), tensors);
  }

  private Normalisation normalisation(int channels) throws IOException {
    JsonNode json = json(DjlExport.NORMALISATION);
    return new Normalisation(
        floats(json.path("mean"), channels), floats(json.path("deviation"), channels));
  }

  private float[] floats(JsonNode json, int count) throws IOException {
    if (json.size() != count) {
      throw broken(
          DjlExport.NORMALISATION,
          "it must have a number for each of %d channels".formatted(count));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = json.get(i).floatValue();
    }
    return values;
  }

  private JsonNode json(String name) throws IOException {
    try {
      return JSON.readTree(text(name));
    } catch (JsonProcessingException e) {
      throw broken(name, "it is no JSON: " + e.getOriginalMessage());
    }
  }

  private String text(String name) throws IOException {
    byte[] bytes = files.file(name);
    if (bytes.length > ArchitectureJson.MAX_LENGTH) {
      throw broken(name, "it is longer than %d bytes".formatted(ArchitectureJson.MAX_LENGTH));
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private IOException broken(String name, String problem) {
    return new IOException("%s/%s cannot be used: %s".formatted(files.origin(), name, problem));
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package io.rookery.spark.train.djl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.Normalisation;
import io.rookery.spark.train.Safetensors;
import io.rookery.spark.train.Tensor;
import io.rookery.spark.train.TrainedModel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads a folder that {@link DjlExport} wrote; what does not fit together is an IOException. */
final class SavedModel {

  /** Longest text file that is read, in bytes. */
  private static final long MAX_TEXT = ArchitectureJson.MAX_LENGTH;

  private SavedModel() {}

  static TrainedModel read(Path folder) throws IOException {
    Architecture architecture;
    try {
      architecture = ArchitectureJson.read(text(folder.resolve(DjlExport.ARCHITECTURE)));
    } catch (InvalidArchitecture e) {
      throw new IOException(DjlExport.ARCHITECTURE + ": " + e.getMessage(), e);
    }
    Path weights = folder.resolve(DjlExport.WEIGHTS);
    Map<String, Tensor> tensors;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(weights))) {
      tensors = Safetensors.read(in, Files.size(weights));
    }
    List<String> classes = text(folder.resolve(DjlExport.CLASSES)).lines().toList();
    if (classes.size() != architecture.classes()) {
      throw new IOException(
          "%s has %d classes, the network gives %d scores"
              .formatted(DjlExport.CLASSES, classes.size(), architecture.classes()));
    }
    int channels = architecture.input().channels();
    JsonNode json = new ObjectMapper().readTree(text(folder.resolve(DjlExport.NORMALISATION)));
    Normalisation normalisation =
        new Normalisation(
            floats(json.path("mean"), channels), floats(json.path("deviation"), channels));
    return new TrainedModel(architecture, classes, normalisation, tensors);
  }

  private static float[] floats(JsonNode json, int count) throws IOException {
    if (json.size() != count) {
      throw new IOException(
          "%s must have a number for each of %d channels"
              .formatted(DjlExport.NORMALISATION, count));
    }
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = json.get(i).floatValue();
    }
    return values;
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > MAX_TEXT) {
      throw new IOException("%s is longer than %d bytes".formatted(file, MAX_TEXT));
    }
    return Files.readString(file);
  }
}

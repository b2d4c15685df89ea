package io.rookery.spark.ml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.predictor.Metric;
import io.rookery.spark.Refusal;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.package$;

/**
 * What a trained predictor is, beside its MLlib models: {@code predictor.json}.
 *
 * @param metric of the fitness it was learned on
 * @param how it was learned
 * @param scalars names of the architecture's numbers, in the features' order
 * @param means of the scalars, for networks without one
 * @param deviations of its errors on networks held back, by stage, in units of the fitness
 * @param networks learned from
 * @param sets names of what it was learned from
 */
record RegressionCard(
    Metric metric,
    Regression how,
    List<String> scalars,
    double[] means,
    double[] deviations,
    int networks,
    List<String> sets) {

  static final String FILE = "predictor.json";

  private static final String FORMAT = "rookery-sequential-regression-1";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static Path stage(Path folder, int stage) {
    return new Path(folder, "stage-%03d".formatted(stage));
  }

  void write(Configuration conf, Path folder) throws IOException {
    ObjectNode json = JSON.createObjectNode().put("format", FORMAT);
    json.put("metric", metric.name()).put("kind", how.kind().name());
    json.put("trees", how.trees()).put("depth", how.depth()).put("stages", how.stages());
    json.put("seed", how.seed()).put("networks", networks);
    json.put("spark", package$.MODULE$.SPARK_VERSION());
    scalars.forEach(json.putArray("scalars")::add);
    for (double mean : means) {
      json.withArray("/means").add(mean);
    }
    for (double deviation : deviations) {
      json.withArray("/deviations").add(deviation);
    }
    sets.forEach(json.putArray("sets")::add);
    Path file = new Path(folder, FILE);
    try (FSDataOutputStream out = file.getFileSystem(conf).create(file, true)) {
      out.write(JSON.writeValueAsBytes(json));
    }
  }

  /** Reads a folder's card; refuses one that is none. */
  static RegressionCard read(Configuration conf, Path folder) {
    Path file = new Path(folder, FILE);
    try (FSDataInputStream in = file.getFileSystem(conf).open(file)) {
      JsonNode json = JSON.readTree(in.readAllBytes());
      if (!FORMAT.equals(json.path("format").asText())) {
        throw Refusal.usage("%s is not of the format %s".formatted(file, FORMAT));
      }
      Regression how =
          new Regression(
              Regression.Kind.valueOf(json.path("kind").asText()),
              json.path("trees").asInt(),
              json.path("depth").asInt(),
              json.path("stages").asInt(),
              json.path("seed").asLong());
      List<String> scalars = new ArrayList<>();
      json.path("scalars").forEach(name -> scalars.add(name.asText()));
      List<String> sets = new ArrayList<>();
      json.path("sets").forEach(name -> sets.add(name.asText()));
      return new RegressionCard(
          Metric.valueOf(json.path("metric").asText()),
          how,
          scalars,
          numbers(json.path("means"), scalars.size()),
          numbers(json.path("deviations"), how.stages()),
          json.path("networks").asInt(),
          sets);
    } catch (FileNotFoundException e) {
      throw Refusal.usage(
          "%s holds no trained predictor: it has no %s. Train one with rookery train-predictor."
              .formatted(folder, FILE));
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.usage("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  private static double[] numbers(JsonNode array, int count) {
    if (array.size() != count) {
      throw new IllegalArgumentException(
          "%d numbers where %d were expected".formatted(array.size(), count));
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = array.get(i).asDouble();
    }
    return numbers;
  }
}

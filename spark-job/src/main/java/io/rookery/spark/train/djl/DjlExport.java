package io.rookery.spark.train.djl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.train.ArchitectureJson;
import io.rookery.spark.train.ModelExport;
import io.rookery.spark.train.Normalisation;
import io.rookery.spark.train.Safetensors;
import io.rookery.spark.train.TrainedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A folder that DJL's {@code Criteria} opens, and so DJL Serving and DJL's Spark extension, where
 * the model jar is on the class path, or Spark and the job jar.
 *
 * <p>The network takes pixels, 0 to 255, as floats of shape (image, channel, row, column), and
 * gives scores; normalisation is inside.
 */
public final class DjlExport implements ModelExport {

  static final String ARCHITECTURE = "architecture.json";
  static final String WEIGHTS = "weights.safetensors";
  static final String NORMALISATION = "normalisation.json";
  static final String CLASSES = "synset.txt";
  static final String FORMAT = "rookery.json";

  /** The newest version of the folder that this code reads, and the one it writes. */
  static final int VERSION = 1;

  /** What {@link SavedModel} reads. */
  static final List<String> FILES = List.of(ARCHITECTURE, WEIGHTS, NORMALISATION, CLASSES, FORMAT);

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String summary() {
    return "a model folder for DJL, DJL Serving and DJL's Spark extension";
  }

  @Override
  public void write(TrainedModel model, Folder folder) throws IOException {
    text(folder, "serving.properties", servingProperties());
    text(folder, ARCHITECTURE, ArchitectureJson.write(model.architecture()) + "\n");
    text(folder, NORMALISATION, normalisation(model.normalisation()) + "\n");
    text(folder, CLASSES, String.join("\n", model.classes()) + "\n");
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    Safetensors.write(model.tensors(), weights);
    ObjectNode format = JsonNodeFactory.instance.objectNode().put("format", VERSION);
    format.put(WEIGHTS, SavedModel.sha256(weights.toByteArray()));
    try (OutputStream out = folder.create(WEIGHTS)) {
      weights.writeTo(out);
    }
    text(folder, FORMAT, format + "\n"); // last: a folder that has it is whole
  }

  private static String servingProperties() {
    return String.join(
        "\n",
        "# To be opened it needs rookery-model.jar on the class path; under Spark the job jar will do.",
        "engine=PyTorch",
        "# DJL reads the first, DJL Serving the second.",
        "blockFactory=" + NetworkBlockFactory.class.getName(),
        "option.blockFactory=" + NetworkBlockFactory.class.getName(),
        "# The block factory reads the weights.",
        "option.hasParameter=false",
        "translatorFactory=" + PictureTranslatorFactory.class.getName(),
        "");
  }

  private static String normalisation(Normalisation normalisation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode mean = json.putArray("mean");
    ArrayNode deviation = json.putArray("deviation");
    for (int i = 0; i < normalisation.mean().length; i++) {
      mean.add(normalisation.mean()[i]);
      deviation.add(normalisation.deviation()[i]);
    }
    return json.toString();
  }

  private static void text(Folder folder, String name, String text) throws IOException {
    try (OutputStream out = folder.create(name)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}

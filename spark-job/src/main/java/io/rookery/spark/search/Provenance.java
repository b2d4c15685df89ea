package io.rookery.spark.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rookery.spark.cluster.Slots;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.ledger.Ledger;
import java.time.Instant;
import org.apache.spark.SparkContext;

/**
 * What search.json says: enough to run the search again. No Spark property is copied, for some hold
 * secrets.
 */
final class Provenance {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Provenance() {}

  static ObjectNode of(
      String searchId, Settings settings, ImageSet images, SparkContext spark, Slots slots) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("searchId", searchId)
        .put("format", Ledger.FORMAT)
        .put("startedAt", Instant.now().toString())
        .put("seed", settings.seed());
    json.putObject("data")
        .put("name", images.name())
        .put("fingerprint", images.fingerprint())
        .put("shape", images.shape().toString())
        .put("classes", images.classes().size())
        .put("train", images.train().size())
        .put("valid", images.valid().size())
        .put("test", images.test().size());
    json.putObject("versions")
        .put("rookery", Versions.rookery())
        .put("spark", spark.version())
        .put("java", Runtime.version().toString())
        .put("javaVendor", System.getProperty("java.vendor", ""))
        .put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.version", ""))
        .put("arch", System.getProperty("os.arch", ""));
    json.putObject("machine")
        .put("master", spark.master())
        .put("applicationId", spark.applicationId())
        .put("slots", slots.count())
        .put("slotsReason", slots.reason())
        .put("driverCores", Runtime.getRuntime().availableProcessors());
    json.set("configuration", tree(settings.json()));
    return json;
  }

  private static com.fasterxml.jackson.databind.JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the configuration's own JSON cannot be read", e);
    }
  }
}

package io.rookery.spark.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.rookery.spark.ledger.CandidateRow;
import io.rookery.spark.ledger.EpochRow;
import io.rookery.spark.ledger.EvaluationRow;
import io.rookery.spark.ledger.LedgerRow;
import io.rookery.spark.ledger.PredictionRow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of the ledger as JSON, for event logs: a component of the record a key. A key that this
 * version does not know is left out, so that logs of newer versions can be read.
 */
final class RowJson {

  private static final Map<String, Class<? extends LedgerRow>> TABLES =
      Map.of(
          "candidates", CandidateRow.class,
          "epochs", EpochRow.class,
          "predictions", PredictionRow.class,
          "evaluations", EvaluationRow.class);

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .registerModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new WriteInstant())
                  .addDeserializer(Instant.class, new ReadInstant()));

  private RowJson() {}

  /** Name of the table that a row belongs to. */
  static String table(LedgerRow row) {
    return TABLES.entrySet().stream()
        .filter(entry -> entry.getValue().isInstance(row))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("of no table: " + row));
  }

  /** An array of rows. */
  static String write(List<? extends LedgerRow> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record can be written", e);
    }
  }

  /** One row again; empty where it is none that this version can read. */
  static Optional<LedgerRow> read(String table, JsonNode row) {
    Class<? extends LedgerRow> type = TABLES.get(table);
    try {
      return type == null ? Optional.empty() : Optional.of(JSON.treeToValue(row, type));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private static final class WriteInstant extends StdSerializer<Instant> {
    WriteInstant() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class ReadInstant extends StdDeserializer<Instant> {
    ReadInstant() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Instant.parse(in.getText());
    }
  }
}

package io.rookery.spark.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** {@code search.json} and {@code _STATUS.json} of a search's folder, as JSON trees. */
final class SearchFiles {

  static final String SEARCH = "search.json";
  static final String STATUS = "_STATUS.json";

  /** Key of search.json that names the search. */
  static final String SEARCH_ID = "searchId";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private SearchFiles() {}

  /**
   * What search.json shall say.
   *
   * @throws IllegalArgumentException if Jackson does not write it as an object
   */
  static ObjectNode search(String searchId, Object search) {
    if (tree(search) instanceof ObjectNode object) {
      ObjectNode named = JSON.createObjectNode().put(SEARCH_ID, searchId);
      object.remove(SEARCH_ID);
      return named.setAll(object);
    }
    throw new IllegalArgumentException("search.json holds an object, not " + search);
  }

  /**
   * Refuses a folder that holds a search, or a part of one.
   *
   * @throws LedgerException if it does
   */
  static void refuseTaken(Storage storage) throws IOException {
    List<String> names =
        Stream.concat(Stream.of(SEARCH, STATUS), Table.ALL.stream().map(Table::name)).toList();
    for (String name : names) {
      if (storage.exists(name)) {
        throw new LedgerException(
            "%s holds %s of another search. Choose a folder of its own for this one, or resume that one."
                .formatted(storage.folder(), name));
      }
    }
  }

  /** Any value Jackson can write, as a tree. */
  static JsonNode tree(Object value) {
    return JSON.valueToTree(value);
  }

  static void write(Storage storage, String name, JsonNode tree) throws IOException {
    storage.replace(name, JSON.writeValueAsBytes(tree));
  }

  /**
   * Reads one of the files.
   *
   * @throws LedgerException if it is missing or is not a JSON object
   */
  static ObjectNode read(Storage storage, String name) throws IOException {
    byte[] bytes;
    try {
      bytes = storage.read(name);
    } catch (FileNotFoundException e) {
      throw new LedgerException(
          "%s holds no search: it has no %s. Give the folder that a search wrote."
              .formatted(storage.folder(), name),
          e);
    }
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new LedgerException(
          "%s is not JSON: %s".formatted(storage.path(name), e.getOriginalMessage()), e);
    }
    throw new LedgerException(storage.path(name) + " is not a JSON object.");
  }

  /** The search's id, from what search.json says. */
  static String searchId(JsonNode search, Storage storage) throws LedgerException {
    JsonNode id = search.path(SEARCH_ID);
    if (!id.isTextual()) {
      throw new LedgerException(
          "%s does not name its search: it has no text %s"
              .formatted(storage.path(SEARCH), SEARCH_ID));
    }
    return id.textValue();
  }
}

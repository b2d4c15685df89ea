package io.rookery.spark.train;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors in the safetensors format, which Python's tools read too: the header's length in 8
 * bytes, little-endian, the header as JSON, and the numbers one tensor after another. Nothing in a
 * file can make its reader run code, or allocate more than the file holds.
 */
public final class Safetensors {

  /** Longest header that is read, in bytes. */
  private static final int MAX_HEADER = 16 << 20;

  private static final int CHUNK = 1 << 16;

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private Safetensors() {}

  /** Writes 32-bit floats; leaves the stream open. */
  public static void write(Map<String, Tensor> tensors, OutputStream out) throws IOException {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    long at = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      ObjectNode described = header.putObject(entry.getKey()).put("dtype", "F32");
      ArrayNode shape = described.putArray("shape");
      entry.getValue().shape().forEach(shape::add);
      long end = at + (long) Float.BYTES * entry.getValue().values().length;
      described.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-json.length, 8);
    out.write(littleEndian(Long.BYTES).putLong(json.length + padding).array());
    out.write(json);
    out.write(" ".repeat(padding).getBytes(StandardCharsets.UTF_8));
    for (Tensor tensor : tensors.values()) {
      write(tensor.values(), out);
    }
  }

  private static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer bytes = littleEndian(Float.BYTES * CHUNK);
    for (int from = 0; from < values.length; from += CHUNK) {
      int count = Math.min(CHUNK, values.length - from);
      bytes.clear().asFloatBuffer().put(values, from, count);
      out.write(bytes.array(), 0, Float.BYTES * count);
    }
  }

  /**
   * Reads 32-bit floats.
   *
   * @param bytes length of the file
   * @throws IOException if the stream is no such file, or holds other numbers
   */
  public static Map<String, Tensor> read(InputStream in, long bytes) throws IOException {
    DataInputStream data = new DataInputStream(in);
    byte[] length = new byte[Long.BYTES];
    data.readFully(length);
    long headerLength = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength < 2 || headerLength > Math.min(MAX_HEADER, bytes - Long.BYTES)) {
      throw new IOException("not a safetensors file: a header of %d bytes".formatted(headerLength));
    }
    byte[] json = new byte[(int) headerLength];
    data.readFully(json);
    JsonNode header = parse(json);
    long body = bytes - Long.BYTES - headerLength;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    long at = 0;
    for (Iterator<Map.Entry<String, JsonNode>> fields = header.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!field.getKey().equals("__metadata__")) {
        List<Integer> shape = shape(field.getKey(), field.getValue());
        int size = size(field.getKey(), field.getValue(), shape, at, body);
        tensors.put(field.getKey(), new Tensor(shape, floats(data, size)));
        at += (long) Float.BYTES * size;
      }
    }
    if (at != body) {
      throw new IOException(
          "the tensors have %d bytes, the file has %d for them".formatted(at, body));
    }
    return tensors;
  }

  private static JsonNode parse(byte[] json) throws IOException {
    try {
      JsonNode header = MAPPER.readTree(json);
      if (header.isObject()) {
        return header;
      }
    } catch (JsonProcessingException e) {
      throw new IOException("not a safetensors file: its header is no JSON", e);
    }
    throw new IOException("not a safetensors file: its header is no JSON object");
  }

  private static List<Integer> shape(String name, JsonNode described) throws IOException {
    if (!described.path("dtype").asText().equals("F32") || !described.path("shape").isArray()) {
      throw new IOException("tensor %s is not one of 32-bit floats".formatted(name));
    }
    List<Integer> shape = new ArrayList<>();
    for (JsonNode dimension : described.get("shape")) {
      if (!dimension.canConvertToInt() || dimension.intValue() < 0) {
        throw new IOException("tensor %s has no such shape".formatted(name));
      }
      shape.add(dimension.intValue());
    }
    return shape;
  }

  /** Number of elements, once the tensor is where the one before it ends and fits the file. */
  private static int size(String name, JsonNode described, List<Integer> shape, long at, long body)
      throws IOException {
    long size = 1;
    for (int dimension : shape) {
      size *= dimension;
      if (size > body / Float.BYTES) {
        throw new IOException("tensor %s is larger than the file".formatted(name));
      }
    }
    JsonNode offsets = described.path("data_offsets");
    long end = at + Float.BYTES * size;
    if (offsets.path(0).asLong(-1) != at || offsets.path(1).asLong(-1) != end || end > body) {
      throw new IOException("tensor %s is not where it should be".formatted(name));
    }
    return (int) size;
  }

  private static float[] floats(DataInputStream data, int size) throws IOException {
    float[] values = new float[size];
    byte[] bytes = new byte[Float.BYTES * Math.min(CHUNK, size)];
    for (int from = 0; from < size; from += CHUNK) {
      int count = Math.min(CHUNK, size - from);
      data.readFully(bytes, 0, Float.BYTES * count);
      ByteBuffer.wrap(bytes)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .get(values, from, count);
    }
    return values;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}

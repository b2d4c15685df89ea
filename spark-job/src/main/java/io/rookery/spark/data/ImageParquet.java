package io.rookery.spark.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import io.rookery.spark.parquet.ParquetRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/**
 * Labelled images in Parquet: Spark's image schema, a label and a split. Read and written on the
 * driver, which holds the whole set anyway, so that a set on the driver's own disk can be searched
 * on a cluster.
 */
final class ImageParquet {

  /** Key of the file's metadata that names the classes, a JSON array in the order of the labels. */
  static final String CLASSES = "rookery.classes";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message images {
            optional group image {
              optional binary origin (STRING);
              required int32 height;
              required int32 width;
              required int32 nChannels;
              required int32 mode;
              required binary data;
            }
            required int32 label;
            required binary split (STRING);
          }
          """);

  private ImageParquet() {}

  /** Writes the images of one split to one file. */
  static void write(
      Configuration hadoop, Path file, List<String> classes, List<Picture> pictures, String split)
      throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, hadoop))
            .withType(SCHEMA)
            .withExtraMetaData(Map.of(CLASSES, JSON.writeValueAsString(classes)))
            .withCompressionCodec(CompressionCodecName.GZIP)
            .build()) {
      for (Picture picture : pictures) {
        writer.write(group(picture, split));
      }
    }
  }

  private static Group group(Picture picture, String split) {
    Group row = new SimpleGroup(SCHEMA);
    Shape shape = picture.shape();
    row.addGroup("image")
        .append("origin", picture.origin())
        .append("height", shape.height())
        .append("width", shape.width())
        .append("nChannels", shape.channels())
        .append("mode", (shape.channels() - 1) << 3) // OpenCV's CV_8UC1, CV_8UC3, CV_8UC4
        .append("data", Binary.fromConstantByteArray(picture.interleaved()));
    return row.append("label", picture.label()).append("split", split);
  }

  /**
   * Reads one file.
   *
   * @param split of all its images; null: its column says it
   * @param rows is handed the split and the image of each row, in order
   * @return the classes its metadata names; empty where it names none
   * @throws Refusal if it is damaged, or holds other things than images
   */
  static List<String> read(
      Configuration hadoop, Path file, @Nullable String split, BiConsumer<String, Picture> rows)
      throws IOException {
    try (ParquetFileReader reader = ParquetRows.open(file, hadoop)) {
      Columns columns = new Columns(file, split, reader.getFileMetaData().getSchema());
      AtomicLong row = new AtomicLong();
      ParquetRows.each(
          reader, columns.schema(), group -> columns.take(group, row.getAndIncrement(), rows));
      return classes(reader.getFileMetaData().getKeyValueMetaData().get(CLASSES), file);
    } catch (Refusal e) {
      throw e;
    } catch (RuntimeException e) {
      // Parquet throws unchecked exceptions of many types at bytes that it did not write.
      throw Refusal.preflight(
          "%s is damaged, or is no Parquet file: %s. Write it anew"
              .formatted(file, e.getMessage()));
    }
  }

  private static List<String> classes(@Nullable String json, Path file) throws IOException {
    if (json == null) {
      return List.of();
    }
    try {
      JsonNode names = JSON.readTree(json);
      List<String> classes = new ArrayList<>();
      names.forEach(name -> classes.add(name.asText()));
      if (names.isArray() && !classes.isEmpty()) {
        return classes;
      }
    } catch (JsonProcessingException e) {
      throw Refusal.preflight(
          "%s: the metadata %s is no JSON: %s".formatted(file, CLASSES, e.getOriginalMessage()));
    }
    throw Refusal.preflight(
        "%s: the metadata %s is no JSON array of names: %s".formatted(file, CLASSES, json));
  }
}

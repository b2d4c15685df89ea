package io.rookery.spark.curves;

import io.rookery.predictor.replay.NetworkRow;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;

/** What became of every network of a replay, as Parquet. */
public final class NetworksParquet {

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message networks {
            required binary curve_id (STRING);
            required double stop_epoch;
            optional double predicted;
            optional double lower;
            optional double upper;
            required double actual;
            required binary rule (STRING);
            required int32 order;
          }
          """);

  private NetworksParquet() {}

  /** Writes the rows to {@code file}, in the place of one that is there. */
  public static void write(Configuration conf, Path file, List<NetworkRow> rows)
      throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, conf))
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build()) {
      for (NetworkRow row : rows) {
        writer.write(group(row));
      }
    }
  }

  private static Group group(NetworkRow row) {
    Group group = new SimpleGroup(SCHEMA);
    group.add("curve_id", row.curveId());
    group.add("stop_epoch", row.stopEpoch());
    add(group, "predicted", row.predicted());
    add(group, "lower", row.lower());
    add(group, "upper", row.upper());
    group.add("actual", row.actual());
    group.add("rule", row.rule());
    group.add("order", row.order());
    return group;
  }

  private static void add(Group group, String column, @Nullable Double value) {
    if (value != null) {
      group.add(column, value);
    }
  }
}

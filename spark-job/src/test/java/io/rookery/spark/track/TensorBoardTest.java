package io.rookery.spark.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {

  @TempDir private Path folder;

  @Test
  void everyTrialHasACurveOfWhatWasMeasuredAndOneOfWhatWasPredicted() throws Exception {
    write();

    List<String> points = points("c0001");
    assertThat(points)
        .contains("measured/fitness 1 61.0", "measured/fitness 3 63.0")
        .contains("predicted/fitness_at_the_end 2 67.0")
        .noneMatch(point -> point.contains("valid_loss")); // it was not finite
    assertThat(points).filteredOn(point -> point.startsWith("measured/fitness")).hasSize(3);
    try (Stream<Path> trials = Files.list(folder.resolve("tensorboard"))) {
      assertThat(trials).hasSize(3);
    }
  }

  /** The format's own example: RFC 3720, B.4, the checksum of 32 bytes of zeros. */
  @Test
  void theChecksumIsCastagnoli() {
    CRC32C checksum = new CRC32C();
    checksum.update(new byte[32]);
    assertThat(checksum.getValue()).isEqualTo(0x8a9136aaL);
  }

  /** ROOKERY_PYTHON names a Python that has TensorBoard, where the one on the path has not. */
  @Test
  void tensorBoardReadsThem() throws Exception {
    String python = System.getenv().getOrDefault("ROOKERY_PYTHON", "python3");
    assumeTrue(
        run(python, "-c", "import tensorboard.backend.event_processing").status() == 0,
        "no Python with TensorBoard: only our own reading of the files is tested");
    write();

    Run read =
        run(
            python,
            "-c",
            """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            events = EventAccumulator(sys.argv[1])
            events.Reload()
            for tag in sorted(events.Tags()['scalars']):
                print(tag, [(e.step, e.value) for e in events.Scalars(tag)])
            """,
            folder.resolve("tensorboard/c0000").toString());
    assertThat(read.output())
        .contains("measured/fitness [(1, 51.0), (2, 52.0), (3, 53.0)]")
        .contains("predicted/fitness_at_the_end [(1, 56.0), (2, 57.0), (3, 58.0)]");
  }

  private void write() throws IOException {
    try (TensorBoard board = new TensorBoard(new Configuration(), 1)) {
      board.started(SomeRows.SEARCH, folder.toUri().toString(), "2 slots");
      SomeRows.all().forEach(board::recorded);
    }
  }

  private record Run(int status, String output) {}

  private static Run run(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Run(-1, e.getMessage());
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }

  /** As "tag step value", with both checksums of every record looked at. */
  private List<String> points(String trial) throws IOException {
    List<String> points = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("tensorboard").resolve(trial))) {
      for (Path file : files.toList()) {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
          byte[] length = new byte[8];
          bytes.get(length);
          assertThat(bytes.getInt()).isEqualTo(masked(length));
          byte[] event =
              new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
          bytes.get(event);
          assertThat(bytes.getInt()).isEqualTo(masked(event));
          points.addAll(scalars(event));
        }
      }
    }
    return points;
  }

  /** TensorFlow's mask: rotated right by 15 bits, plus a constant. */
  private static int masked(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    long crc = checksum.getValue();
    return (int) (((crc >>> 15) | (crc << 17)) + 0xa282ead8L);
  }

  private static List<String> scalars(byte[] event) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(event);
    long step = 0;
    List<String> found = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 2 -> step = in.readInt64();
        case 5 -> {
          CodedInputStream summary = in.readBytes().newCodedInput();
          summary.readTag();
          CodedInputStream value = summary.readBytes().newCodedInput();
          value.readTag();
          String name = value.readString();
          value.readTag();
          found.add("%s %d %s".formatted(name, step, value.readFloat()));
        }
        default -> in.skipField(tag);
      }
    }
    return found;
  }
}

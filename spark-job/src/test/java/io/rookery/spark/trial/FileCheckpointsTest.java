package io.rookery.spark.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.spark.data.ImageSet;
import io.rookery.spark.ledger.ObjectStore;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.TrainingSession;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCheckpointsTest {

  @TempDir private Path folder;
  private FileCheckpoints checkpoints;

  @BeforeEach
  void open() {
    checkpoints =
        FileCheckpoints.in(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
  }

  @Test
  void theNewestComesBackAndTwoAreKept() throws IOException {
    assertThat(checkpoints.latest("c1", 99)).isNull();
    for (int epoch = 1; epoch <= 12; epoch++) {
      checkpoints.save("c1", new At(epoch));
      age("epoch-%08d.ckpt".formatted(epoch), 60 * (13 - epoch));
    }
    assertThat(checkpoints.latest("c1", 99).readDouble()).isEqualTo(12);
    assertThat(checkpoints.latest("c1", 11.5).readDouble()).isEqualTo(11);
    assertThat(checkpoints.latest("c1", 10)).isNull();
    assertThat(files()).containsExactly("epoch-00000011.ckpt", "epoch-00000012.ckpt");
  }

  /** What the driver knows of is a second old, whatever the epochs take. */
  @Test
  void ofShortEpochsThoseOfTheLastSecondsAreKept() throws IOException {
    for (int epoch = 1; epoch <= 40; epoch++) {
      checkpoints.save("c1", new At(epoch));
      age("epoch-%08d.ckpt".formatted(epoch), -3_600); // recent, however slow this machine is
    }
    assertThat(checkpoints.latest("c1", 30).readDouble()).isEqualTo(30);
    assertThat(files()).as("but no more than").hasSize(16);
    for (int epoch = 25; epoch <= 36; epoch++) {
      age("epoch-%08d.ckpt".formatted(epoch), 4);
    }
    checkpoints.save("c1", new At(41));
    assertThat(checkpoints.latest("c1", 36)).isNull();
    assertThat(checkpoints.latest("c1", 37).readDouble()).isEqualTo(37);
  }

  private void age(String file, int seconds) throws IOException {
    Files.setLastModifiedTime(
        folder.resolve("c1").resolve(file), FileTime.from(Instant.now().minusSeconds(seconds)));
  }

  @Test
  void aDamagedOneGivesWayToTheOneBefore() throws IOException {
    checkpoints.save("c1", new At(1));
    checkpoints.save("c1", new At(2));
    Path newest = folder.resolve("c1/epoch-00000002.ckpt");
    byte[] bytes = Files.readAllBytes(newest);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      replace(newest, damaged);
      assertThat(checkpoints.latest("c1", 99).readDouble()).as("byte %d", i).isEqualTo(1);
    }
    replace(newest, java.util.Arrays.copyOf(bytes, 20));
    assertThat(checkpoints.latest("c1", 99).readDouble()).isEqualTo(1);
  }

  /** The file system's own checksum, which lies beside it, is noticed before ours is. */
  @Test
  void oneThatTheFileSystemFindsDamagedGivesWayToo() throws IOException {
    checkpoints.save("c1", new At(1));
    checkpoints.save("c1", new At(2));
    Path newest = folder.resolve("c1/epoch-00000002.ckpt");
    assertThat(newest.resolveSibling(".epoch-00000002.ckpt.crc")).exists();
    byte[] bytes = Files.readAllBytes(newest);
    for (int i = 0; i < bytes.length; i++) {
      byte[] damaged = bytes.clone();
      damaged[i] ^= 1;
      Files.write(newest, damaged);
      assertThat(checkpoints.latest("c1", 99).readDouble()).as("byte %d", i).isEqualTo(1);
      Files.write(newest, java.util.Arrays.copyOf(bytes, i));
      assertThat(checkpoints.latest("c1", 99).readDouble()).as("%d bytes", i).isEqualTo(1);
    }
  }

  @Test
  void whatADeadAttemptLeftHalfWrittenIsDeleted() throws IOException {
    checkpoints.save("c1", new At(1));
    Files.writeString(folder.resolve("c1/.dead.tmp"), "half");
    Files.writeString(folder.resolve("c1/.alive.tmp"), "half, of an attempt that still writes");
    age(".dead.tmp", 3_600);
    checkpoints.save("c1", new At(2));
    assertThat(files()).containsExactly(".alive.tmp", "epoch-00000001.ckpt", "epoch-00000002.ckpt");
  }

  @Test
  void savingAnEpochAgainReplacesIt() throws IOException {
    checkpoints.save("c1", new At(1));
    checkpoints.save("c1", new At(1));
    assertThat(files()).containsExactly("epoch-00000001.ckpt");
    checkpoints.forget("c1");
    assertThat(checkpoints.latest("c1", 99)).isNull();
  }

  /** Its rename neither replaces a file nor is one step; its streams publish what they hold. */
  @Test
  void anObjectStoreKeepsWhatItHasUntilTheNewOneIsWhole() throws IOException {
    FileCheckpoints there =
        FileCheckpoints.in(
            new org.apache.hadoop.fs.Path("s3a://" + folder), ObjectStore.configuration());
    there.save("c1", new At(1));
    there.save("c1", new At(1));
    there.save("c1", new At(2));
    assertThat(files()).containsExactly("epoch-00000001.ckpt", "epoch-00000002.ckpt");
    byte[] before = Files.readAllBytes(folder.resolve("c1/epoch-00000002.ckpt"));
    ObjectStore.fill();
    assertThatThrownBy(() -> there.save("c1", new At(2))).hasStackTraceContaining("No space left");
    assertThat(folder.resolve("c1/epoch-00000002.ckpt")).hasBinaryContent(before);
  }

  /** As a stranger would damage it: past the file system's own checksum. */
  private static void replace(Path file, byte[] bytes) throws IOException {
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
    Files.write(file, bytes);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("c1"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private record At(double epoch) implements TrainingSession {
    @Override
    public boolean complete() {
      return false;
    }

    @Override
    public Optional<EpochMetrics> next(BooleanSupplier cancelled) {
      return Optional.empty();
    }

    @Override
    public void save(DataOutput out) throws IOException {
      out.writeDouble(epoch);
    }

    @Override
    public double score(ImageSet.Split split) {
      return 0;
    }

    @Override
    public void close() {}
  }
}

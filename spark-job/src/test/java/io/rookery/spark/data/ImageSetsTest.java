package io.rookery.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Shape;
import io.rookery.spark.ExitCode;
import io.rookery.spark.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sets that Spark wrote, good and bad. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ImageSetsTest {

  private static final StructType SCHEMA =
      new StructType()
          .add(
              "image",
              new StructType()
                  .add("origin", DataTypes.StringType)
                  .add("height", DataTypes.IntegerType)
                  .add("width", DataTypes.IntegerType)
                  .add("nChannels", DataTypes.IntegerType)
                  .add("mode", DataTypes.IntegerType)
                  .add("data", DataTypes.BinaryType))
          .add("label", DataTypes.LongType)
          .add("split", DataTypes.StringType);

  private static SparkSession spark;

  private final Configuration hadoop = new Configuration();
  private final List<Row> rows = new ArrayList<>();
  @TempDir Path temporary;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Two images of each of two classes in each split, of 1 x 2 pixels in three colours. */
  @BeforeEach
  void goodRows() {
    for (String split : ImageSets.SPLITS) {
      for (int i = 0; i < 4; i++) {
        rows.add(row(split + i, new byte[] {1, 2, 3, (byte) i, 5, 6}, (long) i % 2, split));
      }
    }
  }

  private static Row row(String origin, byte[] data, Long label, String split) {
    return RowFactory.create(RowFactory.create(origin, 1, 2, 3, 16, data), label, split);
  }

  @Test
  void whatSparkWroteIsRead() {
    write(frame());
    ImageSet set = load();
    assertThat(set.name()).isEqualTo("set");
    assertThat(set.shape()).isEqualTo(new Shape(3, 1, 2));
    assertThat(set.classes()).containsExactly("0", "1");
    assertThat(set.train().labels()).containsExactly(0, 1, 0, 1);
    assertThat(set.train().pixels())
        .as("blue, green, red to planes of red, green, blue")
        .startsWith(3, 6, 2, 5, 1, 0, 3, 6, 2, 5, 1, 1);
  }

  @Test
  void foldersMayNameTheSplitAndAFileTheClasses() throws IOException {
    frame().write().partitionBy("split").parquet(path().toString());
    Files.writeString(path().resolve("classes.txt"), "cat\ndog\n");
    ImageSet set = load();
    assertThat(set.classes()).containsExactly("cat", "dog");
    assertThat(set.valid().size()).isEqualTo(4);
  }

  @Test
  void theOrderOfRowsAndFilesMakesNoDifference() {
    write(frame());
    String fingerprint = load().fingerprint();
    spark
        .createDataFrame(rows, SCHEMA)
        .repartition(3)
        .write()
        .mode("overwrite")
        .parquet(path().toString());
    assertThat(load().fingerprint()).isEqualTo(fingerprint);
  }

  @Test
  void otherColumnsAreNotInTheWay() {
    write(frame().selectExpr("'x' as more", "split", "label", "image", "array(1) as list"));
    assertThat(load().train().size()).isEqualTo(4);
  }

  @Test
  void aMissingPathIsRefused() {
    refused("there is no such file or folder", "set");
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertThatThrownBy(() -> ImageSets.load(hadoop, "nowhere://host/images"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> ImageSets.load(hadoop, "s3a:"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("s3a:");
  }

  @Test
  void anEmptyFolderIsRefused() throws IOException {
    Files.createDirectories(path());
    refused("holds no .parquet file");
  }

  @Test
  void missingColumnsAreRefused() {
    write(frame().drop("label"));
    refused("has no column 'label'; found [image, split]", "docs/data.md");
    write(frame().drop("split"));
    refused("has no column 'split'");
    write(
        frame()
            .selectExpr(
                "struct(image.height, image.width, image.data) as image", "label", "split"));
    refused("has no column 'image.nChannels'");
  }

  @Test
  void wrongTypesAreRefused() {
    write(frame().selectExpr("image", "string(label) as label", "split"));
    refused("column 'label' must be of type [INT32, INT64]");
    write(frame().selectExpr("image.data as image", "label", "split"));
    refused("column 'image' is", "must be a struct");
    write(frame().selectExpr("image", "label", "array(split) as split"));
    refused("column 'split' must be of type [BINARY]");
  }

  @Test
  void labelsOutOfRangeOrWithGapsAreRefused() throws IOException {
    rows.add(row("bad", new byte[6], -1L, "train"));
    write(frame());
    refused("row 12", "label -1 is out of range");
    rows.set(12, row("bad", new byte[6], 1L << 40, "train"));
    write(frame());
    refused("label 1099511627776 is out of range");
    rows.set(12, row("bad", new byte[6], 3L, "train"));
    write(frame());
    refused("split 'train' has no image of class '2', label 2");
    Files.writeString(path().resolve("classes.txt"), "cat\ndog\n");
    refused("label 3 is out of range: the data names 2 classes, labels are 0 to 1");
  }

  @Test
  void oneClassIsRefused() {
    rows.clear();
    ImageSets.SPLITS.forEach(split -> rows.add(row(split, new byte[6], 0L, split)));
    write(frame());
    refused("needs at least 2 classes");
  }

  @Test
  void anEmptySplitIsRefused() {
    write(frame().where("split <> 'valid'"));
    refused("split 'valid' is empty");
  }

  @Test
  void anUnknownSplitIsRefused() {
    rows.add(row("bad", new byte[6], 1L, "validation"));
    write(frame());
    refused("row 12", "split 'validation'; splits are [train, valid, test]");
  }

  @Test
  void imagesOfDifferentSizesAreRefused() {
    rows.add(RowFactory.create(RowFactory.create("wide", 1, 3, 3, 16, new byte[9]), 0L, "train"));
    write(frame());
    refused("images must be of one size", "wide is");
    rows.set(
        12, RowFactory.create(RowFactory.create("wide", 1, 3, 3, 16, new byte[9]), 0L, "test"));
    write(frame());
    refused("images must be of one size");
  }

  @Test
  void dataThatDoesNotFillItsImageIsRefused() {
    rows.add(row("short", new byte[5], 0L, "train"));
    write(frame());
    refused("row 12", "1 x 2 with 3 channels, one byte each, cannot have 5 bytes");
    rows.set(
        12,
        RowFactory.create(
            RowFactory.create("huge", 1 << 30, 1 << 30, 1 << 30, 16, new byte[0]), 0L, "train"));
    write(frame());
    refused("row 12", "cannot have 0 bytes");
  }

  @Test
  void nullsAreRefused() {
    rows.add(RowFactory.create(null, 0L, "train"));
    write(frame());
    refused("row 12: column 'image' is null");
    rows.set(12, row("bad", null, 0L, "train"));
    write(frame());
    refused("row 12: column 'data' is null");
    rows.set(12, row("bad", new byte[6], null, "train"));
    write(frame());
    refused("row 12: column 'label' is null");
    rows.set(12, row("bad", new byte[6], 0L, null));
    write(frame());
    refused("row 12: column 'split' is null");
  }

  @Test
  void filesThatNameOtherClassesAreRefused() throws IOException {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(path().toUri());
    List<Picture> pictures = List.of(new Picture("a", 0, new Shape(1, 1, 1), new byte[1]));
    ImageParquet.write(
        hadoop,
        new org.apache.hadoop.fs.Path(folder, "a.parquet"),
        List.of("x", "y"),
        pictures,
        "train");
    ImageParquet.write(
        hadoop,
        new org.apache.hadoop.fs.Path(folder, "b.parquet"),
        List.of("x", "z"),
        pictures,
        "valid");
    refused("b.parquet names other classes", "[x, z], [x, y]");
  }

  /** Whatever bytes are there: an image set, or a refusal that names the file. */
  @Test
  void damagedFilesAreRefusedAndNothingElseHappens() throws IOException {
    write(frame());
    Path file = parquetFile();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      Files.write(file, i % 4 == 0 ? truncated(whole, random) : scratched(whole, random));
      try {
        load();
      } catch (Refusal e) {
        assertThat(e.exitCode()).isEqualTo(ExitCode.PREFLIGHT);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  private static byte[] truncated(byte[] whole, Random random) {
    return java.util.Arrays.copyOf(whole, random.nextInt(whole.length));
  }

  private static byte[] scratched(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Without the checksum file that a local Hadoop would notice the damage by. */
  private Path parquetFile() throws IOException {
    try (var files = Files.list(path())) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".crc")) {
          Files.delete(file);
        }
      }
    }
    try (var files = Files.list(path())) {
      return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
  }

  private void refused(String... words) {
    assertThatThrownBy(this::load).isInstanceOf(Refusal.class).hasMessageContainingAll(words);
  }

  private Dataset<Row> frame() {
    return spark.createDataFrame(rows, SCHEMA).coalesce(1);
  }

  private void write(Dataset<Row> frame) {
    frame.write().mode("overwrite").parquet(path().toString());
  }

  private ImageSet load() {
    return ImageSets.load(hadoop, path().toString());
  }

  private Path path() {
    return temporary.resolve("set");
  }
}

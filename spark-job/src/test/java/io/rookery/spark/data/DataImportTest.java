package io.rookery.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.nas.Shape;
import io.rookery.spark.Refusal;
import io.rookery.spark.data.DataImport.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class DataImportTest {

  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;
  private static SparkSession spark;

  private final Configuration hadoop = new Configuration();
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

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void idxFilesPlainAndPacked(boolean gzip) throws IOException {
    PublishedFiles.idx(temporary.resolve("idx"), 60, 20, 4, gzip);
    String said = importing(Format.IDX, "idx", 0, 12, 0, List.of());
    assertThat(said)
        .contains("48 training, 12 validation and 20 test images")
        .contains("4 classes");
    ImageSet set = load();
    assertThat(set.shape()).isEqualTo(new Shape(1, 2, 3));
    assertThat(set.classes()).containsExactly("0", "1", "2", "3");
    assertThat(histogram(set.valid(), 4)).containsExactly(3, 3, 3, 3);
    assertThat(histogram(set.train(), 4)).containsExactly(12, 12, 12, 12);
    assertThat(Arrays.copyOf(set.test().pixels(), 12))
        .containsExactly(0, 0, 10, 20, 30, -56, 1, 0, 10, 20, 30, -56);
    assertThat(set.test().labels()).startsWith(0, 1, 2, 3, 0);
  }

  @Test
  void cifarFilesOfSeveralBatchesKeepTheirPlanes() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("cifar"));
    for (int batch = 1; batch <= 5; batch++) {
      PublishedFiles.write(
          folder.resolve("data_batch_" + batch + ".bin"), PublishedFiles.cifar(20, 1, 10), false);
    }
    PublishedFiles.write(
        folder.resolve("test_batch.bin.gz"), PublishedFiles.cifar(10, 1, 10), true);
    importing(Format.CIFAR10, "cifar", 50, 20, 0, List.of());
    ImageSet set = load();
    assertThat(set.shape()).isEqualTo(new Shape(3, 32, 32));
    assertThat(set.classes()).startsWith("airplane", "automobile").hasSize(10);
    assertThat(set.train().size()).isEqualTo(50);
    byte[] test = set.test().pixels();
    assertThat(List.of(test[1], test[1_024 + 1], test[2_048 + 1]))
        .as("red, green and blue")
        .containsExactly((byte) 1, (byte) 2, (byte) 3);
  }

  @Test
  void cifar100HasTheNamesThatLieBesideIt() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("cifar"));
    PublishedFiles.write(folder.resolve("train.bin"), PublishedFiles.cifar(300, 2, 100), false);
    PublishedFiles.write(folder.resolve("test.bin"), PublishedFiles.cifar(100, 2, 100), false);
    importing(Format.CIFAR100, "cifar", 0, 100, 0, List.of());
    assertThat(load().classes()).hasSize(100).startsWith("fine-0");
    Files.writeString(folder.resolve("fine_label_names.txt"), "apple\n" + "other\n".repeat(99));
    DataImport.run(spark, plan(Format.CIFAR100, "cifar", "named", 0, 100, 0, List.of()));
    assertThat(ImageSets.load(hadoop, temporary.resolve("named").toString()).classes())
        .startsWith("apple", "other");
  }

  @Test
  void realCifarImages() throws IOException {
    Path images = Path.of(System.getProperty("rookery.shared"), "images");
    assumeTrue(Files.isDirectory(images), "needs the shared images");
    DataImport.run(
        spark,
        new DataImport.Plan(
            Format.CIFAR10,
            path(images),
            path(temporary.resolve("out")),
            0,
            1_000,
            0,
            1,
            List.of()));
    ImageSet set = load();
    assertThat(set.train().size()).isEqualTo(9_000);
    assertThat(set.test().size()).isEqualTo(2_000);
    assertThat(histogram(set.valid(), 10)).containsOnly(100);
  }

  @Test
  void aFolderOfClasses() throws IOException {
    Pngs.write(temporary.resolve("pictures/blue"), 20, BLUE, 4, 5);
    Pngs.write(temporary.resolve("pictures/red"), 10, RED, 4, 5);
    importing(Format.FOLDER, "pictures", 0, 6, 0, List.of());
    ImageSet set = load();
    assertThat(set.shape()).isEqualTo(new Shape(3, 4, 5));
    assertThat(set.classes()).containsExactly("blue", "red");
    assertThat(histogram(set.test(), 2)).as("a fifth of each class").containsExactly(4, 2);
    assertThat(histogram(set.valid(), 2)).as("in proportion").containsExactly(4, 2);
    assertThat(histogram(set.train(), 2)).containsExactly(12, 6);
    int last = set.train().size() - 1;
    int area = 20;
    assertThat(set.train().labels()[last]).isEqualTo(1);
    assertThat(set.train().pixels()[last * 3 * area + 1]).as("red").isEqualTo((byte) 255);
    assertThat(set.train().pixels()[last * 3 * area + 2 * area + 1]).as("blue").isZero();
  }

  @Test
  void aFolderWithItsOwnTestImagesWhereverItLies() throws IOException {
    for (String split : List.of("train", "test")) {
      Pngs.write(temporary.resolve("one/" + split + "/blue"), 8, BLUE, 4, 4);
      Pngs.write(temporary.resolve("one/" + split + "/red"), 8, RED, 4, 4);
    }
    copy(temporary.resolve("one"), temporary.resolve("other place"));
    importing(Format.FOLDER, "one", 0, 4, 0, List.of("sea", "blood"));
    DataImport.run(spark, plan(Format.FOLDER, "other place", "moved", 0, 4, 0, List.of()));
    ImageSet moved = ImageSets.load(hadoop, temporary.resolve("moved").toString());
    assertThat(moved.fingerprint()).isEqualTo(load().fingerprint());
    assertThat(load().classes()).containsExactly("sea", "blood");
    assertThat(load().test().size()).isEqualTo(16);
  }

  @Test
  void anotherSeedChoosesOtherImages() throws IOException {
    PublishedFiles.idx(temporary.resolve("idx"), 200, 20, 4, false);
    importing(Format.IDX, "idx", 0, 40, 0, List.of());
    DataImport.run(
        spark,
        new DataImport.Plan(
            Format.IDX,
            path(temporary.resolve("idx")),
            path(temporary.resolve("again")),
            0,
            40,
            0,
            2,
            List.of()));
    assertThat(ImageSets.load(hadoop, temporary.resolve("again").toString()).valid().pixels())
        .isNotEqualTo(load().valid().pixels());
  }

  @Test
  void imagesOfDifferentSizesAreRefused() throws IOException {
    Pngs.write(temporary.resolve("in/blue"), 4, BLUE, 4, 4);
    Pngs.write(temporary.resolve("in/red"), 4, RED, 4, 5);
    refused(Format.FOLDER, 0, 2, 0, "images must be of one size", "red/", "Resize");
  }

  @Test
  void aFileThatIsNoImageIsRefused() throws IOException {
    Pngs.write(temporary.resolve("in/blue"), 4, BLUE, 4, 4);
    Pngs.write(temporary.resolve("in/red"), 4, RED, 4, 4);
    Files.writeString(temporary.resolve("in/red/notes.txt"), "no image");
    refused(Format.FOLDER, 0, 2, 0, "notes.txt is no image");
  }

  @Test
  void aFolderOfOneClassIsRefused() throws IOException {
    Pngs.write(temporary.resolve("in/blue"), 4, BLUE, 4, 4);
    refused(Format.FOLDER, 0, 2, 0, "one subfolder a class", "[blue]");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.createDirectories(temporary.resolve("in"));
    refused(Format.IDX, 0, 2, 0, "train-images-idx3-ubyte", "plain or .gz");
    refused(Format.CIFAR10, 0, 2, 0, "data_batch_1.bin");
    refused(Format.CIFAR100, 0, 2, 0, "train.bin");
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    Path in = temporary.resolve("in");
    PublishedFiles.idx(in, 8, 4, 2, false);
    Path images = in.resolve("train-images-idx3-ubyte");
    byte[] whole = Files.readAllBytes(images);
    Files.write(images, Arrays.copyOf(whole, 40));
    refused(Format.IDX, 0, 2, 0, "has 40 bytes where the header", "asks for 64");
    byte[] negative = whole.clone();
    negative[8] = (byte) 0x80;
    Files.write(images, negative);
    refused(Format.IDX, 0, 2, 0, "says that it holds 8 images of -");
    Files.write(images, new byte[] {1, 2, 3});
    refused(Format.IDX, 0, 2, 0, "is no IDX file of images");
    Files.delete(images);
    Files.write(in.resolve("train-images-idx3-ubyte.gz"), whole);
    refused(Format.IDX, 0, 2, 0, "train-images-idx3-ubyte.gz cannot be read");
    Files.write(in.resolve("train.bin"), new byte[3_000]);
    Files.write(in.resolve("test.bin"), PublishedFiles.cifar(10, 1, 10));
    refused(Format.CIFAR10, 0, 2, 0, "3,000 bytes of train images", "3,073 bytes");
    Files.write(in.resolve("train.bin"), PublishedFiles.cifar(20, 1, 20));
    refused(Format.CIFAR10, 0, 2, 0, "train image 10 has label 10; labels are 0 to 9");
  }

  @Test
  void moreImagesThanThereAreAreRefused() throws IOException {
    PublishedFiles.idx(temporary.resolve("in"), 8, 4, 2, false);
    refused(Format.IDX, 0, 9, 0, "9 validation images were asked for, 8 are left");
    refused(Format.IDX, 7, 2, 0, "7 training images were asked for, 6 are left");
    refused(Format.IDX, 0, 2, 5, "5 test images were asked for, 4 are left");
    refused(Format.IDX, 0, 8, 0, "1 training images were asked for, 0 are left");
  }

  @Test
  void theWrongNumberOfNamesIsRefused() throws IOException {
    PublishedFiles.idx(temporary.resolve("in"), 8, 4, 2, false);
    assertThatThrownBy(() -> importing(Format.IDX, "in", 0, 2, 0, List.of("a", "b", "c")))
        .isInstanceOf(Refusal.class)
        .hasMessage("3 classes were named, the images have 2");
  }

  @Test
  void aFolderThatIsThereIsLeftAlone() throws IOException {
    PublishedFiles.idx(temporary.resolve("in"), 8, 4, 2, false);
    Path out = Files.createDirectories(temporary.resolve("out"));
    assertThatThrownBy(() -> importing(Format.IDX, "in", 0, 2, 0, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("exists already; name a new folder");
    assertThat(out).isEmptyDirectory();
  }

  private void refused(Format format, int train, int valid, int test, String... words) {
    assertThatThrownBy(() -> importing(format, "in", train, valid, test, List.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(words);
    assertThat(temporary).isDirectoryNotContaining(file -> file.toString().contains("out"));
  }

  private String importing(
      Format format, String from, int train, int valid, int test, List<String> classes) {
    return DataImport.run(spark, plan(format, from, "out", train, valid, test, classes));
  }

  private DataImport.Plan plan(
      Format format, String from, String to, int train, int valid, int test, List<String> classes) {
    return new DataImport.Plan(
        format,
        path(temporary.resolve(from)),
        path(temporary.resolve(to)),
        train,
        valid,
        test,
        1,
        classes);
  }

  private ImageSet load() {
    return ImageSets.load(hadoop, temporary.resolve("out").toString());
  }

  private static int[] histogram(ImageSet.Split split, int classes) {
    int[] counts = new int[classes];
    Arrays.stream(split.labels()).forEach(label -> counts[label]++);
    return counts;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static org.apache.hadoop.fs.Path path(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}

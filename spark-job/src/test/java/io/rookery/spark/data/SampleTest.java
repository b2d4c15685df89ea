package io.rookery.spark.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.rookery.nas.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The Fashion-MNIST sample that is shipped. */
@Timeout(120)
class SampleTest {

  /** Where Debian's package dataset-fashion-mnist puts the publisher's files. */
  private static final Path IDX =
      Path.of(System.getProperty("rookery.fashion-mnist", "/usr/share/datasets/fashion-mnist"));

  private static final List<String> CLASSES =
      List.of(
          "T-shirt/top",
          "Trouser",
          "Pullover",
          "Dress",
          "Coat",
          "Sandal",
          "Shirt",
          "Sneaker",
          "Bag",
          "Ankle boot");

  private final Configuration hadoop = new Configuration();

  @Test
  void isBalancedAndOfTheSizesThatItsNoteNames() {
    ImageSet sample = ImageSets.load(hadoop, "");
    assertThat(sample.shape()).isEqualTo(new Shape(1, 28, 28));
    assertThat(sample.classes()).isEqualTo(CLASSES);
    requireBalanced(sample.train(), 400);
    requireBalanced(sample.valid(), 100);
    requireBalanced(sample.test(), 100);
  }

  private static void requireBalanced(ImageSet.Split split, int each) {
    assertThat(Arrays.stream(split.labels()).boxed().collect(Collectors.groupingBy(l -> l)))
        .hasSize(10)
        .allSatisfy((label, labels) -> assertThat(labels).hasSize(each));
  }

  @Test
  void isTheSetThatPublishedResultsSpeakOf() {
    assertThat(ImageSets.load(hadoop, "").fingerprint())
        .isEqualTo("d3844a8e0dbc5becf372d066877f694a39b9008f8c8447327bb9dee0ef58e7d3");
  }

  @Test
  void noImageIsInTwoSplits() {
    ImageSet sample = ImageSets.load(hadoop, "");
    Set<ByteBuffer> seen = new HashSet<>();
    int images = 0;
    for (ImageSet.Split split : List.of(sample.train(), sample.valid(), sample.test())) {
      Set<ByteBuffer> here = new HashSet<>();
      for (int i = 0; i < split.size(); i++) {
        here.add(ByteBuffer.wrap(split.pixels(), i * 784, 784).slice());
      }
      images += here.size();
      seen.addAll(here);
    }
    assertThat(seen).hasSize(images);
  }

  @Test
  void importingThePublishersFilesAgainGivesTheSameSet(@TempDir Path temporary) {
    assumeTrue(Files.isDirectory(IDX), "needs Debian's package dataset-fashion-mnist");
    Path again = temporary.resolve("again");
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    DataImport.run(
        spark,
        new DataImport.Plan(
            DataImport.Format.IDX,
            hadoopPath(IDX),
            hadoopPath(again),
            4_000,
            1_000,
            1_000,
            1,
            CLASSES));
    spark.stop();
    assertThat(ImageSets.load(hadoop, again.toString()).fingerprint())
        .isEqualTo(ImageSets.load(hadoop, "").fingerprint());
  }

  private static org.apache.hadoop.fs.Path hadoopPath(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}

package io.rookery.spark.search;

import io.rookery.nas.Shape;
import io.rookery.spark.config.Layers;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Sessions and settings for tests. */
final class SparkTest {

  private SparkTest() {}

  static SparkSession session(int cores, boolean plugin) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[" + cores + "]")
            .config("spark.ui.enabled", false)
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.executor.heartbeatInterval", "1s");
    if (plugin) {
      builder.config("spark.plugins", "io.rookery.spark.RookeryPlugin");
    }
    return builder.getOrCreate();
  }

  static Settings settings(Map<String, Object> values) {
    Layers layers = new Layers();
    values.forEach((key, value) -> layers.option(key, value.toString(), "test"));
    return layers.settings();
  }

  /** Ten images of each split. */
  static ImageSet images() {
    ImageSet.Split split =
        new ImageSet.Split(new byte[10 * 8 * 8], IntStream.range(0, 10).toArray());
    List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new ImageSet("test", "0", new Shape(1, 8, 8), classes, split, split, split);
  }

  /** The first images of each split. */
  static ImageSet head(ImageSet all, int train, int valid, int test) {
    int size = (int) all.shape().size();
    return new ImageSet(
        "subset",
        "subset",
        all.shape(),
        all.classes(),
        head(all.train(), train, size),
        head(all.valid(), valid, size),
        head(all.test(), test, size));
  }

  private static ImageSet.Split head(ImageSet.Split split, int count, int size) {
    return new ImageSet.Split(
        Arrays.copyOf(split.pixels(), count * size), Arrays.copyOf(split.labels(), count));
  }
}

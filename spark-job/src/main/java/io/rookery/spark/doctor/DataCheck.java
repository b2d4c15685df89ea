package io.rookery.spark.doctor;

import io.rookery.spark.Refusal;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import org.apache.spark.sql.SparkSession;

/** Whether the driver can read the images, and hold them. */
final class DataCheck {

  private DataCheck() {}

  static Finding of(SparkSession spark, Settings settings) {
    String asked =
        settings.dataPath().isEmpty() ? "the shipped sample" : "images at " + settings.dataPath();
    try {
      return sized(asked, ImageSets.load(spark, settings.dataPath()));
    } catch (Refusal e) {
      return Finding.fail(
          "data", asked, String.valueOf(e.getMessage()), "docs/data.md says how they must be");
    } catch (OutOfMemoryError e) {
      return Finding.fail(
          "data", asked, "more than fits the driver", "--conf spark.driver.memory=…");
    }
  }

  private static Finding sized(String asked, ImageSet images) {
    long count = (long) images.train().size() + images.valid().size() + images.test().size();
    String found =
        "%,d images of %s in %d classes".formatted(count, images.shape(), images.classes().size());
    // While it is broadcast it is in memory twice, whole and serialized.
    long bytes = count * images.shape().size();
    long heap = Runtime.getRuntime().maxMemory();
    return bytes * 3 > heap
        ? Finding.warn(
            "data",
            asked,
            "%s: %d MiB, and a driver of %d MiB".formatted(found, bytes >> 20, heap >> 20),
            "--conf spark.driver.memory=%dm".formatted((bytes * 4 >> 20) + 1024))
        : Finding.ok("data", asked, found);
  }
}

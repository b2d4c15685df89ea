package io.rookery.spark.search;

import io.rookery.nas.Candidate;
import io.rookery.nas.SearchStrategy;
import io.rookery.predictor.Metric;
import io.rookery.spark.config.Settings;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.data.ImageSets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * What a search would do: its settings with their origins, and its first candidates; nothing is
 * trained or written.
 *
 * @param effective every key with its value and where it comes from
 * @param slots trainings at once, and why
 * @param candidates the first ones
 */
public record Preview(Map<String, String> effective, String slots, List<Candidate> candidates) {

  private static final int SHOWN = 5;

  /**
   * @param waiting told what is waited for
   */
  public static Preview of(SparkSession spark, Settings settings, Consumer<String> waiting)
      throws InterruptedException {
    ImageSet images = ImageSets.load(spark, settings.dataPath());
    SearchStrategy strategy = settings.strategy(settings.space(images.problem()), Metric.ACCURACY);
    return new Preview(
        settings.effective(),
        Sites.cluster(spark.sparkContext(), settings)
            .await(settings.cluster().patience(), waiting)
            .reason(),
        strategy.ask(SHOWN));
  }

  /** For a person. */
  public String text() {
    StringBuilder text = new StringBuilder();
    effective.forEach((key, value) -> text.append("%s = %s%n".formatted(key, value)));
    text.append("%n%s%n%nfirst candidates:%n".formatted(slots));
    for (Candidate candidate : candidates) {
      text.append("%s  %s%n".formatted(candidate.id(), candidate.genome()));
      text.append(
          candidate.architecture() == null
              ? "       invalid: %s%n".formatted(candidate.invalid())
              : "       %,d parameters, %,d multiply-adds%n"
                  .formatted(
                      candidate.architecture().parameters(),
                      candidate.architecture().multiplyAdds()));
    }
    return text.toString().stripTrailing();
  }
}

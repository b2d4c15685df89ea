package io.rookery.spark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rookery.nas.Architecture;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.Shape;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.predictor.Metric;
import io.rookery.predictor.replay.BrokenCurvesException;
import io.rookery.predictor.replay.CurveSet;
import io.rookery.spark.curves.CurveFiles;
import io.rookery.spark.train.ArchitectureJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search's folder as recorded curves. */
class SearchCurvesTest {

  private final Configuration conf = new Configuration();

  @TempDir java.nio.file.Path temporary;

  @Test
  void haveTheScalarsOfTheirArchitectures() throws IOException {
    Architecture architecture = architecture();
    writeSearch(architecture);
    for (String location : List.of("", "/epochs")) {
      CurveSet set = CurveFiles.read(conf, temporary + "/search" + location, Metric.ACCURACY);
      assertThat(set.curves()).hasSize(1);
      assertThat(set.curves().get(0).scalars()).isEqualTo(architecture.scalars());
      assertThat(set.curves().get(0).points().size()).isEqualTo(3);
      assertThat(set.curves().get(0).seconds()).containsExactly(1.25, 1.25, 1.25);
    }
  }

  @Test
  void areRefusedWhereATableHasHoles() throws IOException {
    writeSearch(architecture());
    try (Stream<java.nio.file.Path> files = Files.list(temporary.resolve("search/epochs"))) {
      Files.writeString(files.findFirst().orElseThrow(), "no Parquet");
    }
    assertThatThrownBy(() -> CurveFiles.read(conf, temporary + "/search", Metric.ACCURACY))
        .isInstanceOf(BrokenCurvesException.class)
        .hasMessageContaining("epochs");
  }

  private void writeSearch(Architecture architecture) throws IOException {
    CandidateRow row = Rows.candidate(0);
    CandidateRow candidate =
        new CandidateRow(
            row.searchId(),
            row.candidateId(),
            0,
            List.of(),
            row.strategy(),
            row.space(),
            row.genome(),
            ArchitectureJson.write(architecture),
            architecture.parameters(),
            architecture.multiplyAdds(),
            1,
            row.askedAt());
    Path folder = new Path(temporary.resolve("search").toUri());
    try (Ledger ledger = Ledger.create(conf, folder, Rows.SEARCH, Map.of())) {
      ledger.add(candidate);
      for (int epoch = 1; epoch <= 3; epoch++) {
        ledger.add(Rows.epoch(0, epoch));
      }
    }
  }

  private static Architecture architecture() {
    return sample(Spaces.named("nsga-net-macro"));
  }

  private static <S extends Record> Architecture sample(SpaceProvider<S> provider) {
    SearchSpace<?> space =
        provider.create(provider.defaults(), new Problem(new Shape(1, 28, 28), 10));
    return sampled(space);
  }

  private static <G> Architecture sampled(SearchSpace<G> space) {
    return space.decode(space.sample(new java.util.SplittableRandom(1)));
  }
}

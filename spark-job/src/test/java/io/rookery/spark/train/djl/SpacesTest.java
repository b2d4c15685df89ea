package io.rookery.spark.train.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Architecture;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SpaceProvider;
import io.rookery.nas.Spaces;
import io.rookery.spark.data.ImageSet;
import io.rookery.spark.train.Device;
import io.rookery.spark.train.EpochMetrics;
import io.rookery.spark.train.Pictures;
import io.rookery.spark.train.TrainingPlan;
import io.rookery.spark.train.TrainingSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of every space, with its default settings, are built and trained. */
class SpacesTest {

  private static final int NETWORKS = 4;

  private static final ImageSet FEW = Pictures.of(Plans.IMAGE, Plans.CLASSES, 12, 4);

  static List<SpaceProvider<?>> spaces() {
    return Spaces.all();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void theNetworksOfASpaceLearn(SpaceProvider<?> provider) throws IOException {
    List<Architecture> networks = networks(space(provider));
    assertThat(networks).hasSize(NETWORKS);
    for (Architecture network : networks) {
      TrainingPlan plan = new TrainingPlan(network, Plans.settings(1, 1, Plans.SGD), 5);
      try (TrainingSession session = new DjlTrainer().open(plan, "few", FEW, Device.CPU, null)) {
        Learner learner = ((DjlSession) session).learner();
        assertThat(Torch.run(false, learner::arrays).get(0))
            .as("parameters")
            .hasSize((int) network.parameters());
        EpochMetrics metrics = session.next(() -> false).orElseThrow();
        assertThat(metrics.epoch()).isEqualTo(1);
        assertThat(metrics.trainLoss()).isNotNaN();
      }
    }
    assertThat(DeviceImages.held()).isZero();
  }

  private static <S extends Record> SearchSpace<?> space(SpaceProvider<S> provider) {
    return provider.create(provider.defaults(), new Problem(Plans.IMAGE, Plans.CLASSES));
  }

  /** First ones, and mutants of them. */
  private static <G> List<Architecture> networks(SearchSpace<G> space) {
    SplittableRandom random = new SplittableRandom(3);
    return Stream.generate(() -> space.sample(random))
        .limit(100)
        .flatMap(genome -> Stream.of(genome, space.mutate(genome, random)))
        .flatMap(genome -> decoded(space, genome).stream())
        .limit(NETWORKS)
        .toList();
  }

  private static <G> Optional<Architecture> decoded(SearchSpace<G> space, G genome) {
    try {
      return Optional.of(space.decode(genome));
    } catch (InvalidArchitecture e) {
      return Optional.empty();
    }
  }
}

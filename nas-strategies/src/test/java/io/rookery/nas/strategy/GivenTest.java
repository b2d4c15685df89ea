package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rookery.nas.Candidate;
import io.rookery.nas.Evaluation.Measured;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.testkit.BitSpace;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class GivenTest {

  private static final SearchSpace<?> SPACE = new BitSpace(20);

  private static SearchStrategy given(List<String> genomes) {
    return new GivenProvider().create(new GivenProvider.Settings(genomes), SPACE, true, 1);
  }

  private static <G> String drawn(SearchSpace<G> space, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return space.write(space.sample(random));
  }

  @Test
  void asksForWhatItWasGivenInThatOrderAndForNothingMore() {
    List<String> genomes = List.of(drawn(SPACE, 1), drawn(SPACE, 2), drawn(SPACE, 1));
    SearchStrategy strategy = given(genomes);
    List<Candidate> first = strategy.ask(2);
    strategy.tell(new Measured(first.get(1).id(), 50, 1));
    List<Candidate> second = strategy.ask(2);

    assertThat(first).extracting(Candidate::genome).isEqualTo(genomes.subList(0, 2));
    assertThat(second).extracting(Candidate::genome).isEqualTo(genomes.subList(2, 3));
    assertThat(second).extracting(Candidate::sequence).containsExactly(2L);
    assertThat(strategy.ask(5)).isEmpty();
  }

  @Test
  void refusesNoneAndWhatIsNoGenome() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given(List.of()))
        .withMessageContaining("names no network");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given(List.of("no genome")))
        .withMessageContaining("'no genome' is no genome of the space");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> given(List.of(drawn(SPACE, 1))).tell(new Measured("c9", 1, 1)));
  }
}

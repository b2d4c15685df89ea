package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.Problem;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.Shape;
import io.rookery.nas.StrategyProvider;
import io.rookery.nas.space.MorphProvider;
import io.rookery.nas.testkit.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strategies on the space whose mutants begin with their parent's weights. */
class InheritanceTest {

  private final SearchSpace<?> space =
      new MorphProvider()
          .create(new MorphProvider().defaults(), new Problem(new Shape(1, 28, 28), 10));

  static Stream<Object[]> strategies() {
    PredictedFitness any = PredictedFitness.AS_MEASURED;
    return Stream.of(
        new Object[] {
          new RegularizedEvolutionProvider(), new RegularizedEvolutionProvider.Settings(6, 3, any)
        },
        new Object[] {new MenndlProvider(), new MenndlProvider.Settings(6, 3, 0.7, any)},
        new Object[] {new DenserProvider(), new DenserProvider.Settings(4, 0, 1, false, any)},
        new Object[] {new LocalSearchProvider(), new LocalSearchProvider.Settings(3, 8, any)});
  }

  private <S extends Record> SearchStrategy create(StrategyProvider<S> provider, Record settings) {
    @SuppressWarnings("unchecked") // Pairs above belong together.
    S own = (S) settings;
    return provider.create(own, space, true, 1);
  }

  private static double fitness(Candidate candidate) {
    return Optional.ofNullable(candidate.architecture())
        .map(network -> Math.log((double) network.parameters()))
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyMutantBeginsWithTheWeightsOfItsParent(StrategyProvider<?> provider, Record settings) {
    History history = History.of(create(provider, settings), InheritanceTest::fitness, 30, 3);
    Map<String, Candidate> earlier = new HashMap<>();
    int heirs = 0;
    for (Candidate candidate : history.candidates()) {
      if (candidate.inheritance() != null) {
        heirs++;
        assertThat(candidate.parents()).contains(candidate.inheritsFrom());
        assertFollows(earlier.get(candidate.inheritsFrom()), candidate);
      }
      earlier.put(candidate.id(), candidate);
    }
    assertThat(heirs).isGreaterThan(10);
    for (int cut : List.of(0, history.length() / 2)) {
      history.replay(create(provider, settings), cut);
    }
  }

  private void assertFollows(Candidate parent, Candidate child) {
    assertThat(child.genome()).startsWith(parent.genome() + " / ");
    assertThat(child.inheritance().nodes()).hasSize(child.architecture().nodes().size());
  }
}

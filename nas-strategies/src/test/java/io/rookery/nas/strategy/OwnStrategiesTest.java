package io.rookery.nas.strategy;

import static io.rookery.nas.strategy.PredictedFitness.AS_MEASURED;
import static io.rookery.nas.strategy.PredictedFitness.DISCOUNTED;
import static io.rookery.nas.strategy.PredictedFitness.IGNORE_UNTIL_MEASURED;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import io.rookery.nas.testkit.SearchStrategyKit;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Every strategy in each of its forms, through the kit. */
class OwnStrategiesTest {

  abstract static class Kit<S extends Record> extends SearchStrategyKit {

    private final StrategyProvider<S> provider;
    private final S settings;

    Kit(StrategyProvider<S> provider, S settings) {
      this.provider = provider;
      this.settings = settings;
    }

    @Override
    protected SearchStrategy strategy(SearchSpace<?> space, boolean maximize, long seed) {
      return provider.create(settings, space, maximize, seed);
    }
  }

  @Nested
  class Random extends Kit<RandomSearchProvider.Settings> {
    Random() {
      super(new RandomSearchProvider(), new RandomSearchProvider.Settings());
    }
  }

  @Nested
  class Aging extends Kit<RegularizedEvolutionProvider.Settings> {
    Aging() {
      super(
          new RegularizedEvolutionProvider(),
          new RegularizedEvolutionProvider.Settings(8, 3, AS_MEASURED));
    }
  }

  @Nested
  class AgingWithMeasuredOnly extends Kit<RegularizedEvolutionProvider.Settings> {
    AgingWithMeasuredOnly() {
      super(
          new RegularizedEvolutionProvider(),
          new RegularizedEvolutionProvider.Settings(8, 3, IGNORE_UNTIL_MEASURED));
    }
  }

  @Nested
  class MenndlDiscounted extends Kit<MenndlProvider.Settings> {
    MenndlDiscounted() {
      super(new MenndlProvider(), new MenndlProvider.Settings(8, 3, 0.7, DISCOUNTED));
    }
  }

  @Nested
  class Nsga2Generations extends Kit<Nsga2Provider.Settings> {
    Nsga2Generations() {
      super(
          new Nsga2Provider(),
          new Nsga2Provider.Settings(
              List.of("fitness", "parameters", "latency"), 6, 7, true, AS_MEASURED));
    }
  }

  @Nested
  class Nsga2SteadyState extends Kit<Nsga2Provider.Settings> {
    Nsga2SteadyState() {
      super(
          new Nsga2Provider(),
          new Nsga2Provider.Settings(List.of("fitness", "multiply-adds"), 6, 6, false, DISCOUNTED));
    }
  }

  @Nested
  class EvoCnnGenerations extends Kit<EvoCnnProvider.Settings> {
    EvoCnnGenerations() {
      super(
          new EvoCnnProvider(),
          new EvoCnnProvider.Settings(8, 0.9, 0.5, 0.25, 1, 2, true, IGNORE_UNTIL_MEASURED));
    }
  }

  @Nested
  class EvoCnnSteadyState extends Kit<EvoCnnProvider.Settings> {
    EvoCnnSteadyState() {
      super(
          new EvoCnnProvider(),
          new EvoCnnProvider.Settings(8, 0.9, 0.5, 0.25, 1, 2, false, AS_MEASURED));
    }
  }

  @Nested
  class GeneticCnnGenerations extends Kit<GeneticCnnProvider.Settings> {
    GeneticCnnGenerations() {
      super(
          new GeneticCnnProvider(),
          new GeneticCnnProvider.Settings(7, 0.2, 0.8, true, AS_MEASURED));
    }
  }

  @Nested
  class GeneticCnnMeasuredOnly extends Kit<GeneticCnnProvider.Settings> {
    GeneticCnnMeasuredOnly() {
      super(
          new GeneticCnnProvider(),
          new GeneticCnnProvider.Settings(7, 0.2, 0.8, true, IGNORE_UNTIL_MEASURED));
    }
  }

  @Nested
  class GeneticCnnSteadyState extends Kit<GeneticCnnProvider.Settings> {
    GeneticCnnSteadyState() {
      super(
          new GeneticCnnProvider(),
          new GeneticCnnProvider.Settings(7, 0.2, 0.8, false, AS_MEASURED));
    }
  }

  @Nested
  class DenserRounds extends Kit<DenserProvider.Settings> {
    DenserRounds() {
      super(new DenserProvider(), new DenserProvider.Settings(4, 0.3, 5, true, AS_MEASURED));
    }
  }

  @Nested
  class DenserSteadyState extends Kit<DenserProvider.Settings> {
    DenserSteadyState() {
      super(
          new DenserProvider(),
          new DenserProvider.Settings(4, 0.3, 5, false, IGNORE_UNTIL_MEASURED));
    }
  }

  @Nested
  class Local extends Kit<LocalSearchProvider.Settings> {
    Local() {
      super(new LocalSearchProvider(), new LocalSearchProvider.Settings(3, 10, AS_MEASURED));
    }
  }

  @Nested
  class LocalMeasuredOnly extends Kit<LocalSearchProvider.Settings> {
    LocalMeasuredOnly() {
      super(
          new LocalSearchProvider(),
          new LocalSearchProvider.Settings(3, 10, IGNORE_UNTIL_MEASURED));
    }
  }

  @Nested
  class Halving extends Kit<SuccessiveHalvingProvider.Settings> {
    Halving() {
      super(
          new SuccessiveHalvingProvider(),
          new SuccessiveHalvingProvider.Settings(2, 4, DISCOUNTED));
    }
  }
}

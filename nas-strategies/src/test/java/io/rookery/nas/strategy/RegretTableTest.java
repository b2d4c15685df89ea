package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.Candidate;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import io.rookery.nas.bench.Simulation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Regret against networks asked for, on NAS-Bench-201, of every strategy but successive halving,
 * for which the table has no learning curves. Prints the table of docs/strategies.md:
 *
 * <pre>mvn -pl nas-strategies test -Dtest=RegretTableTest -DexcludedGroups=</pre>
 */
@Tag("slow")
class RegretTableTest {

  private static final int SEEDS = Integer.getInteger("rookery.seeds", 100);
  private static final int[] COUNTS = {50, 100, 200, 300, 500};

  private final Nb201 nb201 = new Nb201();
  private final Map<String, LongFunction<SearchStrategy>> strategies = new LinkedHashMap<>();

  private <S extends Record> void add(String form, StrategyProvider<S> provider, S settings) {
    strategies.put(
        provider.name() + form, seed -> provider.create(settings, nb201.space(), true, seed));
  }

  private <S extends Record> void add(StrategyProvider<S> provider) {
    add("", provider, provider.defaults());
  }

  /** With the defaults, but that training longer is of no use where a table answers. */
  private void addAll() {
    PredictedFitness any = PredictedFitness.AS_MEASURED;
    List<String> one = List.of("fitness");
    List<String> two = List.of("fitness", "multiply-adds");
    add(new RandomSearchProvider());
    add(new RegularizedEvolutionProvider());
    add(new LocalSearchProvider());
    add(new MenndlProvider());
    for (boolean generations : new boolean[] {false, true}) {
      String form = generations ? ", generations" : "";
      add(
          ", fitness only" + form,
          new Nsga2Provider(),
          new Nsga2Provider.Settings(one, 40, 40, generations, any));
      add(form, new Nsga2Provider(), new Nsga2Provider.Settings(two, 40, 40, generations, any));
      add(
          form,
          new EvoCnnProvider(),
          new EvoCnnProvider.Settings(100, 0.9, 0.1, 0.2, 5, 100, generations, any));
      add(
          form,
          new GeneticCnnProvider(),
          new GeneticCnnProvider.Settings(20, 0.2, 0.8, generations, any));
      add(form, new DenserProvider(), new DenserProvider.Settings(4, 0, 1, generations, any));
    }
  }

  @Test
  @Timeout(3600)
  void everyStrategyBeatsRandomSearch() {
    addAll();
    Map<String, Double> after300 = new LinkedHashMap<>();
    strategies.forEach(
        (name, strategy) -> {
          List<List<Candidate>> searches = new ArrayList<>();
          for (long seed = 0; seed < SEEDS; seed++) {
            searches.add(
                new Simulation(strategy.apply(seed), nb201::measured)
                    .run(1, COUNTS[COUNTS.length - 1])
                    .asked());
          }
          print(name, searches);
          after300.put(name, regrets(searches, 300).getMean());
        });
    double random = after300.remove("random");
    after300.forEach((name, regret) -> assertThat(regret).as(name).isLessThan(random));
  }

  private DescriptiveStatistics regrets(List<List<Candidate>> searches, int count) {
    return new DescriptiveStatistics(
        searches.stream().mapToDouble(asked -> nb201.regret(asked, count)).toArray());
  }

  private void print(String name, List<List<Candidate>> searches) {
    StringBuilder row = new StringBuilder("| " + name);
    for (int count : COUNTS) {
      DescriptiveStatistics regret = regrets(searches, count);
      row.append(
          String.format(
              Locale.ROOT, " | %.2f ± %.2f", regret.getMean(), regret.getStandardDeviation()));
    }
    double test =
        searches.stream()
            .mapToDouble(asked -> nb201.testRegret(asked, 300))
            .average()
            .orElseThrow();
    System.out.println(row + String.format(Locale.ROOT, " | %.2f |", test));
  }
}

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
 * Regret against networks asked for, and against epochs trained, on NAS-Bench-201, of every
 * strategy. Prints the tables of docs/strategies.md:
 *
 * <pre>mvn -pl nas-strategies test -Dtest=RegretTableTest -DexcludedGroups=</pre>
 */
@Tag("slow")
class RegretTableTest {

  private static final int SEEDS = Integer.getInteger("rookery.seeds", 100);
  private static final int[] COUNTS = {50, 100, 200, 300, 500};
  private static final int[] EPOCHS = {2_000, 4_000, 8_000, 16_000};
  private static final String HALVING = "successive-halving";

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
    // The table knows 12 and 200 epochs: two rungs, and 200/17 is nearest to 12.
    add("", new SuccessiveHalvingProvider(), new SuccessiveHalvingProvider.Settings(17, 2, any));
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
    // What counts here is known at its lowest rung, where it draws at random.
    after300.remove(HALVING);
    double random = after300.remove("random");
    after300.forEach((name, regret) -> assertThat(regret).as(name).isLessThan(random));
  }

  @Test
  @Timeout(3600)
  void whereLongTrainingsCountSuccessiveHalvingBeatsRandomSearchOfAsManyEpochs() {
    addAll();
    strategies.keySet().removeIf(name -> name.endsWith("generations"));
    Map<String, double[]> means = new LinkedHashMap<>();
    strategies.forEach((name, strategy) -> means.put(name, printAgainstEpochs(name, strategy)));
    for (int i = 0; i < EPOCHS.length; i++) {
      assertThat(means.get(HALVING)[i]).isLessThan(means.get("random")[i]);
    }
  }

  private double[] printAgainstEpochs(String name, LongFunction<SearchStrategy> strategy) {
    StringBuilder row = new StringBuilder("| " + name);
    double[] means = new double[EPOCHS.length];
    for (int i = 0; i < EPOCHS.length; i++) {
      DescriptiveStatistics networks = new DescriptiveStatistics();
      DescriptiveStatistics regrets = new DescriptiveStatistics();
      for (long seed = 0; seed < SEEDS; seed++) {
        List<Candidate> asked = askedWithin(strategy.apply(seed), EPOCHS[i]);
        networks.addValue(asked.stream().map(Candidate::canonical).distinct().count());
        regrets.addValue(nb201.regretAfter200(asked));
      }
      means[i] = regrets.getMean();
      row.append(
          String.format(
              Locale.ROOT,
              " | %.0f: %.2f ± %.2f",
              networks.getMean(),
              regrets.getMean(),
              regrets.getStandardDeviation()));
    }
    System.out.println(row + " |");
    return means;
  }

  /** One at a time, until the next would train beyond so many epochs in all. */
  private List<Candidate> askedWithin(SearchStrategy strategy, int epochs) {
    List<Candidate> asked = new ArrayList<>();
    int spent = 0;
    while (true) {
      Candidate candidate = strategy.ask(1).get(0);
      spent += nb201.epochs(candidate);
      if (spent > epochs) {
        return asked;
      }
      asked.add(candidate);
      strategy.tell(nb201.afterItsEpochs(candidate));
    }
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

package io.rookery.nas.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.StrategyProvider;
import io.rookery.nas.bench.Simulation;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;

/** The known order on NAS-Bench-201 (Dong, Yang 2020, table 5; White et al. 2021). */
class TabularOrderTest {

  private static final int NETWORKS = 300;
  private static final int SEEDS = 20;

  private final Nb201 nb201 = new Nb201();

  private <S extends Record> double[] regrets(StrategyProvider<S> provider) {
    return LongStream.range(0, SEEDS)
        .mapToObj(seed -> provider.create(provider.defaults(), nb201.space(), true, seed))
        .map(strategy -> new Simulation(strategy, nb201::measured).run(1, NETWORKS).asked())
        .mapToDouble(asked -> nb201.regret(asked, NETWORKS))
        .toArray();
  }

  @Test
  void regularizedEvolutionClearlyBeatsRandomSearchAfter300Networks() {
    double[] random = regrets(new RandomSearchProvider());
    double[] evolution = regrets(new RegularizedEvolutionProvider());
    double[] local = regrets(new LocalSearchProvider());
    assertThat(mean(evolution)).isLessThan(mean(random) / 4);
    assertThat(mean(local)).isLessThan(mean(random) / 4);
    assertThat(new MannWhitneyUTest().mannWhitneyUTest(evolution, random)).isLessThan(1e-5);
    assertThat(new MannWhitneyUTest().mannWhitneyUTest(local, random)).isLessThan(1e-5);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}

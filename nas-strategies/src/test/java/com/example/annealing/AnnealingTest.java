package com.example.annealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.Strategies;
import io.rookery.nas.testkit.SearchStrategyKit;
import org.junit.jupiter.api.Test;

class AnnealingTest extends SearchStrategyKit {

  @Override
  protected SearchStrategy strategy(SearchSpace<?> space, boolean maximize, long seed) {
    AnnealingProvider provider = new AnnealingProvider();
    return provider.create(provider.defaults(), space, maximize, seed);
  }

  @Test
  void isFoundByItsName() {
    assertThat(Strategies.named("annealing")).isInstanceOf(AnnealingProvider.class);
  }
}

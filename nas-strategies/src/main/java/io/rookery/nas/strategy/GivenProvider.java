package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.InvalidArchitecture;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import java.util.List;

/** Makes {@code given}. */
public final class GivenProvider implements StrategyProvider<GivenProvider.Settings> {

  /** Which networks. */
  public record Settings(
      @Help("the networks to train, each by its genome in the space's text form, in this order")
          List<String> genomes) {

    public Settings {
      genomes = List.copyOf(genomes);
    }
  }

  @Override
  public String name() {
    return "given";
  }

  @Override
  public String summary() {
    return "Trains the networks it is given by their genomes: a winner again, longer or on more"
        + " data";
  }

  @Override
  public String source() {
    return "Zoph et al. 2018, arXiv:1707.07012: what a search found is trained anew, at full"
        + " length";
  }

  @Override
  public Settings defaults() {
    return new Settings(List.of());
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    // Fitness plays no part, so nothing need be said of predicted fitness.
    return given(settings, space, new Scoring(maximize, PredictedFitness.AS_MEASURED), seed);
  }

  private static <G> SearchStrategy given(
      Settings settings, SearchSpace<G> space, Scoring scoring, long seed) {
    if (settings.genomes().isEmpty()) {
      throw new IllegalArgumentException("'genomes' names no network to train");
    }
    List<G> genomes = settings.genomes().stream().map(text -> read(space, text)).toList();
    return new Given<>(genomes, space, scoring, seed);
  }

  private static <G> G read(SearchSpace<G> space, String text) {
    try {
      return space.read(text);
    } catch (InvalidArchitecture e) {
      throw new IllegalArgumentException(
          "'%s' is no genome of the space: %s".formatted(text, e.getMessage()), e);
    }
  }
}

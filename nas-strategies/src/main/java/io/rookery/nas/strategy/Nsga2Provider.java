package io.rookery.nas.strategy;

import io.rookery.nas.Help;
import io.rookery.nas.SearchSpace;
import io.rookery.nas.SearchStrategy;
import io.rookery.nas.StrategyProvider;
import java.util.List;

/** Makes {@code nsga2}. */
public final class Nsga2Provider implements StrategyProvider<Nsga2Provider.Settings> {

  /** Settings; the sizes and objectives are those of NSGA-Net's published code. */
  public record Settings(
      @Help("what to trade off: any of fitness, multiply-adds, parameters, latency")
          List<String> objectives,
      @Help("networks that survive, at least 2; 40 in the published code") int population,
      @Help("children of a generation, at least 1; 40 in the published code") int offspring,
      @Help("whether selection waits for whole generations; false leaves no slot idle")
          boolean generational,
      @Help("what a predicted fitness is taken for until a measured one comes")
          PredictedFitness predicted) {

    public Settings {
      objectives = List.copyOf(objectives);
      if (objectives.isEmpty() || objectives.stream().distinct().count() < objectives.size()) {
        throw new IllegalArgumentException(
            "objectives must be at least one, each once; found " + objectives);
      }
      objectives.forEach(Objective::of);
      Bounds.atLeast("population", population, 2);
      Bounds.atLeast("offspring", offspring, 1);
    }
  }

  @Override
  public String name() {
    return "nsga2";
  }

  @Override
  public String summary() {
    return "Several objectives at once: Pareto ranks and crowding, with NSGA-Net's operators";
  }

  @Override
  public String source() {
    return "Deb, Pratap, Agarwal, Meyarivan 2002, doi:10.1109/4235.996017; as in Lu et al. 2019,"
        + " arXiv:1810.03522";
  }

  @Override
  public Settings defaults() {
    return new Settings(
        List.of("fitness", "multiply-adds"), 40, 40, false, PredictedFitness.DISCOUNTED);
  }

  @Override
  public SearchStrategy create(
      Settings settings, SearchSpace<?> space, boolean maximize, long seed) {
    return evolve(settings, space, new Scoring(maximize, settings.predicted()), seed);
  }

  private static <G> SearchStrategy evolve(
      Settings settings, SearchSpace<G> space, Scoring scoring, long seed) {
    List<Objective> objectives = settings.objectives().stream().map(Objective::of).toList();
    return Loops.of(
        settings.generational(),
        space,
        new Proposals<>(space, scoring, seed),
        new Nsga2<>(space, objectives, settings.population(), settings.offspring()),
        settings.population());
  }
}
